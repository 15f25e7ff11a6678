"""The independent team's decision (clauses 3.1 and 9.1)."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from evenhand.rules.calendar import may_precede
from evenhand.rules.facts import CaseFacts, Determination
from evenhand.rules.findings import Finding, absence, fault_found, is_blank
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import ConflictKind, Fault, PersonId, View


def determination_independent(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Nobody decides who reported, suffered, witnessed or investigated it (9.1).

    A line manager of somebody involved, or a member named in the customer's complaint, sits only when the
    tie was declared and the monitoring officer decided that they may.
    """
    rule = "determination.independent"
    for decision in case.determinations:
        members = frozenset(member.person for member in decision.members)
        if decision.independent is False:
            yield fault_found(
                rule,
                "Those who decided were not independent.",
                about=decision.id,
                fault=Fault.NOT_INDEPENDENT,
            )
        elif not members and decision.independent is None:
            yield absence(
                rule,
                "Who decided is not recorded.",
                known=case.record_complete,
                about=decision.id,
                fault=Fault.NOT_INDEPENDENT,
            )
        parts = _parts(case, until=decision.decided_at)
        for part, people in parts.items():
            if members & people:
                yield fault_found(
                    rule,
                    f"A member of the panel {part}. Somebody else must sit instead.",
                    about=decision.id,
                    fault=Fault.NOT_INDEPENDENT,
                    people=members & people,
                )
        # Whoever had a part cannot sit at all, so their ties need no decision.
        yield from _tied(case, decision, members.difference(*parts.values()))


def why_barred(case: CaseFacts, candidates: frozenset[PersonId]) -> Mapping[PersonId, str]:
    """Why members may not sit on this case as it stands, for a page that offers the panel.

    Args:
        case: the case.
        candidates: the members.

    Returns:
        For each who may not sit, the gravest reason, as words that follow the member's name.
    """
    barred, undecided = _ties(case, candidates, until=None)
    reasons = {
        **_parts(case, until=None),
        "has a tie to the case, and the monitoring officer decided that they may not sit": barred,
        "has a tie to the case, and the monitoring officer has not decided that they may sit": undecided,
    }
    return {
        person: words
        for words, people in reversed(reasons.items())  # so that the first reason of several stands
        for person in candidates & people
    }


def determination_quorum(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A restriction needs more members who agree than who do not; each view is kept, dissent too (9.1)."""
    for decision in case.restricting_decisions():
        views = [member.view for member in decision.members]
        if views and views.count(View.AGREES) <= views.count(View.DISSENTS):
            yield fault_found(
                "determination.quorum",
                "Contact is restricted only where more members of the panel agree than disagree.",
                about=decision.id,
                fault=Fault.OUTSIDE_POLICY,
            )


def determination_reasons(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A decision gives the reasons of this case (9.1)."""
    for decision in case.determinations:
        if is_blank(decision.reasons):
            yield absence(
                "determination.reasons",
                "The decision gives no reasons.",
                known=case.record_complete or decision.reasons is not None,
                about=decision.id,
                fault=Fault.NO_REASONS,
            )


def determination_proportionate(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Each restriction states its aim, the effect of the actions and the lighter options considered (3.1)."""
    asked = (
        ("aim", "What the restriction is for is not recorded."),
        ("effect", "The effect of the actions on the service or on staff is not recorded."),
        (
            "lighter_options",
            "The lighter options that were considered, and why they would not do, are not recorded.",
        ),
    )
    for restriction in case.restrictions:
        for attribute, message in asked:
            answer: str | None = getattr(restriction, attribute)
            if is_blank(answer):
                yield absence(
                    "determination.proportionate",
                    message,
                    known=case.record_complete or answer is not None,
                    about=restriction.id,
                    fault=Fault.DISPROPORTIONATE,
                    part=attribute,
                )


def _parts(case: CaseFacts, *, until: datetime | None) -> Mapping[str, frozenset[PersonId]]:
    """Who had which part in what happened up to a moment; what comes later bears on no decision."""
    incidents = [one for one in case.incidents if may_precede(one.occurred_at, until)]
    investigations = [one for one in case.investigations if may_precede(one.begun_at, until)]
    return {
        "reported an incident": frozenset(one.reporter for one in incidents if one.reporter is not None),
        "was affected by an incident": frozenset(person for one in incidents for person in one.affected),
        "witnessed an incident": frozenset(person for one in incidents for person in one.witnesses),
        "investigated the case": frozenset(person for one in investigations for person in one.people),
    }


def _ties(
    case: CaseFacts, members: frozenset[PersonId], *, until: datetime | None
) -> tuple[frozenset[PersonId], frozenset[PersonId]]:
    """Members whom the monitoring officer barred, and members with a tie on which nothing is decided."""
    declared = [one for one in case.conflicts if one.member in members and may_precede(one.declared_at, until)]
    barred = frozenset(one.member for one in declared if one.may_sit is False)
    open_ties = frozenset(one.member for one in declared if one.may_sit is None)
    cleared = frozenset(one.member for one in declared if one.may_sit is True and one.kind is ConflictKind.LINE_MANAGER)
    managers = frozenset(
        case.staff[person].manager
        for incident in case.incidents
        if may_precede(incident.occurred_at, until)
        for person in incident.people
        if person in case.staff
    )
    return barred, (open_ties | ((members & managers) - cleared)) - barred


def _tied(case: CaseFacts, decision: Determination, members: frozenset[PersonId]) -> Iterator[Finding]:
    barred, undecided = _ties(case, members, until=decision.decided_at)
    if barred:
        yield fault_found(
            "determination.independent",
            "The monitoring officer decided that a member of the panel may not sit. Choose another member.",
            about=decision.id,
            fault=Fault.NOT_INDEPENDENT,
            people=barred,
        )
    if undecided:
        yield absence(
            "determination.independent",
            "A member of the panel manages somebody involved, or is named in the complaint, and the "
            "monitoring officer has not decided that they may sit. Declare it, or choose another member.",
            known=case.record_complete,
            about=decision.id,
            fault=Fault.NOT_INDEPENDENT,
            people=undecided,
        )
