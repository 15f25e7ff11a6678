"""How rules are weighed and what they find: severities, modes, sources, an ombudsman's faults."""

from enum import Enum

from evenhand.rules.vocabulary.base import Labelled


class Severity(Labelled):
    """How grave a finding is (policy-rules: severities)."""

    REFUSES = "refuses", "Cannot happen yet"
    FAULT = "fault", "Must fix"
    GAP = "gap", "Not recorded"
    ADVICE = "advice", "Suggestion"


class Mode(Labelled):
    """What a pack makes of a rule; only readings [I] and guidance [G] may be set below ``refuse``."""

    OFF = "off", "Off"
    ADVICE = "advice", "Suggestion"
    FAULT = "fault", "Must fix"
    REFUSE = "refuse", "Refuses"


class Source(Labelled):
    """Where a rule or a value comes from."""

    POLICY = "P", "The policy's own words"
    INTERPRETATION = "I", "Our reading of the policy"
    GUIDANCE = "G", "Official guidance"


class Fault(Enum):
    """The names under which an ombudsman's findings are held against ours (history-format)."""

    NO_WARNING = "no_warning"
    NO_REASONS = "no_reasons"
    NO_NOTICE = "no_notice"
    NO_TIME_LIMIT = "no_time_limit"
    NO_REVIEW = "no_review"
    LATE_REVIEW = "late_review"
    NO_REVIEW_DATE_TOLD = "no_review_date_told"
    NO_APPEAL_ROUTE = "no_appeal_route"
    OMBUDSMAN_NOT_SIGNPOSTED = "ombudsman_not_signposted"
    DISPROPORTIONATE = "disproportionate"
    BLANKET_APPROACH = "blanket_approach"
    NO_EQUALITY_CONSIDERATION = "no_equality_consideration"
    ADJUSTMENT_NOT_MADE = "adjustment_not_made"
    NEW_ISSUE_IGNORED = "new_issue_ignored"
    NOT_INDEPENDENT = "not_independent"
    OUTSIDE_POLICY = "outside_policy"
    NO_RECORD = "no_record"
    SERVICE_DENIED = "service_denied"
    EVIDENCE_INSUFFICIENT = "evidence_insufficient"
    DATA_INACCURATE = "data_inaccurate"
    DATA_SHARED_WRONGLY = "data_shared_wrongly"
    DELAY = "delay"
    RESTRICTION_MISAPPLIED = "restriction_misapplied"


class RetentionClass(Labelled):
    """How grave a case was, for how long its record is kept."""

    NO_ACTION = "no_action", "No warning and no restriction"
    WARNED = "warned", "A warning"
    RESTRICTED = "restricted", "A restriction"
    VIOLENCE = "violence", "Violence, or a threat of it"
