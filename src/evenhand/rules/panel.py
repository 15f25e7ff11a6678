"""Who may sit on a panel: who had a part in what happened, and who has a tie to the case (clause 9.1)."""

from collections.abc import Mapping
from datetime import datetime

from evenhand.rules.calendar import may_precede
from evenhand.rules.facts import CaseFacts
from evenhand.rules.vocabulary import ConflictKind, PersonId


def why_barred(case: CaseFacts, candidates: frozenset[PersonId]) -> Mapping[PersonId, str]:
    """Why members may not sit on this case as it stands, for a page that offers the panel.

    Args:
        case: the case.
        candidates: the members.

    Returns:
        For each who may not sit, the gravest reason, as words that follow the member's name.
    """
    barred, undecided = ties(case, candidates, until=None)
    reasons = {
        **parts_taken(case, until=None),
        "has a tie to the case, and the monitoring officer decided that they may not sit": barred,
        "has a tie to the case, and the monitoring officer has not decided that they may sit": undecided,
    }
    return {
        person: words
        for words, people in reversed(reasons.items())  # so that the first reason of several stands
        for person in candidates & people
    }


def parts_taken(case: CaseFacts, *, until: datetime | None) -> Mapping[str, frozenset[PersonId]]:
    """Who had which part in what happened up to a moment; what comes later bears on no decision."""
    incidents = [one for one in case.incidents if may_precede(one.occurred_at, until)]
    investigations = [one for one in case.investigations if may_precede(one.begun_at, until)]
    return {
        "reported an incident": frozenset(one.reporter for one in incidents if one.reporter is not None),
        "was affected by an incident": frozenset(person for one in incidents for person in one.affected),
        "witnessed an incident": frozenset(person for one in incidents for person in one.witnesses),
        "investigated the case": frozenset(person for one in investigations for person in one.people),
    }


def ties(
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
