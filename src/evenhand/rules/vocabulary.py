"""The field's words as types: the one place where a name, a code and its page words meet.

The value of each member is its stable code (API, packs, replays, database). ``label`` is what a page says.
"""

from enum import Enum, StrEnum
from typing import NewType, Self

FactId = NewType("FactId", str)
"""Names one fact (an incident, a determination…) within a case."""

PersonId = NewType("PersonId", str)
"""Names one member of staff in the facts; never a customer."""

RuleId = NewType("RuleId", str)
"""A rule's stable name, such as ``warning.before_action``; a pack maps it to its clause."""

ServiceId = NewType("ServiceId", str)
"""Names one mandatory service of a pack's list."""


class Labelled(StrEnum):
    """A code with the words that a page uses for it."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """Make a member from its code and the words for a page."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class Channel(Labelled):
    """How a contact reaches the council."""

    TELEPHONE = "telephone", "Telephone"
    EMAIL = "email", "Email"
    LETTER = "letter", "Letter"
    FACE_TO_FACE = "face_to_face", "Face to face"
    WEB_FORM = "web_form", "Web form"
    SOCIAL_MEDIA = "social_media", "Social media"


class Category(Labelled):
    """The two kinds of unacceptable action that clauses 6 and 7 define."""

    AGGRESSIVE_OR_ABUSIVE = "aggressive_or_abusive", "Aggressive or abusive behaviour"
    UNREASONABLE_DEMANDS = "unreasonable_demands", "Unreasonable demands"


class Behaviour(Labelled):
    """What somebody did. Anger or distress by itself is no member of this list (clause 3.1)."""

    category: Category

    def __new__(cls, code: str, label: str = "", category: Category = Category.AGGRESSIVE_OR_ABUSIVE) -> Self:
        """Make a member from its code, the words for a page and the clause's category."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.category = category
        return member

    INSULTING_LANGUAGE = (
        "insulting_language",
        "Insulting or degrading language",
        Category.AGGRESSIVE_OR_ABUSIVE,
    )
    INNUENDO = "innuendo", "Inappropriate banter or innuendo", Category.AGGRESSIVE_OR_ABUSIVE
    DISCRIMINATORY_COMMENT = (
        "discriminatory_comment",
        "Comments about a protected characteristic",
        Category.AGGRESSIVE_OR_ABUSIVE,
    )
    THREAT_OF_VIOLENCE = "threat_of_violence", "A threat of physical violence", Category.AGGRESSIVE_OR_ABUSIVE
    VIOLENCE = "violence", "Physical violence", Category.AGGRESSIVE_OR_ABUSIVE
    OTHER_ABUSE = "other_abuse", "Other aggressive or abusive behaviour", Category.AGGRESSIVE_OR_ABUSIVE
    EXCESSIVE_CONTACT = (
        "excessive_contact",
        "Contacting us again without giving us time to respond",
        Category.UNREASONABLE_DEMANDS,
    )
    OTHER_DEMAND = "other_demand", "Other unreasonable demand", Category.UNREASONABLE_DEMANDS

    @property
    def is_physical_threat(self) -> bool:
        """Whether it is the extreme case in which no warning is asked for (clause 8.2)."""
        return self in {Behaviour.THREAT_OF_VIOLENCE, Behaviour.VIOLENCE}


class StaffResponse(Labelled):
    """What staff did at the time (clause 8.1). All but the first want a warning before them (clause 8.2)."""

    WARNED = "warned", "Warned the customer, said why and gave them a chance to change"
    HELD_CALL = "held_call", "Put the call on hold"
    ENDED_CALL = "ended_call", "Ended the call"
    ASKED_TO_LEAVE = "asked_to_leave", "Asked the customer to leave"
    WITHDREW = "withdrew", "Left the situation"
    DID_NOT_REPLY = "did_not_reply", "Did not reply to the message"


class WarningForm(Labelled):
    """How a warning was given."""

    WRITTEN = "written", "In writing"
    VERBAL = "verbal", "In person or by telephone"


class Recommendation(Labelled):
    """What the manager recommends at the end of an investigation (clause 8.2)."""

    NO_ACTION = "no_action", "No further action"
    WARN = "warn", "Warn the customer"
    REFER_TO_TEAM = "refer_to_team", "Refer to the independent determination team"


class ReferralTarget(Labelled):
    """To whom a matter is referred."""

    TEAM = "team", "Independent determination team"


class ConflictKind(Labelled):
    """A tie that a panel member declares; the monitoring officer decides if they may sit (clause 9.1)."""

    LINE_MANAGER = "line_manager", "Manages somebody who was involved"
    NAMED_IN_COMPLAINT = "named_in_complaint", "Is named in the customer's complaint"


class View(Labelled):
    """What one member of the panel thought of the decision."""

    AGREES = "agrees", "Agrees"
    DISSENTS = "dissents", "Disagrees"


class RestrictionKind(Labelled):
    """The communication restrictions of clauses 9.3 and 9.4 that this version can impose."""

    WRITING_ONLY = "writing_only", "In writing only"


class LetterKind(Labelled):
    """The letters that this version writes."""

    RESTRICTION_NOTICE = "restriction_notice", "Restriction notice"
    REVIEW_OUTCOME = "review_outcome", "Review outcome"
    LIFTED = "lifted", "Restriction lifted"


class NoticeItem(Labelled):
    """What a letter tells the customer."""

    WHY = "why", "Why we consider the actions unacceptable"
    WHAT = "what", "What we are doing"
    DURATION = "duration", "How long it lasts"
    REVIEW_DATE = "review_date", "When we will review it"
    APPEAL_ROUTE = "appeal_route", "How to ask us to look again"
    OMBUDSMAN = "ombudsman", "How to complain to the Ombudsman"


class Route(Labelled):
    """How the customer was told; a pack says when each counts as received."""

    POST = "post", "By post"
    EMAIL = "email", "By email"
    BY_HAND = "by_hand", "By hand"
    TELEPHONE = "telephone", "By telephone"


class ReviewOutcome(Labelled):
    """How a review ends, lightest first (clause 10.1: lifting is offered first)."""

    LIFTED = "lifted", "Lift the restriction"
    VARIED = "varied", "End it sooner"
    CONTINUED = "continued", "Keep the restriction"


class Stage(Labelled):
    """Where a case stands; the lifecycle table alone moves it."""

    REPORTED = "reported", "Incident reported"
    WARNED = "warned", "Customer warned"
    INVESTIGATING = "investigating", "Being investigated"
    INVESTIGATED = "investigated", "Investigation finished"
    REFERRED = "referred", "With the determination team"
    RESTRICTED = "restricted", "Restriction in force"
    NOT_RESTRICTED = "not_restricted", "No restriction decided"
    LIFTED = "lifted", "Restriction ended"
    CLOSED = "closed", "Closed"


class Act(Labelled):
    """Everything that can be done to a case, by the name of its action."""

    REPORT_INCIDENT = "report_incident", "Report an incident"
    ACKNOWLEDGE_INCIDENT = "acknowledge_incident", "Take the incident on"
    WARN = "warn", "Warn the customer"
    BEGIN_INVESTIGATION = "begin_investigation", "Start the investigation"
    CONCLUDE_INVESTIGATION = "conclude_investigation", "Finish the investigation"
    REFER_TO_TEAM = "refer_to_team", "Refer to the determination team"
    DECLARE_CONFLICT = "declare_conflict", "Declare a conflict"
    DECIDE_CONFLICT = "decide_conflict", "Decide whether a member may sit"
    DETERMINE = "determine", "Record the panel's decision"
    CONSIDER_EQUALITY = "consider_equality", "Complete the equality considerations"
    ISSUE_NOTICE = "issue_notice", "Issue the letter"
    RECORD_TELLING = "record_telling", "Record how the customer was told"
    REVIEW_RESTRICTION = "review_restriction", "Review the restriction"
    LIFT_RESTRICTION = "lift_restriction", "Lift the restriction now"
    RECORD_ADJUSTMENT = "record_adjustment", "Record an adjustment"
    CLOSE_CASE = "close_case", "Close the case"


class Purpose(Labelled):
    """Why somebody contacts the council, where that is an always-allowed way: no restriction closes these."""

    EMERGENCY = "emergency", "An emergency"
    SAFEGUARDING = "safeguarding", "A safeguarding concern"
    OMBUDSMAN = "ombudsman", "A complaint to the Ombudsman"
    APPEAL = "appeal", "Asking us to look again at the restriction"
    ADJUSTMENT = "adjustment", "Asking for an adjustment, or for help to contact us"
    INFORMATION_RIGHTS = "information_rights", "A request for information or about personal data"
    PUBLIC_MEETING = "public_meeting", "A public council meeting"
    PLANNING = "planning", "Comments on a planning application"
    ELECTION = "election", "Elections and voting"
    REPRESENTATIVE = "representative", "A councillor, MP or representative writing for the customer"


class Match(Labelled):
    """How sure we are that the contact is from this customer."""

    VERIFIED = "verified", "Identity checked"
    CLAIMED = "claimed", "What was given is theirs; the person has not been checked"
    SHARED = "shared", "More than one customer uses this number or address"
    WITHHELD = "withheld", "Number withheld"


class Outcome(Labelled):
    """What to do now, from the most open to the most closed."""

    PROCEED = "proceed", "Treat as normal"
    PROCEED_WITH_CONDITIONS = "proceed_with_conditions", "Go ahead, but"
    CONFIRM_IDENTITY = "confirm_identity", "Ask who is calling first"
    REDIRECT = "redirect", "Ask them to use another way"


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
    NO_EQUALITY_CONSIDERATION = "no_equality_consideration"
    NOT_INDEPENDENT = "not_independent"
    OUTSIDE_POLICY = "outside_policy"
    NO_RECORD = "no_record"
    SERVICE_DENIED = "service_denied"
    DELAY = "delay"
