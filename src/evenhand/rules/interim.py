"""A manager's limit until the team decides (clause 8.2)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from evenhand.rules.calendar import end_of_day, instant, local_day, may_precede, not_after, start_of_day
from evenhand.rules.facts import CaseFacts, Restriction
from evenhand.rules.findings import Finding, absence, advice, fault_found, is_blank
from evenhand.rules.telling import telling_deadline
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Fault

_RULE = "restriction.interim"


def restriction_interim(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A manager's limit is reasoned, told and short, and then the team takes it over or ends it (8.2).

    It is short by itself and with what came before it: a further limit does not make it longer, unless the
    team has decided since or something new has happened since it ended [I].
    """
    for limit in case.interim_limits():
        yield from _reasoned(case, limit)
        yield from _short(case, terms, limit)
        if case.record_complete:
            yield from _not_renewed(case, terms, limit)
            yield from _told(case, terms, limit, at)
            yield from _followed_up(case, limit, at)


def interim_limit_ends_by(terms: Terms, starts_at: datetime) -> datetime:
    """The latest end of a manager's limit that starts at a moment: the first moment at which it is over."""
    return end_of_day(terms.calendar.add_working_days(local_day(starts_at), terms.interim_limit_working_days))


def _start(limit: Restriction) -> datetime | None:
    return limit.starts_at or limit.imposed_at


def _reasoned(case: CaseFacts, limit: Restriction) -> Iterator[Finding]:
    if is_blank(limit.reasons):
        yield absence(
            _RULE,
            "Say why contact must be limited before the team decides.",
            known=case.says_all or limit.reasons is not None,
            about=limit.id,
            fault=Fault.NO_REASONS,
            part="reasons",
        )


def _short(case: CaseFacts, terms: Terms, limit: Restriction) -> Iterator[Finding]:
    start = _start(limit)
    if limit.ends_at is None:
        yield absence(
            _RULE,
            f"Give the limit an end date, at most {terms.interim_limit_working_days} working days from its start.",
            known=case.says_all or limit.length_known is False,
            about=limit.id,
            fault=Fault.NO_TIME_LIMIT,
            part="ends_at",
        )
    elif case.record_complete and start is not None:
        if not not_after(limit.ends_at, interim_limit_ends_by(terms, start)):
            yield _too_long(terms, limit)
        elif not_after(limit.ends_at, start):
            yield fault_found(
                _RULE,
                "The limit must end after it starts.",
                about=limit.id,
                fault=Fault.NO_TIME_LIMIT,
                part="ends_at",
            )
    if case.record_complete and not may_precede(limit.imposed_at, limit.starts_at):
        yield fault_found(
            _RULE,
            "A limit starts when it is imposed, or later. Choose a later start.",
            about=limit.id,
            fault=Fault.OUTSIDE_POLICY,
            part="starts_at",
        )


def _too_long(terms: Terms, limit: Restriction) -> Finding:
    return fault_found(
        _RULE,
        f"A manager's limit lasts at most {terms.interim_limit_working_days} working days. Choose an earlier end, "
        "and refer the case to the team.",
        about=limit.id,
        fault=Fault.NO_TIME_LIMIT,
        part="ends_at",
    )


def _not_renewed(case: CaseFacts, terms: Terms, limit: Restriction) -> Iterator[Finding]:
    start = _start(limit)
    if start is None:
        return
    if _decided_against(case, start):
        yield fault_found(
            _RULE,
            "The team decided not to restrict contact, and nothing has happened since. "
            "Report what happened first, or refer the case to the team again.",
            about=limit.id,
            fault=Fault.OUTSIDE_POLICY,
            part="decided_against",
        )
        return
    before = [
        began
        for one in case.interim_limits()
        if (began := _start(one)) is not None and not not_after(start, began) and _goes_on(case, one, began, start)
    ]
    if not before:
        return
    latest = interim_limit_ends_by(terms, min(before, key=instant))
    if limit.ends_at is None or not not_after(limit.ends_at, latest):
        yield fault_found(
            _RULE,
            "Contact was limited before, and the team has not decided since. Refer the case to the team: "
            "a further limit must end by the day on which the first one had to.",
            about=limit.id,
            fault=Fault.OUTSIDE_POLICY,
            part="renewed",
        )


def _decided_against(case: CaseFacts, start: datetime) -> bool:
    """Whether the team's last decision before a limit was not to restrict, with no incident since."""
    decided = [
        (instant(one.decided_at), one.id in restricting, one.decided_at)
        for restricting in [frozenset(each.id for each in case.restricting_decisions())]
        for one in case.determinations
        if one.decided_at is not None and not_after(one.decided_at, start)
    ]
    if not decided:
        return False
    _, restricts, when = max(decided, key=lambda each: each[:2])
    return not restricts and not any(
        one.occurred_at is not None and not_after(when, one.occurred_at) and not_after(one.occurred_at, start)
        for one in case.incidents
    )


def _goes_on(case: CaseFacts, earlier: Restriction, began: datetime, start: datetime) -> bool:
    """Whether a limit that starts now goes on from an earlier one: no decision and nothing new lies between."""
    decided = any(
        one.decided_at is None or (not_after(began, one.decided_at) and not_after(one.decided_at, start))
        for one in case.determinations
    )
    ends = [end for end in (earlier.ends_at, earlier.lifted_at) if end is not None]
    over = min(ends, key=instant, default=None)
    something_new = over is not None and any(
        one.occurred_at is not None and not_after(over, one.occurred_at) and not_after(one.occurred_at, start)
        for one in case.incidents
    )
    return not decided and not something_new


def _told(case: CaseFacts, terms: Terms, limit: Restriction, at: datetime) -> Iterator[Finding]:
    since = limit.imposed_at or limit.starts_at
    if since is None or any(one.about == limit.id and one.covers(at) for one in case.withholdings):
        return
    if any(not_after(one.sent_at, at) for one in case.tellings_about(limit.id)):
        return
    due = telling_deadline(terms, since)
    if local_day(at) <= due:
        yield advice(_RULE, "Tell the customer of the limit now.", about=limit.id, due=due, part="told")
    else:
        yield fault_found(
            _RULE,
            "The customer has not been told of the limit, and it is late. Tell them now.",
            about=limit.id,
            fault=Fault.NO_NOTICE,
            due=due,
            follows=True,
            part="told",
        )


def _followed_up(case: CaseFacts, limit: Restriction, at: datetime) -> Iterator[Finding]:
    """What becomes of a limit: the team takes it over or ends it, or it ends by itself."""
    if limit.taken_over_by is not None or (limit.lifted_at is not None and not_after(limit.lifted_at, at)):
        return
    if limit.stands(at):
        yield advice(
            _RULE,
            "Refer the case to the team, which takes the limit over or ends it.",
            about=limit.id,
            due=_last_day(limit.ends_at),
        )
    elif limit.over(at) and not _decided_since(case, _start(limit)):
        yield advice(
            _RULE,
            "The limit ended before the team decided. Refer the case to the team, or leave the limit ended.",
            about=limit.id,
        )


def _last_day(ends_at: datetime | None) -> date | None:
    """The last day on which something that ends at a moment still holds."""
    if ends_at is None:
        return None
    day = local_day(ends_at)
    return day - timedelta(days=1) if not_after(ends_at, start_of_day(day)) else day


def _decided_since(case: CaseFacts, start: datetime | None) -> bool:
    return any(may_precede(start, one.decided_at) for one in case.determinations)
