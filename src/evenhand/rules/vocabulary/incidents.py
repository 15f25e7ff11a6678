"""What happens and how it is answered: behaviours with what shows each, harm, responses, warnings."""

from typing import Self

from evenhand.rules.vocabulary.base import Labelled


class Channel(Labelled):
    """How a contact reaches the council."""

    TELEPHONE = "telephone", "Telephone"
    EMAIL = "email", "Email"
    LETTER = "letter", "Letter"
    FACE_TO_FACE = "face_to_face", "Face to face"
    WEB_FORM = "web_form", "Web form"
    SOCIAL_MEDIA = "social_media", "Social media"


class Category(Labelled):
    """The kinds of unacceptable action that policies set out; clauses 6 and 7 define the first two."""

    AGGRESSIVE_OR_ABUSIVE = "aggressive_or_abusive", "Aggressive or abusive behaviour"
    UNREASONABLE_DEMANDS = "unreasonable_demands", "Unreasonable demands"
    PERSISTENT = "persistent", "Persistent contact"
    OTHER = "other", "Other"


class Shown(Labelled):
    """What shows that a behaviour happened (clauses 6.1 and 7.4): each behaviour asks for its own."""

    ABUSE_DESCRIBED = "abuse_described", "What was said or done"
    ALLEGATION_TESTED = "allegation_tested", "How the allegation was looked into and found to be malicious"
    WHAT_WAS_ASKED = "what_was_asked", "What was asked for, and why it cannot reasonably be given"
    VOLUME_COUNTED = "volume_counted", "How many messages, how long, and over what time"
    EARLIER_ANSWER = "earlier_answer", "When and how the same matter was dealt with before"
    PROCEDURE_OFFERED = "procedure_offered", "How the complaints procedure was explained, and what was refused"
    EARLIER_CONTACTS = "earlier_contacts", "The earlier contacts, with their dates"
    REPLY_PROMISED = "reply_promised", "The reply that was promised, and by when"
    ALTERNATIVE_OFFERED = "alternative_offered", "The other member of staff who was offered"
    APPOINTMENT_POSSIBLE = "appointment_possible", "Whether an appointment was possible, and how it was offered"
    RESPONSES_GIVEN = "responses_given", "The responses given, in proportion to the matter"
    PARALLEL_COMPLAINTS = "parallel_complaints", "The parallel complaints, and to whom each was made"
    RECORDING_FOUND = "recording_found", "How it is known that a recording was made, and without whose consent"
    RECORDING_ADJUSTMENT = "recording_adjustment", "What the customer said when asked if they record as an adjustment"
    DEMAND_DESCRIBED = "demand_described", "What was demanded or done"


class Behaviour(Labelled):
    """What somebody did. Anger or distress by itself is no member of this list (clause 3.1)."""

    category: Category
    shown_by: tuple[Shown, ...]

    def __new__(
        cls,
        code: str,
        label: str = "",
        category: Category = Category.AGGRESSIVE_OR_ABUSIVE,
        *shown_by: Shown,
    ) -> Self:
        """Make a member from its code, the words for a page, the clause's category and what shows it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.category = category
        member.shown_by = shown_by
        return member

    # Clause 6.1
    INSULTING_LANGUAGE = "insulting_language", "Insulting or degrading language", Category.AGGRESSIVE_OR_ABUSIVE
    INNUENDO = "innuendo", "Inappropriate banter or innuendo", Category.AGGRESSIVE_OR_ABUSIVE
    MALICIOUS_ALLEGATION = (
        "malicious_allegation",
        "An allegation that was looked into and found to be malicious",
        Category.AGGRESSIVE_OR_ABUSIVE,
        Shown.ALLEGATION_TESTED,
    )
    DISCRIMINATORY_COMMENT = (
        "discriminatory_comment",
        "Comments about a protected characteristic",
        Category.AGGRESSIVE_OR_ABUSIVE,
    )
    INTIMIDATION = (
        "intimidation",
        "Threatening or intimidating words or gestures, without a threat of violence",
        Category.AGGRESSIVE_OR_ABUSIVE,
    )
    THREAT_OF_VIOLENCE = "threat_of_violence", "A threat of physical violence", Category.AGGRESSIVE_OR_ABUSIVE
    VIOLENCE = "violence", "Physical violence", Category.AGGRESSIVE_OR_ABUSIVE
    OTHER_ABUSE = (
        "other_abuse",
        "Other aggressive or abusive behaviour",
        Category.AGGRESSIVE_OR_ABUSIVE,
        Shown.ABUSE_DESCRIBED,
    )
    # Clause 7.1
    EXCESSIVE_INFORMATION = (
        "excessive_information",
        "Asking for more information than can reasonably be given",
        Category.UNREASONABLE_DEMANDS,
        Shown.WHAT_WAS_ASKED,
    )
    EXCESSIVE_SERVICE = (
        "excessive_service",
        "Expecting more service than can reasonably be given",
        Category.UNREASONABLE_DEMANDS,
        Shown.WHAT_WAS_ASKED,
    )
    EXCESSIVE_VOLUME = (
        "excessive_volume",
        "A volume of messages that takes too much time",
        Category.UNREASONABLE_DEMANDS,
        Shown.VOLUME_COUNTED,
    )
    IMPOSSIBLE_OUTCOME = (
        "impossible_outcome",
        "Demanding an outcome that cannot be had",
        Category.UNREASONABLE_DEMANDS,
        Shown.WHAT_WAS_ASKED,
    )
    # Clause 7.3
    PERSISTENT_SAME_MATTER = (
        "persistent_same_matter",
        "Coming back again and again about a matter that has been dealt with",
        Category.UNREASONABLE_DEMANDS,
        Shown.EARLIER_ANSWER,
    )
    # Clause 7.4
    REFUSING_PROCEDURE = (
        "refusing_procedure",
        "Refusing to follow the complaints procedure",
        Category.UNREASONABLE_DEMANDS,
        Shown.PROCEDURE_OFFERED,
    )
    EXHAUSTED_COMPLAINT = (
        "exhausted_complaint",
        "Pursuing a complaint that has been through the whole procedure",
        Category.UNREASONABLE_DEMANDS,
    )
    EXCESSIVE_CONTACT = (
        "excessive_contact",
        "Contacting us again without giving us time to respond",
        Category.UNREASONABLE_DEMANDS,
        Shown.EARLIER_CONTACTS,
        Shown.REPLY_PROMISED,
    )
    INSISTING_ON_ONE_PERSON = (
        "insisting_on_one_person",
        "Insisting on one member of staff when somebody suitable was offered",
        Category.UNREASONABLE_DEMANDS,
        Shown.ALTERNATIVE_OFFERED,
    )
    NO_APPOINTMENT = (
        "no_appointment",
        "Visiting without an appointment",
        Category.UNREASONABLE_DEMANDS,
        Shown.APPOINTMENT_POSSIBLE,
    )
    DISPROPORTIONATE_FOCUS = (
        "disproportionate_focus",
        "Focusing on a point out of proportion to what it matters",
        Category.UNREASONABLE_DEMANDS,
        Shown.RESPONSES_GIVEN,
    )
    PARALLEL_COMPLAINTS = (
        "parallel_complaints",
        "Complaining of the same thing to several members of staff",
        Category.UNREASONABLE_DEMANDS,
        Shown.PARALLEL_COMPLAINTS,
    )
    UNDISCLOSED_RECORDING = (
        "undisclosed_recording",
        "Recording a meeting or call without the knowledge or consent of the others",
        Category.UNREASONABLE_DEMANDS,
        Shown.RECORDING_FOUND,
    )
    OTHER_DEMAND = (
        "other_demand",
        "Other unreasonable demand",
        Category.UNREASONABLE_DEMANDS,
        Shown.DEMAND_DESCRIBED,
    )

    @property
    def is_physical_threat(self) -> bool:
        """Whether it is the extreme case in which no warning is asked for (clause 8.2)."""
        return self in {Behaviour.THREAT_OF_VIOLENCE, Behaviour.VIOLENCE}

    @property
    def is_persistence(self) -> bool:
        """Whether it is persistence or volume, which never suffices by itself (clauses 7.2 and 7.3)."""
        return self in {
            Behaviour.EXCESSIVE_VOLUME,
            Behaviour.PERSISTENT_SAME_MATTER,
            Behaviour.EXHAUSTED_COMPLAINT,
            Behaviour.EXCESSIVE_CONTACT,
            Behaviour.DISPROPORTIONATE_FOCUS,
            Behaviour.PARALLEL_COMPLAINTS,
        }


class Harm(Labelled):
    """Whom somebody threatened to harm (clause 4.1)."""

    SELF = "self", "Themselves"
    OTHERS = "others", "Somebody else"


class Offence(Labelled):
    """How a criminal offence comes into an incident (clause 8.2)."""

    THREATENED = "threatened", "An offence was threatened"
    COMMITTED = "committed", "An offence was committed"


class Injury(Labelled):
    """What an incident did to a member of staff, by the thresholds of RIDDOR 2013."""

    NONE = "none", "No injury, or one that needs no report to HSE"
    OVER_SEVEN_DAYS = "over_seven_days", "Away from usual work for more than 7 days"
    SPECIFIED = "specified", "A specified injury, such as a broken bone"
    DEATH = "death", "A death"


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


class OmbudsmanStage(Labelled):
    """How far a complaint has gone with the Ombudsman (clause 7.4)."""

    NOT_APPROACHED = "not_approached", "The Ombudsman has not been approached"
    CONSIDERING = "considering", "The Ombudsman is considering it"
    CONCLUDED = "concluded", "The Ombudsman has concluded"
