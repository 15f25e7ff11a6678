"""Keys that several kinds of event share, and those of the kinds that are made of many facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evenhand.histories import keys
from evenhand.histories.keys import Key
from evenhand.rules.vocabulary import (
    AppealOutcome,
    Channel,
    Labelled,
    RestrictionKind,
    TermNeeded,
)


class HistoryAppealOutcome(Labelled):
    """How an appeal ended, as histories say it: one that was accepted may have lifted or changed it."""

    LIFTED = AppealOutcome.LIFTED.value, AppealOutcome.LIFTED.label
    VARIED = AppealOutcome.VARIED.value, AppealOutcome.VARIED.label
    CONTINUED = AppealOutcome.CONTINUED.value, AppealOutcome.CONTINUED.label
    ACCEPTED = "accepted", "Accepted"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event."""

    keys: Mapping[str, Key]
    required: tuple[str, ...] = ()
    """Keys without which it says nothing."""
    fact: type[Any] | None = None
    """The fact that it becomes, where each of its keys fills one field."""
    collected_in: str = ""
    """The list of the case that the fact stands in."""
    moment: str = ""
    """The field that holds its own moment."""
    about: str = ""
    """The field that holds what it is about."""


COMMON: Mapping[str, Key] = {"note": keys.note()}
"""Keys of every event, besides what places it: ``kind``, ``name``, ``about``, ``when``, ``day``, ``alleged``."""

EQUALITY: Mapping[str, Key] = {
    "barriers_recorded": keys.said("barriers"),
    "bears_harder": keys.truth("bears_harder"),
    "arrangements_recorded": keys.said("arrangements"),
    "human_rights_recorded": keys.said("human_rights"),
}
"""The answers to the equality questions, of a decision or a review."""

LENGTH: Mapping[str, Key] = {"duration_days": keys.days(), "ends": keys.moment()}

RESTRICTION: Mapping[str, Key] = {
    **LENGTH,
    "starts": keys.moment("starts_at"),
    "permanent": keys.truth("permanent"),
    "permanent_reason_recorded": keys.said("permanent_reason"),
    "length_set": keys.truth("length_known"),
    "next_review": keys.day("next_review_on"),
    "noted": keys.truth("noted"),
    "aim_recorded": keys.said("aim"),
    "effect_recorded": keys.said("effect"),
    "lighter_options_recorded": keys.said("lighter_options"),
    "council_wide": keys.truth(),
    "scope_reason_recorded": keys.said(),
    "household_included": keys.truth("household_included"),
    "services_open": keys.names(),
    "services_withdrawn": keys.names(),
    "withdrawn_by": keys.alias("withdrawn_by"),
    "terms": keys.choices(TermNeeded),
    "closes": keys.choices(Channel),
    "narrows": keys.link("narrows"),
}
"""What an event says of each restriction that it imposes."""

DECISION: Mapping[str, Key] = {
    "by": keys.word(),
    "restrictions": keys.ordered_choices(RestrictionKind),
    "restricts": keys.truth(),
    **RESTRICTION,
    **EQUALITY,
    "members": keys.people(),
    "dissenting": keys.people(),
    "from_outside": keys.people(),
    "put_off": keys.names(),
    "circumstances_recorded": keys.said("circumstances"),
    **{
        name: keys.truth(name)
        for name in (
            *("independent", "authorised", "policy_followed", "policy_use_recorded", "terms_recorded", "notes_kept"),
            *("reasons_recorded", "copied_reasons", "proportionality_considered", "lighter_options_considered"),
            *("statutory_right_restricted", "equality_considered", "review_period_set", "appeal_offered"),
            *("sides_heard", "risk_assessed", "evidence_current", "grounds_related"),
        )
    },
}
REVIEW: Mapping[str, Key] = {
    **LENGTH,
    **EQUALITY,
    "reasons_given": keys.truth("reasons_given"),
    "reasons_recorded": keys.truth(),
    "reasons_repeated": keys.truth("reasons_repeated"),
    "reviewers": keys.people("reviewers"),
    "lifting_considered": keys.said("lift_considered"),
    "next_review": keys.day("next_review_on"),
    "equality_considered": keys.truth("equality_considered"),
    "appeal_offered": keys.truth("appeal_offered"),
    "household_included": keys.truth("household_included"),
    "put_off": keys.names(),
}
REFERRAL: Mapping[str, Key] = {
    "by": keys.alias("by"),
    "declined": keys.said("declined_because"),
    "reference_kept": keys.said("reference"),
    "accepted": keys.truth("accepted"),
    "outcome": keys.moment("outcome_at"),
}
REQUEST: Mapping[str, Key] = {
    "considered": keys.truth("considered"),
    "made": keys.truth("granted"),
    "needed": keys.truth(),
    "answered": keys.moment("answered_at"),
    "interim_arrangement_recorded": keys.said("interim_arrangement"),
}
