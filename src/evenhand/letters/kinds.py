"""What each kind of restriction asks of the customer, in words for a letter.

Kinds, their terms and what they close stand in ``evenhand.rules.kinds``; here they are only said.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evenhand.letters.words import bullets, listed, one_line, paragraphs, sentences, tidied
from evenhand.rules.facts import Restriction, RestrictionTerms
from evenhand.rules.findings import is_blank
from evenhand.rules.terms_spoken import minutes_spoken, windows_spoken
from evenhand.rules.vocabulary import RestrictionKind, Scope

_NOTHING_ELSE = "Please do not contact us in other ways, unless this letter says that you can."
_SOMETHING_NEW = "If you tell us something new about this, we will read it and answer it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How a letter speaks of one kind of restriction."""

    ask: str
    """What the customer is asked, as words after 'We ask you': 'to …' or 'not to …'."""
    over: str
    """What holds again when it is over: a sentence."""
    means: Callable[[RestrictionTerms], str]
    """What it means in practice, with its terms: one paragraph or more."""

    @property
    def please(self) -> str:
        """The same as words after 'Please': 'contact us in writing only', 'do not telephone us'."""
        if self.ask.startswith("not to "):
            return f"do not {self.ask.removeprefix('not to ')}"
        return self.ask.removeprefix("to ")


def asks(restrictions: Iterable[Restriction]) -> str:
    """What the customer is asked under some restrictions together, as words after 'We ask you'."""
    return listed([WORDS[one.kind].ask for one in restrictions])


def please(restrictions: Sequence[Restriction]) -> str:
    """The same as a sentence of its own, for an opening."""
    if len(restrictions) == 1:
        return f"Please {WORDS[restrictions[0].kind].please}."
    return f"We ask you {asks(restrictions)}."


def meanings(restrictions: Sequence[Restriction]) -> str:
    """What each restriction means in practice, and how much of the council it covers (11.2)."""
    by_scope: dict[str, list[str]] = {}
    for one in restrictions:
        by_scope.setdefault(_scope(one), []).append(_meaning(one))
    return paragraphs(*(part for scope, said in by_scope.items() for part in (*said, scope)))


def _meaning(restriction: Restriction) -> str:
    return WORDS[restriction.kind].means(restriction.terms or RestrictionTerms())


def _scope(restriction: Restriction) -> str:
    said = tidied(restriction.service or "")
    if restriction.scope is Scope.SERVICE and said:
        service = one_line(said).rstrip(".")
        return f"This covers one service only: {service}. You can contact our other services in the usual ways."
    if restriction.scope is Scope.COUNCIL_WIDE:
        whole = "This covers the whole council."
        return paragraphs(f"{whole} This is why:", said) if said else whole
    return ""


# What each kind means.


def _named(texts: Iterable[str]) -> str:
    return bullets(one_line(one) for one in texts if not is_blank(one))


def _with_list(lead: str, texts: Sequence[str], otherwise: str) -> str:
    """A sentence that leads into a list, or another where nothing is to be listed."""
    points = _named(texts)
    return paragraphs(lead, points) if points else otherwise


def _call_length(terms: RestrictionTerms) -> str:
    length = minutes_spoken(terms.minutes) if terms.minutes else "a short time"
    return f"Please keep each telephone call to {length}. When the time is up, we will end the call politely."


def _phone_times(terms: RestrictionTerms) -> str:
    return paragraphs(
        _with_list(
            "Please telephone us only at these times:",
            windows_spoken(terms.windows),
            "Please telephone us only at set times. Ask us which they are.",
        ),
        "We do not take your calls at other times, or on bank holidays.",
    )


def _single_contact(terms: RestrictionTerms) -> str:
    person, cover = one_line(terms.named_contact).rstrip("."), one_line(terms.cover).rstrip(".")
    return sentences(
        f"Please telephone and write to one person only: {person}."
        if person
        else "Please telephone and write to one person only.",
        f"When they are away, this is who takes their place: {cover}." if cover else "",
        "If you reach somebody else here, they will pass you on.",
    )


def _one_point(lead: str) -> Callable[[RestrictionTerms], str]:
    def means(terms: RestrictionTerms) -> str:
        point = one_line(terms.contact_point).rstrip(".")
        return sentences(f"{lead}: {point}." if point else f"{lead}.", _NOTHING_ELSE)

    return means


def _generic_inbox(terms: RestrictionTerms) -> str:
    point = one_line(terms.contact_point).rstrip(".")
    return sentences(
        f"Please send letters and emails to this address only: {point}."
        if point
        else "Please send letters and emails to one shared address only.",
        "Please do not write to members of staff by name.",
    )


def _issue_ban(terms: RestrictionTerms) -> str:
    return paragraphs(
        _with_list(
            "Please do not telephone or write to us about:", terms.issues, "Please do not contact us about some issues."
        ),
        f"You can contact us about anything else. {_SOMETHING_NEW}",
    )


def _file_without_reply(terms: RestrictionTerms) -> str:
    where = one_line(terms.considered_where).rstrip(".")
    return paragraphs(
        _with_list(
            "We have already considered these matters:",
            terms.issues,
            "We have already considered what you write to us about.",
        ),
        f"This is where we considered them: {where}." if where else "",
        f"We will read what you write about them, and keep it on file without an answer. {_SOMETHING_NEW} "
        "You can contact us about anything else.",
    )


def _social_media(terms: RestrictionTerms) -> str:
    return paragraphs(
        _with_list(
            "Please do not contact us on social media. We have removed or blocked these accounts:",
            terms.accounts,
            "Please do not contact us on social media. We have removed or blocked your accounts.",
        ),
        "You can still read what we publish.",
    )


def _excess_block(terms: RestrictionTerms) -> str:
    counted = one_line(terms.counted).rstrip(".")
    return paragraphs(
        _with_list(
            "We have blocked these numbers and addresses. Please do not use them to contact us:",
            terms.blocked_points,
            "Please do not use the numbers or addresses that we have blocked.",
        ),
        sentences("We do not answer what comes from them.", f"This is what we counted: {counted}." if counted else ""),
    )


def _premises_ban(terms: RestrictionTerms) -> str:
    return _with_list("Please do not come to:", terms.premises, "Please do not come to some of our buildings.")


def _service_limit(terms: RestrictionTerms) -> str:
    limit = one_line(terms.services_limited).rstrip(".")
    return sentences(
        f"We limit services that we do not have to provide. This is the limit: {limit}."
        if limit
        else "We limit some services that we do not have to provide.",
        "You can contact us in the usual ways about everything else.",
    )


def _other(terms: RestrictionTerms) -> str:
    said = tidied(terms.description)
    return paragraphs("This is what we ask of you:", said) if said else ""


def _no_contact(terms: RestrictionTerms) -> str:
    way = one_line(terms.exceptional_way).rstrip(".")
    return paragraphs(
        "Please do not send us complaints or contact us in any other way, except in exceptional circumstances.",
        f"This is how to tell us of exceptional circumstances: {way}."
        if way
        else "If there are exceptional circumstances, write to us and say what they are. A person reads it.",
    )


def _always(text: str) -> Callable[[RestrictionTerms], str]:
    return lambda _terms: text


def _only(ask: str, means: Callable[[RestrictionTerms], str]) -> Words:
    return Words(ask=f"to {ask}", over=f"You no longer have to {ask}.", means=means)


def _not(ask: str, over: str, means: Callable[[RestrictionTerms], str]) -> Words:
    return Words(ask=f"not to {ask}", over=over, means=means)


WORDS: Mapping[RestrictionKind, Words] = {
    RestrictionKind.CALL_LENGTH: _only("keep your calls to a set length", _call_length),
    RestrictionKind.PHONE_TIMES: _only("telephone us only at set times", _phone_times),
    RestrictionKind.SINGLE_CONTACT: _only("contact one person only", _single_contact),
    RestrictionKind.SINGLE_NUMBER: _only(
        "contact us on one telephone number only", _one_point("Please contact us on this telephone number only")
    ),
    RestrictionKind.EMAIL_ONLY: _only(
        "contact us at one email address only", _one_point("Please contact us at this email address only")
    ),
    RestrictionKind.GENERIC_INBOX: _only("write to one shared address only", _generic_inbox),
    RestrictionKind.WRITING_ONLY: _only(
        "contact us in writing only",
        _always(
            "Please write to us. Please do not telephone us or come to see us, unless this letter says that you can."
        ),
    ),
    RestrictionKind.ISSUE_BAN: _not(
        "contact us about some issues", "You can contact us about these issues again.", _issue_ban
    ),
    RestrictionKind.FILE_WITHOUT_REPLY: _not(
        "raise again what we have considered already",
        "We will again answer what you write about these matters.",
        _file_without_reply,
    ),
    RestrictionKind.SOCIAL_MEDIA_BLOCK: _not(
        "contact us on social media", "You can contact us on social media again.", _social_media
    ),
    RestrictionKind.EXCESS_BLOCK: _not(
        "use some numbers or addresses to contact us",
        "You can use these numbers and addresses again to contact us.",
        _excess_block,
    ),
    RestrictionKind.NO_FACE_TO_FACE: _not(
        "come to see us",
        "You can come to see us again.",
        _always("Please do not come to see us, unless this letter says that you can."),
    ),
    RestrictionKind.PHONE_BAN: _not(
        "telephone us",
        "You can telephone us again.",
        _always("Please do not telephone us, unless this letter says that you can."),
    ),
    RestrictionKind.PREMISES_BAN: _not(
        "come to some of our buildings", "You can come to these buildings again.", _premises_ban
    ),
    RestrictionKind.SERVICE_LIMIT: Words(
        ask="to keep to a limit on some services", over="The limit on these services has ended.", means=_service_limit
    ),
    RestrictionKind.OTHER: Words(
        ask="to do what this letter sets out", over="You no longer have to do what we asked of you.", means=_other
    ),
    RestrictionKind.NO_CONTACT: _not(
        "contact us, except in exceptional circumstances", "You can contact us again.", _no_contact
    ),
}
"""Each kind of restriction in words."""
