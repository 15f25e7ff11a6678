"""The doors of policy-rules: where delay would do harm, a person of the pack's rank goes on with a reason.

The missing step then has a clock and must be put right; what is forbidden is going on without the door.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from evenhand.rules.calendar import local_day
from evenhand.rules.findings import Finding, is_blank
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import RuleId, Severity


def put_off(
    findings: Iterable[Finding],
    *,
    doors: Mapping[RuleId, str],
    since: datetime | None,
    terms: Terms,
) -> Iterator[Finding]:
    """The same findings; where a door's reason stands on the record, they no longer refuse and get a clock.

    Args:
        findings: what a rule found on one decision.
        doors: the rules that were put off there, each with its recorded reason.
        since: when the decision was taken, from which the clock runs.
        terms: the policy's values, which say how many working days there are.
    """
    for finding in findings:
        if finding.severity is not Severity.FAULT or is_blank(doors.get(finding.rule)):
            yield finding
            continue
        due = None if since is None else terms.calendar.add_working_days(local_day(since), terms.door_working_days)
        yield replace(finding, by_door=True, due=due)
