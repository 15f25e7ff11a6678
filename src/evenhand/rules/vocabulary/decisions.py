"""What is decided: recommendations, referrals, the panel, kinds of restriction, reviews, appeals, stages."""

from evenhand.rules.vocabulary.base import Labelled


class Recommendation(Labelled):
    """What the manager recommends at the end of an investigation (clause 8.2)."""

    NO_ACTION = "no_action", "No further action"
    WARN = "warn", "Warn the customer"
    REFER_TO_TEAM = "refer_to_team", "Refer to the independent determination team"


class ReferralTarget(Labelled):
    """To whom a matter is referred."""

    TEAM = "team", "Independent determination team"
    POLICE = "police", "Police"
    SAFEGUARDING = "safeguarding", "Safeguarding"


class ConflictKind(Labelled):
    """A tie that a panel member declares; the monitoring officer decides if they may sit (clause 9.1)."""

    LINE_MANAGER = "line_manager", "Manages somebody who was involved"
    NAMED_IN_COMPLAINT = "named_in_complaint", "Is named in the customer's complaint"


class View(Labelled):
    """What one member of the panel thought of the decision."""

    AGREES = "agrees", "Agrees"
    DISSENTS = "dissents", "Disagrees"


class RestrictionKind(Labelled):
    """The communication restrictions of clauses 9.3 and 9.4, and of guidance and practice, lightest first."""

    CALL_LENGTH = "call_length", "A limit on the length of calls"
    PHONE_TIMES = "phone_times", "Telephone calls at set times on set days"
    SINGLE_CONTACT = "single_contact", "One named person for all calls and letters"
    SINGLE_NUMBER = "single_number", "One telephone number"
    EMAIL_ONLY = "email_only", "One email address"
    GENERIC_INBOX = "generic_inbox", "A shared inbox instead of members of staff"
    WRITING_ONLY = "writing_only", "In writing only"
    ISSUE_BAN = "issue_ban", "No letters or calls on some issues"
    FILE_WITHOUT_REPLY = "file_without_reply", "Read, not answered, where already considered"
    SOCIAL_MEDIA_BLOCK = "social_media_block", "Removed and blocked on social media"
    EXCESS_BLOCK = "excess_block", "Emails or numbers blocked for excess"
    NO_FACE_TO_FACE = "no_face_to_face", "No meetings face to face"
    PHONE_BAN = "phone_ban", "No telephone calls"
    PREMISES_BAN = "premises_ban", "No visits to named premises"
    SERVICE_LIMIT = "service_limit", "A limit on services that the council need not provide"
    OTHER = "other", "Another restriction, with its terms"
    NO_CONTACT = "no_contact", "No complaint or other contact, save in exceptional circumstances"


class TermNeeded(Labelled):
    """What the terms of a restriction say, as its kind asks (clauses 9.3 and 9.4)."""

    NAMED_CONTACT = "named_contact", "The named person or post"
    COVER = "cover", "Who covers when they are away"
    CONTACT_POINT = "contact_point", "The number or address to use"
    WINDOWS = "windows", "The days and times for calls"
    MINUTES = "minutes", "The longest call, in minutes"
    ISSUES = "issues", "The issues"
    CONSIDERED_WHERE = "considered_where", "Where each matter was considered before"
    ACCOUNTS = "accounts", "The social media accounts"
    BLOCKED_POINTS = "blocked_points", "The addresses or numbers that are blocked"
    COUNTED = "counted", "How many messages or how long, over what time"
    PREMISES = "premises", "The premises"
    SERVICES_LIMITED = "services_limited", "The services, and what is limited"
    EXCEPTIONAL_WAY = "exceptional_way", "How to raise exceptional circumstances, and who reads them"
    DESCRIPTION = "description", "What the restriction is"
    CHANNELS = "channels", "The ways of contact that it closes"


class Scope(Labelled):
    """How much of the council a restriction covers (clause 11.2: no blanket approach)."""

    SERVICE = "service", "The service that is affected"
    COUNCIL_WIDE = "council_wide", "The whole council"


class ReviewOutcome(Labelled):
    """How a review ends, lightest first (clause 10.1: lifting is offered first)."""

    LIFTED = "lifted", "Lift the restriction"
    VARIED = "varied", "Make it lighter, or end it sooner"
    CONTINUED = "continued", "Keep the restriction"


class AppealOutcome(Labelled):
    """How an appeal ends, lightest first."""

    LIFTED = "lifted", "Cancel the restriction"
    VARIED = "varied", "Change the restriction"
    CONTINUED = "continued", "Uphold the restriction"


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
