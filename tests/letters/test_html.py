"""The letter as HTML: safe with whatever people type, and readable by machines that read aloud."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from evenhand.letters.compose import compose
from evenhand.letters.draft import LetterFacts, edited
from evenhand.letters.html import letter_fragment, letter_html, stylesheet
from evenhand.rules.facts import Determination, Restriction
from evenhand.rules.vocabulary import FactId, LetterKind, NoticeItem

NASTY = """<script>alert("x")</script> & <b onmouseover='y'>"quoted"</b> {{ 7 * 7 }} {% raw %} </style>"""


class Page(HTMLParser):
    """The elements of a page, its text, and the headings with their levels."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "link", "br"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.texts.append(data)
        if self._open and re.fullmatch(r"h\d", self._open[-1]):
            self.headings.append((int(self._open[-1][1]), data))

    def close(self) -> None:
        super().close()
        assert not self._open, f"never closed: {self._open}"

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def page_of(facts: LetterFacts, kind: LetterKind = LetterKind.RESTRICTION_NOTICE) -> Page:
    page = Page(letter_html(compose(kind, facts)))
    page.close()
    return page


def test_the_document_says_its_language_title_and_date(facts: LetterFacts) -> None:
    page = page_of(facts)
    assert page.named("html") == [{"lang": "en-GB", "dir": "ltr"}]
    assert "Our decision about how you can contact us" in page.text
    assert {"name": "dcterms.created", "content": "2027-02-24"} in page.named("meta")
    assert {"datetime": "2027-02-24"} in page.named("time")
    assert "Our reference 7K3M-9QPD" in page.text.replace("reference7", "reference 7")


def test_the_letter_holds_no_script_and_nothing_from_elsewhere(facts: LetterFacts) -> None:
    page = page_of(facts)
    for tag in ("script", "img", "iframe", "link", "a", "form"):
        assert page.named(tag) == []
    for _, attrs in page.tags:
        assert not {"style", "src", "href", "id"} & set(attrs)
        assert not [name for name in attrs if name.startswith("on")]


def test_the_headings_go_down_one_level_at_a_time(facts: LetterFacts) -> None:
    assert page_of(facts).headings == [
        (1, "Our decision about how you can contact us"),
        (2, "Why we made this decision"),
        (2, "What this means for you"),
        (2, "How long it lasts"),
        (2, "When we will review it"),
        (2, "How to ask us to look again"),
        (2, "How to complain to the Ombudsman"),
        (2, "If you need help"),
    ]


def test_an_item_that_says_nothing_has_no_heading(facts: LetterFacts) -> None:
    assert "How to ask us to look again" not in page_of(replace(facts, appeal="")).text


@pytest.mark.parametrize("field", ["customer_name", "reference", "why", "appeal", "ombudsman"])
def test_what_people_type_is_shown_and_never_obeyed(facts: LetterFacts, field: str) -> None:
    plain = page_of(facts)
    page = page_of(replace(facts, **{field: NASTY}))  # type: ignore[arg-type]
    assert " ".join(NASTY.split()) in page.text
    assert [tag for tag, _ in page.tags if tag in {"script", "b"}] == []
    assert len(page.named("style")) == len(plain.named("style")) == 1


def test_typed_addresses_services_and_own_words_are_shown_and_never_obeyed(
    facts: LetterFacts, permanent: Restriction
) -> None:
    services = dict.fromkeys(permanent.services or {}, NASTY)
    typed = replace(
        facts,
        address_lines=(NASTY,),
        council=replace(facts.council, name=NASTY, address_lines=(NASTY,), signatory=NASTY),
        restrictions=(replace(permanent, services=services, permanent_reason=NASTY),),
    )
    draft = edited(compose(LetterKind.RESTRICTION_NOTICE, typed), {NoticeItem.OMBUDSMAN: NASTY})
    page = Page(letter_html(draft))
    assert page.text.count(" ".join(NASTY.split())) >= 8
    assert page.named("script") == page.named("b") == []


def test_new_lines_and_paragraphs_stay(facts: LetterFacts) -> None:
    html = letter_html(compose(LetterKind.RESTRICTION_NOTICE, replace(facts, appeal="one\ntwo\n\nthree")))
    assert "<p>one<br>two</p>\n<p>three</p>" in html


def test_points_are_a_real_list(facts: LetterFacts) -> None:
    html = letter_html(compose(LetterKind.RESTRICTION_NOTICE, facts))
    assert "<li>25 January 2027, by telephone: insulting or degrading language</li>" in html
    assert "•" not in html
    assert '<p class="evenhand-letter__lead">You can write to us by:</p>\n<ul>' in html


@pytest.mark.parametrize("name", ["Siân Gŵyn-Ŷnys", "שרה כהן", "محمد الفاسي", "Zoë Ó Súilleabháin", "李小龍"])
def test_names_of_every_script_stay_as_they_are(facts: LetterFacts, name: str) -> None:
    html = letter_html(compose(LetterKind.RESTRICTION_NOTICE, replace(facts, customer_name=name)))
    assert f"<bdi>{name}</bdi>" in html
    assert f"Dear {name}" in html


def test_a_customer_without_an_address_has_a_name_in_the_window(facts: LetterFacts) -> None:
    html = letter_html(compose(LetterKind.RESTRICTION_NOTICE, replace(facts, address_lines=())))
    assert '<address class="evenhand-letter__to">\n<p><bdi>Ms Ada Example</bdi></p>' in html.replace("<p>\n", "<p>")


@pytest.mark.parametrize(
    ("name", "lines", "compact"),
    [("Ada Example", 4, False), ("Ada Example", 5, False), ("Ada Example", 8, True), ("Ada " * 15, 5, True)],
)
def test_a_long_address_is_set_smaller_to_fit_the_window(
    facts: LetterFacts, name: str, lines: int, *, compact: bool
) -> None:
    address = tuple(f"Line {number}" for number in range(lines))
    draft = compose(LetterKind.RESTRICTION_NOTICE, replace(facts, customer_name=name, address_lines=address))
    assert ('class="evenhand-letter__to evenhand-letter__to--compact"' in letter_html(draft)) is compact


def test_the_preview_fits_under_a_pages_own_heading(facts: LetterFacts) -> None:
    draft = compose(LetterKind.RESTRICTION_NOTICE, facts)
    page = Page(letter_fragment(draft))
    assert page.tags[0] == ("article", {"class": "evenhand-letter", "lang": "en-GB", "dir": "ltr"})
    assert [level for level, _ in page.headings] == [2, 3, 3, 3, 3, 3, 3, 3]
    assert [level for level, _ in Page(letter_fragment(draft, heading_level=4)).headings][:2] == [4, 5]
    assert page.named("style") == page.named("html") == []
    for level in (0, 6):
        with pytest.raises(ValueError, match="from 1 to 5"):
            letter_fragment(draft, heading_level=level)


def test_a_strict_site_names_its_own_stylesheet(facts: LetterFacts) -> None:
    page = Page(letter_html(compose(LetterKind.RESTRICTION_NOTICE, facts), stylesheet_href='/l.css?a=1&"b'))
    assert page.named("link") == [{"rel": "stylesheet", "href": '/l.css?a=1&"b'}]
    assert page.named("style") == []


def test_the_style_is_whole_and_touches_only_letters(facts: LetterFacts) -> None:
    assert stylesheet() in letter_html(compose(LetterKind.RESTRICTION_NOTICE, facts))
    assert "</" not in stylesheet()
    assert not re.search(r"url\(|@import|expression", stylesheet())
    plain = re.sub(r"/\*.*?\*/", "", stylesheet(), flags=re.DOTALL)
    plain = re.sub(r"@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}", "", plain)
    selectors = [part.strip() for group in re.findall(r"([^{}]+)\{", plain) for part in group.split(",")]
    assert len(selectors) > 20
    for selector in selectors:
        assert selector.startswith((".evenhand-letter", "@media")), selector


def test_a_letter_holds_nothing_of_another_customer(facts: LetterFacts, restriction: Restriction) -> None:
    other = replace(
        facts,
        reference="2222-2222",
        customer_name="Quentin Othername",
        address_lines=("99 Elsewhere Row",),
        why="Otherwise unheard-of reasons.",
        incidents=(),
        determination=Determination(id=FactId("other"), decided_at=None, reasons="Other reasons."),
        restrictions=(replace(restriction, determination=FactId("other"), services={}),),
    )
    alone = letter_html(compose(LetterKind.RESTRICTION_NOTICE, facts))
    others = letter_html(compose(LetterKind.RESTRICTION_NOTICE, other))
    for own in ("2222-2222", "Quentin Othername", "99 Elsewhere Row", "unheard-of"):
        assert own in others
        assert own not in alone
    for own in ("7K3M-9QPD", "Ada Example", "14 Mill Lane", "swore", "25 January", "020 7946 0103"):
        assert own in alone
        assert own not in others
    assert letter_html(compose(LetterKind.RESTRICTION_NOTICE, facts)) == alone
