"""The values of a policy: what a page calls each, what it counts, within which range, and the rules that read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from evenhand.rules.vocabulary import RuleId

MONTHS = "calendar months"
WORKING_DAYS = "working days"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueKind:
    """A value of ``Terms``."""

    label: str
    """What a page calls it."""
    unit: str
    """What it counts, in the plural; empty for what counts nothing."""
    read_by: tuple[RuleId, ...]
    """The rules that read it; none for a value that only actions, pages or letters read."""
    lowest: int = 0
    highest: int = 0
    """The range of each of its numbers, both ends included; both 0 for what is no number."""
    zero: str = ""
    """What 0 means, in the words of a page; empty where it means none of the unit."""

    @property
    def advice(self) -> str:
        """What to write for one of its numbers."""
        advice = f"Write a whole number of {self.unit} from {self.lowest} to {self.highest}"
        return f"{advice}; 0 is {self.zero}." if self.zero and not self.lowest else f"{advice}."


def _months(label: str, *rules: str, highest: int = 24) -> ValueKind:
    return ValueKind(label=label, unit=MONTHS, read_by=_ids(rules), lowest=1, highest=highest)


def _days(label: str, *rules: str, lowest: int = 0, zero: str = "the same working day") -> ValueKind:
    return ValueKind(label=label, unit=WORKING_DAYS, read_by=_ids(rules), lowest=lowest, highest=60, zero=zero)


def _count(label: str, unit: str, *rules: str, lowest: int, highest: int) -> ValueKind:
    return ValueKind(label=label, unit=unit, read_by=_ids(rules), lowest=lowest, highest=highest)


def _other(label: str, unit: str, *rules: str) -> ValueKind:
    return ValueKind(label=label, unit=unit, read_by=_ids(rules))


def _ids(rules: tuple[str, ...]) -> tuple[RuleId, ...]:
    return tuple(RuleId(rule) for rule in rules)


VALUES: Mapping[str, ValueKind] = {
    # Who decides, on what, and for how long.
    "decided_by": _other("Who decides", "", "determination.quorum"),
    "quorum_members": _count("Who must sit", "members", "determination.quorum", lowest=1, highest=15),
    "kinds": _other("The restrictions that there are", "kinds of restriction", "restriction.kinds"),
    "longest_restriction_months": _months("The longest restriction", "restriction.open_ended", highest=120),
    "review_interval_months": _months("Time between reviews", "review.on_time"),
    "interim_limit_working_days": _days("A manager's limit lasts at most", "restriction.interim", lowest=1),
    "door_working_days": _days(
        "A step that was put off is done within",
        *("complaint.exhausted", "determination.quorum", "equality.considered", "legal.considered", "notice.sent"),
    ),
    # Before the decision.
    "warning_life_months": _months("How long a warning counts", "warning.before_action", "warning.actions_continued"),
    "manager_acknowledges_working_days": _days("A manager takes an incident on within", "manager.informed"),
    "support_working_days": _days("The staff affected are followed up within", "staff.support"),
    "harm_referral_working_days": _days(
        "A threat of harm is referred within", "safeguarding.referral", "police.threat_of_harm"
    ),
    "offence_referral_working_days": _days("An offence is referred to the police within", "police.offence"),
    # After it.
    "tell_customer_working_days": _days(
        "The customer is told within",
        *("restriction.interim", "notice.sent", "restriction.evasion", "review.reasoned"),
    ),
    "deemed_receipt_working_days": _days("A letter counts as received after", "notice.sent", zero=""),
    "enforcement_working_days": _days("Those who enforce a restriction know of it within", "restriction.enforced"),
    "risk_look_working_days": _days(
        "An unanswered message is looked at for a risk within", "file.reviewed_for_new_issue"
    ),
    "message_read_working_days": _days(
        "An unanswered message is read within",
        *("issues.new_valid_issue", "file.reviewed_for_new_issue", "appeal.independent"),
    ),
    "appeal_window_working_days": _days("An appeal is made within", "appeal.independent", zero="no limit"),
    "appeal_decided_working_days": _days(
        "An appeal is answered within", "appeal.independent", "response.timely", lowest=1
    ),
    # What stays open, what is shown, what is kept.
    "mandatory_services": _other("Mandatory services", "services", "services.mandatory_open"),
    "comparables_hidden_below": _count(
        "Comparable cases are counted from", "decisions", "decision.consistent", lowest=2, highest=50
    ),
    "retention_months": _months("A case's record is kept, once closed, for", "record.retained", highest=240),
    "calendar": _other(
        "Days on which the offices are closed",
        "bank holidays",
        *("staff.support", "safeguarding.referral", "police.threat_of_harm", "police.offence", "manager.informed"),
        *("complaint.exhausted", "restriction.interim", "determination.quorum", "equality.considered"),
        *("legal.considered", "notice.sent", "issues.new_valid_issue", "file.reviewed_for_new_issue"),
        *("restriction.enforced", "restriction.evasion", "review.reasoned", "appeal.independent", "response.timely"),
    ),
}
"""Every value of a pack, by the name of its field of ``Terms``."""
