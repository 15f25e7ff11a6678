"""A contact with the council and the answer to it: purposes, matches, outcomes, how it was handled."""

from evenhand.rules.vocabulary.base import Labelled


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
    UNPROVEN = "unproven", "It is not proven that this came from them"


class Outcome(Labelled):
    """What to do now, from the most open to the most closed."""

    PROCEED = "proceed", "Treat as normal"
    PROCEED_WITH_CONDITIONS = "proceed_with_conditions", "Go ahead, but"
    CONFIRM_IDENTITY = "confirm_identity", "Ask who is calling first"
    DEFER = "defer", "Call back from"
    REDIRECT = "redirect", "Ask them to use another way"
    PLACE_ON_FILE = "place_on_file", "Read, not answered"
    DECLINE = "decline", "Decline this contact"


class Handling(Labelled):
    """How a contact was handled in the end."""

    ANSWERED = "answered", "Answered"
    HELD = "held", "Held for a person to read"
    FILED_UNREAD = "filed_unread", "Placed on file, not read yet"
    FILED_AFTER_READING = "filed_after_reading", "Placed on file after it was read"
    REFUSED = "refused", "Not let through"
