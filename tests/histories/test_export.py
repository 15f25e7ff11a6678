"""A live case and its export as a history give the same findings."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from tests.rules import build
from tests.rules.random_facts import CASES

from evenhand.histories.assess import assess
from evenhand.histories.export import as_yaml, export
from evenhand.histories.form import KINDS
from evenhand.histories.timing import end_of
from evenhand.rules import facts
from evenhand.rules.facts import CaseFacts
from evenhand.rules.findings import Finding
from evenhand.rules.rulebook import judge
from evenhand.rules.vocabulary import Channel, RestrictionKind, ReviewOutcome, Scope

from .telling import read

REF = "case 7"
NOWHERE = facts.RestrictionTerms()
MOMENT = build.london("2026-01-05 10:00")


def said(findings: tuple[Finding, ...]) -> set[tuple[str, str, str | None]]:
    return {(one.rule, one.severity.value, one.fault.value if one.fault else None) for one in findings}


def written(case: CaseFacts, judged: date) -> str:
    return as_yaml([export(case, ref=REF, body="A Borough Council", judged=judged)])


def both(case: CaseFacts, judged: date) -> tuple[set[Any], set[Any]]:
    """What the live record gives at the end of a day, and what its export does."""
    (history,) = read(written(case, judged))
    return said(judge(case, build.TERMS, at=end_of(judged))), said(assess(history, build.TERMS).findings)


def _later(day: str) -> date:
    return date.fromisoformat(day)


STORY = {
    "reported": (build.case(incidents=(build.incident(),)), ["2026-01-05", "2026-02-20"]),
    "unheard": (build.unheard(), ["2026-01-20", "2026-03-01"]),
    "referred": (build.referred(), ["2026-01-21", "2026-03-01"]),
    "decided": (build.decided(), ["2026-02-02", "2026-02-03", "2026-02-04", "2026-05-01", "2026-05-02"]),
    "told": (build.told(), ["2026-02-03", "2026-05-01", "2026-05-02", "2026-08-02", "2026-08-03", "2027-01-01"]),
    "told late": (build.decided(letters=(build.letter(told=("2026-02-12 09:00",)),)), ["2026-02-11", "2026-02-12"]),
    "reviewed": (build.reviewed(), ["2026-05-01", "2026-05-05", "2026-07-31", "2026-08-01"]),
    "lifted": (build.reviewed(ReviewOutcome.LIFTED), ["2026-05-01", "2026-05-20"]),
    "unwarned": (build.decided(warnings=()), ["2026-02-02", "2026-02-20"]),
    "unweighed": (build.decided(determinations=(build.decision(equality=None),)), ["2026-02-02"]),
    "put off": (
        build.decided(determinations=(build.decision(equality=None, doors={"equality.considered": "At once."}),)),
        ["2026-02-02", "2026-02-20"],
    ),
    "same words": (
        build.reviewed(reviews=(build.review(reasons=build.decision().reasons),)),
        ["2026-05-01", "2026-05-20"],
    ),
    "investigated by a witness": (
        build.decided(determinations=(build.decision(members=build.panel(build.OLU, build.DAN)),)),
        ["2026-02-02"],
    ),
    "whole council": (
        build.decided(restrictions=(build.restriction(scope=Scope.COUNCIL_WIDE, service="  ", services={}),)),
        ["2026-02-02"],
    ),
    "no terms": (
        build.told(restrictions=(build.restriction(kind=RestrictionKind.PHONE_TIMES, terms=NOWHERE),)),
        ["2026-02-03"],
    ),
    "no way left": (
        build.told(customer=build.customer(build.adjustment(*Channel)), statement_on_file=True),
        ["2026-02-03"],
    ),
}


@pytest.mark.parametrize("point", STORY)
def test_the_story_at_each_point(point: str) -> None:
    case, days = STORY[point]
    for judged in map(_later, days):
        live, exported = both(case, judged)
        assert exported == live, judged


def test_the_story_gives_something_to_compare() -> None:
    found = {one for case, days in STORY.values() for judged in map(_later, days) for one in both(case, judged)[0]}
    assert len({rule for rule, _, _ in found}) >= 10
    assert {severity for _, severity, _ in found} >= {"fault", "advice"}


def test_no_word_of_the_record_leaves_it() -> None:
    case = build.reviewed(customer=build.customer(build.adjustment(Channel.TELEPHONE)))
    text = written(case, _later("2026-06-01"))
    texts = {one for fact in _everything(case) for one in _texts(fact)}
    assert len(texts) >= 8
    assert not [one for one in texts if one in text]
    names = {f": {one}\n" for one in build.STAFF} | {f"- {one}\n" for one in build.STAFF}
    assert not [one for one in names if one in text]


def test_what_is_not_named_by_another_event_has_no_name() -> None:
    (history,) = [export(build.told(), ref=REF, body="A", judged=_later("2026-03-01"))]
    events = history["events"]
    assert isinstance(events, list)
    assert {one["kind"] for one in events if "name" in one} == {"decision", "notice"}


def _everything(case: CaseFacts) -> Iterator[Any]:
    for one in fields(case):
        value = getattr(case, one.name)
        if isinstance(value, tuple):
            yield from value
    yield from case.customer.adjustments


def _texts(fact: Any) -> Iterator[str]:
    """The sentences that a fact holds; its ids and codes are words by themselves."""
    for one in fields(fact):
        value = getattr(fact, one.name)
        if isinstance(value, str) and " " in value.strip():
            yield value


# What random facts hold and no case ever does, or the format has no word for: see the documentation.

_OWN_MOMENT = {
    **{kind.fact: kind.moment for kind in KINDS.values() if kind.fact is not None},
    facts.Referral: "made_at",
    facts.Determination: "decided_at",
    facts.Restriction: "starts_at",
    facts.Review: "held_at",
    facts.Appeal: "made_at",
    facts.Letter: "issued_at",
    facts.HandledContact: "received_at",
    facts.Breach: "occurred_at",
    facts.ExceptionalContact: "raised_at",
    facts.AdjustmentRequest: "made_at",
}
_OF_LIST = {
    "restriction": "restrictions",
    "narrows": "restrictions",
    "determination": "determinations",
    "taken_over_by": "determinations",
    "regularised_by": "determinations",
    "incident": "incidents",
}
_NEEDS_ABOUT = (facts.DirectTelling, facts.Withholding, facts.Enforcement)


def _dated(fact: Any) -> Any:
    moment = _OWN_MOMENT.get(type(fact))
    return replace(fact, **{moment: MOMENT}) if moment and getattr(fact, moment) is None else fact


def _sayable(fact: Any) -> Any:
    fact = _dated(fact)
    match fact:
        case facts.Restriction():
            ended = fact.lifted_at is not None
            terms = fact.terms and replace(fact.terms, windows=())
            return replace(
                fact,
                determination=None if fact.interim else fact.determination,
                imposed_at=(fact.imposed_at or MOMENT) if fact.interim else None,
                end_told=fact.end_told if ended else None,
                enforcers_told=fact.enforcers_told if ended else None,
                imposed_by=fact.imposed_by if fact.interim else None,
                taken_over_by=fact.taken_over_by if fact.interim else None,
                length_known=None,
                terms=terms,
            )
        case facts.Review():
            said = replace(fact, equality=_answered(fact.equality))
            return replace(said, held=True, late=None, due_on=None, outcome=None) if fact.extends else said
        case facts.Determination():
            recorded = fact.reasons_recorded if fact.reasons is None else None
            return replace(fact, reasons_recorded=recorded, equality=_answered(fact.equality))
        case facts.Enforcement():
            return replace(fact, applied_at=fact.applied_at or MOMENT)
        case _:
            return fact


def _answered(answers: facts.EqualityConsideration | None) -> facts.EqualityConsideration | None:
    """Answers of which none was given are no answers."""
    return None if answers == facts.EqualityConsideration() else answers


def _sound(case: CaseFacts) -> CaseFacts:
    """The same case without what no case holds: facts that name nothing, and facts without a moment."""
    lists = {one.name: getattr(case, one.name) for one in fields(case) if isinstance(getattr(case, one.name), tuple)}
    known = {fact.id for found in lists.values() for fact in found}
    changed: dict[str, Any] = {}
    for name, found in lists.items():
        kept = []
        for fact in map(_sayable, found):
            lost: dict[str, Any] = {
                field: None
                for field, owner in _OF_LIST.items()
                if isinstance(getattr(fact, field, None), str)
                and getattr(fact, field) not in {one.id for one in lists[owner]}
            }
            for field in ("evidence", "reached"):
                if hasattr(fact, field):
                    lost[field] = getattr(fact, field) & known
            if isinstance(getattr(fact, "about", None), str) and fact.about not in known:
                lost["about"] = None
            if None not in lost.values() or not isinstance(fact, _NEEDS_ABOUT):
                kept.append(replace(fact, **lost))
        changed[name] = tuple(kept)
    requests = {one.id: _dated(one) for one in case.customer.requests}
    customer = replace(case.customer, requests=tuple(requests.values()))
    return replace(case, record_complete=True, details_complete=True, customer=customer, comparables=None, **changed)


@settings(
    max_examples=60,
    deadline=None,
    # To make an example of a whole case small takes minutes and tells little: the difference itself is told.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(CASES)
def test_any_case(case: CaseFacts) -> None:
    live, exported = both(_sound(case), date(2026, 12, 2))
    assert exported == live


def test_the_moment_of_a_fact_is_kept_to_the_second() -> None:
    moment = datetime.fromisoformat("2026-10-25T01:30:07+00:00")
    case = build.case(incidents=(build.incident(when=None, occurred_at=moment),))
    (event,) = read(written(case, date(2026, 12, 1)))[0].events[:1]
    assert event.moment == moment
