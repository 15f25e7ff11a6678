"""The letter as PDF: what PDF/UA-1 asks of it, what it says, and that nothing is fetched."""

import io
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from evenhand.letters.compose import compose
from evenhand.letters.draft import LetterDraft, LetterFacts, edited
from evenhand.letters.errors import LetterError, LettersUnavailable
from evenhand.letters.html import letter_html
from evenhand.letters.pdf import render_pdf, why_no_pdf
from evenhand.letters.words import blocks
from evenhand.rules.facts import Restriction, Review
from evenhand.rules.vocabulary import LetterKind, NoticeItem, ReviewOutcome

TITLE = "Our decision about how you can contact us, 7K3M-9QPD"


def printed(draft: LetterDraft) -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(letter_html(draft), title=TITLE)), strict=True)


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture
def needs_pango() -> None:
    if why_no_pdf():
        pytest.skip("Pango is not installed, so this machine makes no PDF")


@pytest.fixture
def notice(facts: LetterFacts, needs_pango: None) -> LetterDraft:  # noqa: ARG001
    return compose(LetterKind.RESTRICTION_NOTICE, facts)


@pytest.fixture
def drafts(
    notice: LetterDraft,
    facts: LetterFacts,
    permanent: Restriction,
    reviewed: LetterFacts,
    review: Review,
    lifted: LetterFacts,
) -> dict[str, LetterDraft]:
    """Every kind of letter in its variants."""
    kinds = LetterKind
    return {
        "notice": notice,
        "notice without end": compose(kinds.RESTRICTION_NOTICE, replace(facts, restrictions=(permanent,))),
        "notice without address": compose(kinds.RESTRICTION_NOTICE, replace(facts, address_lines=())),
        **{
            f"review, {outcome.value}": compose(
                kinds.REVIEW_OUTCOME, replace(reviewed, review=replace(review, outcome=outcome))
            )
            for outcome in ReviewOutcome
        },
        "review, continued without end": compose(
            kinds.REVIEW_OUTCOME, replace(reviewed, restrictions=(permanent,), address_lines=())
        ),
        "lifted": compose(kinds.LIFTED, lifted),
        "lifted without address": compose(kinds.LIFTED, replace(lifted, address_lines=())),
    }


def elements(node: Any) -> Iterator[Any]:
    """Every element of the structure tree, in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from elements(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        yield from elements(node.get("/K", []))


def places(draft: LetterDraft) -> list[tuple[str, float, float]]:
    """Where each text of the first page begins: millimetres from the left and from the top."""
    placed: list[tuple[str, float, float]] = []

    def note(text: str, matrix: list[float], text_matrix: list[float], *_: Any) -> None:
        if text.strip():
            left = matrix[0] * text_matrix[4] + matrix[4]
            up = matrix[3] * text_matrix[5] + matrix[5]
            placed.append((text.strip(), left * 25.4 / 72, 297 - up * 25.4 / 72))

    printed(draft).pages[0].extract_text(visitor_text=note)
    return placed


def test_every_letter_is_tagged_pdf_ua(drafts: dict[str, LetterDraft]) -> None:
    for name, draft in drafts.items():
        reader = printed(draft)
        root: Any = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] == True, name  # noqa: E712 - the library's own boolean
        assert root["/Lang"] == "en-GB", name
        assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True, name  # noqa: E712 - the same
        assert reader.metadata is not None
        assert reader.metadata.title == TITLE, name
        metadata = root["/Metadata"].get_data().decode()
        assert 'pdfuaid:part="1"' in metadata, name
        assert TITLE in metadata, name
        roles = [element["/S"] for element in elements(root["/StructTreeRoot"])]
        assert roles[0] == "/Document", name
        assert {"/H1", "/H2", "/P"} <= set(roles), name
        assert [str(page["/Tabs"]) for page in reader.pages] == ["/S"] * len(reader.pages), name


def test_headings_and_lists_are_told_as_such(notice: LetterDraft) -> None:
    root: Any = printed(notice).trailer["/Root"]
    found = list(elements(root["/StructTreeRoot"]))
    headings = [element["/S"] for element in found if str(element["/S"]).startswith("/H")]
    assert headings == ["/H1", *["/H2"] * 7]
    lists = [element for element in found if element["/S"] == "/L"]
    assert len(lists) == 4
    for element in lists:
        items = [child.get_object()["/S"] for child in element["/K"]]
        assert set(items) == {"/LI"}
    texts = notice.sections.values()
    points = sum(len(block.lines) for text in texts for block in blocks(text) if block.is_list)
    assert len([element for element in found if element["/S"] == "/LI"]) == points


def test_all_that_is_printed_is_tagged_or_marked_as_decoration(drafts: dict[str, LetterDraft]) -> None:
    for name, draft in drafts.items():
        reader = printed(draft)
        shown = 0
        for page in reader.pages:
            depth = 0
            for _, operator in ContentStream(page.get_contents(), reader).operations:
                depth += operator in {b"BDC", b"BMC"}
                depth -= operator == b"EMC"
                if operator in {b"Tj", b"TJ"}:
                    shown += 1
                    assert depth > 0, name
            assert depth == 0, name
        assert shown > 10, name


def test_every_font_is_embedded_and_can_be_read_as_text(notice: LetterDraft) -> None:
    fonts = {}
    for page in printed(notice).pages:
        fonts.update(page["/Resources"]["/Font"])  # type: ignore[index]
    assert fonts
    for font in (one.get_object() for one in fonts.values()):
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/ToUnicode" in font
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)


def test_the_text_can_be_taken_out_again(drafts: dict[str, LetterDraft]) -> None:
    for name, draft in drafts.items():
        text = text_of(printed(draft)).replace("•", "").replace(" ", "")
        shown = [
            draft.title,
            draft.reference,
            draft.customer_name,
            draft.council.signatory,
            *draft.address_lines,
        ]
        shown += [line for _, body in draft.printed() for block in blocks(body) for line in block.lines]
        frame = draft.frame
        shown += [
            line
            for body in (frame.salutation, frame.opening, frame.help_text, frame.thanks, frame.closing)
            for block in blocks(body)
            for line in block.lines
        ]
        for line in shown:
            # A page may end within a paragraph: its first and last words are enough.
            for words in (line[:40], line[-40:]):
                assert words.replace(" ", "") in text, (name, line)


def test_the_same_letter_gives_the_same_bytes_with_the_letters_own_date(notice: LetterDraft) -> None:
    html = letter_html(notice)
    first = render_pdf(html, title=TITLE)
    assert render_pdf(html, title=TITLE) == first
    assert render_pdf(html, title="Another title") != first
    metadata = PdfReader(io.BytesIO(first)).metadata
    assert metadata is not None
    assert str(metadata["/CreationDate"]) == str(metadata["/ModDate"]) == "D:20270224"


@pytest.mark.usefixtures("needs_pango")
def test_names_that_are_long_foreign_or_nasty_are_printed(facts: LetterFacts) -> None:
    sixty = "Bartholomew Featherstonehaugh-Cholmondeley Wŷn-Gwŷnedd Ŵŷ Esq"
    assert len(sixty) >= 60
    eight = tuple(f"Line {number} of a rather long address" for number in range(1, 9))
    hebrew, nasty = "שרה כהן", "<script>alert(1)</script>"
    for name in (sixty, hebrew, nasty):
        named = replace(facts, customer_name=name, address_lines=eight)
        first = printed(compose(LetterKind.RESTRICTION_NOTICE, named)).pages[0].extract_text()
        for line in eight:
            assert line in first
        if name == hebrew:  # the order of its two words is the reader's business
            assert set(name.split()) <= set(first.split())
        else:
            assert name.replace(" ", "") in "".join(first.split())


@pytest.mark.usefixtures("needs_pango")
def test_a_name_that_would_come_out_as_boxes_is_refused_and_not_logged(
    facts: LetterFacts, caplog: pytest.LogCaptureFixture
) -> None:
    never_assigned = "\U000abcde"  # nobody has assigned it, so no font has it
    html = letter_html(compose(LetterKind.RESTRICTION_NOTICE, replace(facts, customer_name=never_assigned)))
    with caplog.at_level("DEBUG"), pytest.raises(LettersUnavailable, match="install fonts-noto-core") as caught:
        render_pdf(html, title=TITLE)
    assert never_assigned not in str(caught.value)
    assert [record for record in caplog.records if record.name.startswith("weasyprint")] == []


def test_the_address_shows_in_the_window_of_an_envelope(notice: LetterDraft) -> None:
    eight = tuple(f"Line {number}" for number in range(1, 9))
    for lines, lowest in ((notice.address_lines, 81), (eight, 92)):
        placed = places(replace(notice, address_lines=lines))
        window = [(text, down) for text, left, down in placed if 20 <= left <= 110 and 46 <= down <= 92]
        assert [text for text, _ in window] == [notice.customer_name, *lines]
        assert all(57 <= down <= lowest for _, down in window)


def test_a_very_long_word_stays_on_the_paper(notice: LetterDraft) -> None:
    reader = printed(edited(notice, {NoticeItem.WHY: "x" * 10_000}))
    assert text_of(reader).replace(" ", "").count("x") >= 10_000
    lines = [line for page in reader.pages for line in page.extract_text().splitlines() if "xxx" in line]
    assert max(map(len, lines)) < 90


def test_letters_can_be_printed_at_the_same_time(drafts: dict[str, LetterDraft]) -> None:
    pages = [letter_html(draft) for draft in drafts.values()]
    alone = [render_pdf(page, title=TITLE) for page in pages]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda page: render_pdf(page, title=TITLE), pages * 3))
    assert together == alone * 3


@pytest.mark.parametrize(
    "reference",
    [
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<img src="https://example.org/a.png" alt="">',
        '<img src="file:///etc/hostname" alt="">',
        '<img src="data:image/png;base64,AAAA" alt="">',
        '<style>@import url("https://example.org/a.css");</style>',
        '<link rel="attachment" href="file:///etc/hostname">',
    ],
)
def test_nothing_is_fetched(notice: LetterDraft, reference: str) -> None:
    html = letter_html(notice).replace("<main>", f"{reference}<main>")
    with pytest.raises(LetterError, match="letters fetch nothing"):
        render_pdf(html, title=TITLE)


def test_a_pdf_needs_a_title(notice: LetterDraft) -> None:
    with pytest.raises(LetterError, match="Give it one"):
        render_pdf(letter_html(notice), title=" ")


WITHOUT = """
import sys
{lacking}
from evenhand.letters.pdf import render_pdf, why_no_pdf
from evenhand.letters.errors import LettersUnavailable
assert "weasyprint" not in [name for name, module in sys.modules.items() if module], "imported before it is needed"
print(not why_no_pdf())
try:
    render_pdf("<p>x</p>", title="x")
except LettersUnavailable as error:
    print(error)
"""
LACKING = {
    "the Pango library is not installed": """
import cffi
real = cffi.FFI.dlopen
def dlopen(self, name, *rest):
    if "pango" in str(name):
        raise OSError(f"cannot load library {name}")
    return real(self, name, *rest)
cffi.FFI.dlopen = dlopen
""",
    "WeasyPrint is not installed": "sys.modules['weasyprint'] = None",
}


@pytest.mark.parametrize("says", LACKING)
def test_a_machine_without_it_says_what_to_install(says: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(lacking=LACKING[says])],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    first, second = ran.stdout.strip().splitlines()
    assert first == "False"
    assert says in second
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in second


def test_no_item_of_a_letter_is_lost_on_paper(notice: LetterDraft) -> None:
    text = text_of(printed(notice))
    for item in NoticeItem:
        assert notice.headings[item] in text
