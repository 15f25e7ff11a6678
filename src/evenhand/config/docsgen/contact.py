"""The page on the answer to a contact: what the rules themselves say, kind by kind and channel by channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from evenhand.config.docsgen.markdown import bullets, code, source_link, table
from evenhand.config.docsgen.markdown import page as whole_page
from evenhand.rules import contact
from evenhand.rules.contact import Contact, Directive, decide
from evenhand.rules.facts import (
    Adjustment,
    CaseFacts,
    Customer,
    Determination,
    Letter,
    Restriction,
    Telling,
)
from evenhand.rules.restrictions import open_channels
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import (
    Channel,
    FactId,
    LetterKind,
    Match,
    Outcome,
    Purpose,
    RestrictionKind,
    Route,
    ServiceId,
    Stage,
)

# The answers below are the rules' own, to this made-up case; the day is a day like any other.
_AT = datetime(2026, 1, 5, 10, tzinfo=UTC)
_REVIEW = date(2026, 4, 5)
_CASE, _DECISION, _RESTRICTION, _LETTER, _CUSTOMER, _ADJUSTMENT = map(
    FactId, ("case", "decision", "restriction", "letter", "customer", "adjustment")
)

_INTRODUCTION = """\
What somebody is told who checks a contact while a restriction is in force. Each cell is what {module} answers
to such a contact under the shipped policy, so this page cannot say anything else than the product does."""

_AFTER = """\
An emergency, a safeguarding concern, the Ombudsman and the other ways that are always allowed come before any
restriction, and a mandatory service stays open. Nothing here takes away that staff may end an abusive call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Situation:
    """One column: who gets in touch, and what for."""

    title: str
    match: Match = Match.VERIFIED
    purpose: Purpose | ServiceId | None = None
    cannot_use_what_is_open: bool = False


def page(terms: Terms) -> str:
    """The page.

    Args:
        terms: the policy's values, of which the mandatory services come in.
    """
    return whole_page(
        "What to do when a restricted customer gets in touch",
        _INTRODUCTION.format(module=source_link(contact.__name__)),
        _AFTER,
        *(_kind(kind, terms) for kind in RestrictionKind),
        "## Outcomes, from the most open to the most closed",
        table(("Outcome", "Code"), ((one.label, code(one)) for one in Outcome)),
        "## Always allowed",
        bullets(f"{one.label} ({code(one)})" for one in Purpose),
        "## Mandatory services of the shipped policy",
        bullets(f"{one.name} ({code(one.id)})" for one in terms.mandatory_services),
    )


def _kind(kind: RestrictionKind, terms: Terms) -> str:
    situations = _situations(terms)
    known = _Situation(title="")
    return "\n\n".join(
        (
            f"## {kind.label} ({code(kind)})",
            table(
                ("Channel", *(one.title for one in situations)),
                (
                    (
                        f"{channel.label} ({code(channel)})",
                        *(_outcome(_answer(kind, channel, one, terms)) for one in situations),
                    )
                    for channel in Channel
                ),
            ),
            "What the page says where the customer is known and has been told:",
            table(
                ("Channel", "What to do", "What to say"),
                (_words(channel, _answer(kind, channel, known, terms)) for channel in Channel),
            ),
        )
    )


def _situations(terms: Terms) -> tuple[_Situation, ...]:
    return (
        _Situation(title="It is this customer"),
        _Situation(title="A number or address that several use", match=Match.SHARED),
        _Situation(title="For a mandatory service", purpose=terms.mandatory_services[0].id),
        _Situation(title="In an always-allowed way", purpose=Purpose.SAFEGUARDING),
        _Situation(title="They cannot use what stays open", cannot_use_what_is_open=True),
    )


def _answer(kind: RestrictionKind, channel: Channel, situation: _Situation, terms: Terms) -> Directive:
    asked = Contact(channel=channel, match=situation.match, purpose=situation.purpose)
    return decide(asked, _case(kind, situation, terms), terms, at=_AT)


def _case(kind: RestrictionKind, situation: _Situation, terms: Terms) -> CaseFacts:
    agreed: Mapping[ServiceId, str] = {one.id: one.usual_way for one in terms.mandatory_services}
    told = Telling(route=Route.BY_HAND, sent_at=_AT, received_at=_AT)
    return CaseFacts(
        id=_CASE,
        customer=Customer(id=_CUSTOMER, adjustments=_adjustments(kind) if situation.cannot_use_what_is_open else ()),
        stage=Stage.RESTRICTED,
        determinations=(Determination(id=_DECISION, decided_at=_AT),),
        restrictions=(
            Restriction(
                id=_RESTRICTION,
                determination=_DECISION,
                kind=kind,
                services=agreed,
                starts_at=_AT,
                permanent=True,
                next_review_on=_REVIEW,
            ),
        ),
        letters=(
            Letter(id=_LETTER, kind=LetterKind.RESTRICTION_NOTICE, about=_DECISION, issued_at=_AT, tellings=(told,)),
        ),
    )


def _adjustments(kind: RestrictionKind) -> tuple[Adjustment, ...]:
    return (Adjustment(id=_ADJUSTMENT, arrangement="Help by telephone.", unusable_channels=open_channels([kind])),)


def _outcome(answer: Directive) -> str:
    return f"{answer.outcome.label} ({code(answer.outcome)})"


def _words(channel: Channel, answer: Directive) -> tuple[str, ...]:
    return channel.label, answer.do, " ".join(f"‘{line}’" for line in answer.say)
