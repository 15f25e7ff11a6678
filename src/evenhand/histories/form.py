"""The form of a history: every kind of event with its keys, and which field of which fact a key fills.

The same table reads a file, writes one, and is held against the documentation.
"""

from collections.abc import Mapping

from evenhand.histories import keys
from evenhand.histories.form_parts import (
    DECISION,
    EQUALITY,
    LENGTH,
    REFERRAL,
    REQUEST,
    RESTRICTION,
    REVIEW,
    HistoryAppealOutcome,
    Kind,
)
from evenhand.rules import facts
from evenhand.rules.vocabulary import (
    Behaviour,
    Category,
    Channel,
    ConflictKind,
    Handling,
    Harm,
    Injury,
    LetterKind,
    NoticeItem,
    Offence,
    OmbudsmanStage,
    Recommendation,
    ReferralTarget,
    RestrictionKind,
    ReviewOutcome,
    Route,
    Shown,
    StaffResponse,
    WarningForm,
)

KINDS: Mapping[str, Kind] = {
    "incident": Kind(
        {
            "category": keys.choice(Category, "category"),
            "physical_threat": keys.truth("physical_threat"),
            "verified": keys.truth("tested"),
            "notes_kept": keys.truth("notes_kept"),
            "caused_by_body": keys.truth("caused_by_council"),
            "channel": keys.code_or_word(Channel, "channel"),
            "behaviours": keys.choices(Behaviour, "behaviours"),
            "shown": keys.said_for(Shown, "shown"),
            "at_public_meeting": keys.truth("at_public_meeting"),
            "harm_threatened": keys.choices(Harm, "harm_threatened"),
            "offence": keys.choice(Offence, "offence"),
            "injury": keys.choice(Injury, "injury"),
            "injury_known": keys.moment("injury_known_at"),
            "reported_to_hse": keys.moment("reported_to_hse_at"),
            "reported": keys.moment("reported_at"),
            "reporter": keys.alias("reporter"),
            "affected": keys.people("affected"),
            "witnesses": keys.people("witnesses"),
            "responses": keys.choices(StaffResponse, "responses"),
            "supported": keys.moment("supported_at"),
            "manager": keys.alias("manager"),
            "taken_on": keys.moment("acknowledged_at"),
        },
        fact=facts.Incident,
        collected_in="incidents",
        moment="occurred_at",
    ),
    "warning": Kind(
        {
            "given": keys.truth("given"),
            "form": keys.choice(WarningForm, "form"),
            "reasons_given": keys.truth("reasons_given"),
            "chance_to_change": keys.truth("chance_to_change"),
            "by": keys.alias("by"),
        },
        fact=facts.Warning,
        collected_in="warnings",
        moment="given_at",
    ),
    "investigation": Kind(
        {
            "by": keys.alias("by"),
            "concluded": keys.moment("concluded_at"),
            "concluded_by": keys.alias("concluded_by"),
            "recommendation": keys.choice(Recommendation, "recommendation"),
            "customer_heard": keys.truth("customer_heard"),
            "own_part_considered": keys.truth("council_part_considered"),
        },
        fact=facts.Investigation,
        collected_in="investigations",
        moment="begun_at",
    ),
    "team_referral": Kind(REFERRAL),
    "police_referral": Kind(REFERRAL),
    "safeguarding_referral": Kind(REFERRAL),
    "complaint": Kind(
        {
            "reference": keys.alias("reference"),
            "procedure_completed": keys.truth("procedure_completed"),
            "ombudsman": keys.choice(OmbudsmanStage, "ombudsman"),
            "answer_due": keys.day("answer_due"),
            "answered": keys.moment("answered_at"),
        },
        fact=facts.Complaint,
        collected_in="complaints",
        moment="recorded_at",
    ),
    "conflict": Kind(
        {
            "member": keys.alias("member"),
            "tie": keys.choice(ConflictKind, "kind"),
            "may_sit": keys.truth("may_sit"),
        },
        required=("member", "tie"),
        fact=facts.Conflict,
        collected_in="conflicts",
        moment="declared_at",
    ),
    "decision": Kind(DECISION),
    "interim_limit": Kind(
        {
            "by": keys.alias("imposed_by"),
            "restrictions": keys.ordered_choices(RestrictionKind),
            "reasons_recorded": keys.said("reasons"),
            "taken_over_by": keys.link("taken_over_by"),
            **RESTRICTION,
        }
    ),
    "restriction": Kind({"type": keys.choice(RestrictionKind), **RESTRICTION}, required=("type",)),
    "informal_restriction": Kind(
        {
            "restrictions": keys.choices(RestrictionKind, "kinds"),
            "reasons_given": keys.truth("reasons_given"),
            "appeal_offered": keys.truth("appeal_offered"),
            "ended": keys.moment("ended_at"),
            "regularised_by": keys.link("regularised_by"),
        },
        fact=facts.InformalRestriction,
        collected_in="informal",
        moment="found_at",
    ),
    "notice": Kind(
        {
            "states": keys.choices(NoticeItem),
            "omits": keys.choices(NoticeItem),
            "letter": keys.choice(LetterKind),
            "sent": keys.truth(),
        }
    ),
    "telling": Kind({"route": keys.choice(Route), "received": keys.moment()}),
    "withholding": Kind(
        {"reason_recorded": keys.said("reason"), "until": keys.moment("until"), "by": keys.alias("by")}
    ),
    "review": Kind(
        {
            "due": keys.day("due_on"),
            "held": keys.truth(),
            "late": keys.truth("late"),
            "outcome": keys.choice(ReviewOutcome, "outcome"),
            **REVIEW,
        }
    ),
    "extension": Kind(REVIEW),
    "lifting": Kind({"told": keys.truth(), "enforcers_told": keys.truth()}),
    "suspension": Kind({"until": keys.moment()}),
    "appeal": Kind(
        {
            "answered": keys.truth("answered"),
            "answered_late": keys.truth("answered_late"),
            "policy_followed": keys.truth("policy_followed"),
            "by": keys.alias("decider"),
            "outcome": keys.choice(HistoryAppealOutcome),
            "decided": keys.moment("decided_at"),
            "reasons_given": keys.truth("reasons_given"),
            "reasons_recorded": keys.said("reasons"),
        }
    ),
    "legal_action": Kind(
        {
            "goes_ahead": keys.truth("goes_ahead"),
            "effect_on_staff_recorded": keys.said("effect_on_staff"),
            "effect_on_customer_recorded": keys.said("effect_on_customer"),
            "engagement_recorded": keys.said("engagement"),
            "exhausted_recorded": keys.said("exhausted"),
            "urgent_reason_recorded": keys.said("urgent_reason"),
        },
        fact=facts.LegalConsideration,
        collected_in="legal",
        moment="decided_at",
    ),
    "contact_handled": Kind(
        {
            "channel": keys.code_or_word(Channel, "channel"),
            "purpose": keys.word(),
            "new_issue": keys.truth("new_issue"),
            "handled": keys.choice(Handling, "handling"),
            "answered_late": keys.truth("answered_late"),
            "applied_consistently": keys.truth("applied_consistently"),
            "service_refused": keys.truth("service_refused"),
            "risk_looked_at": keys.moment("risk_looked_at"),
            "read": keys.moment("read_at"),
            "passed_on": keys.moment("passed_on_at"),
            "answer_due": keys.day("answer_due"),
            "answered": keys.moment("answered_at"),
            "protests": keys.truth("protests"),
            "is_appeal": keys.truth("is_appeal"),
        }
    ),
    "breach": Kind({"channel": keys.code_or_word(Channel, "channel")}),
    "exceptional_contact": Kind(
        {
            "circumstances_recorded": keys.said("circumstances"),
            "let_in": keys.truth("let_in"),
            "reasons_recorded": keys.said("reasons"),
            "by": keys.alias("decided_by"),
        }
    ),
    "enforcement": Kind(
        {
            "channel": keys.choice(Channel, "channel"),
            "applied": keys.moment("applied_at"),
            "stopped": keys.moment("stopped_at"),
        },
        required=("channel",),
    ),
    "evasion": Kind(
        {
            "why_recorded": keys.said("why"),
            "decided": keys.moment("decided_at"),
            "same_person": keys.truth("same_person"),
        },
        fact=facts.Evasion,
        collected_in="evasions",
        moment="suspected_at",
    ),
    "register_entry": Kind(
        {
            "identity_verified": keys.truth("identity_verified"),
            "accurate": keys.truth("accurate"),
            "verified": keys.truth("tested"),
            "source_dated": keys.truth("source_dated"),
            "shared_wrongly": keys.truth(),
            "on_address": keys.truth("on_address"),
            "evidence": keys.links("evidence"),
            "risk_assessed": keys.truth("risk_assessed"),
            "occupancy_ended": keys.moment("occupancy_ended_at"),
            "ended": keys.moment("ended_at"),
        },
        fact=facts.Marker,
        collected_in="markers",
        moment="placed_at",
    ),
    "sharing": Kind(
        {
            "need_recorded": keys.said("need"),
            "wrongly": keys.truth("wrongly"),
            "recipient_recorded": keys.said("recipient"),
        },
        fact=facts.Sharing,
        collected_in="sharings",
        moment="shared_at",
        about="about",
    ),
    "correction": Kind(
        {"reached": keys.links("reached")},
        fact=facts.Correction,
        collected_in="corrections",
        moment="made_at",
        about="about",
    ),
    "legal_hold": Kind({"ended": keys.moment("ended_at")}, fact=facts.LegalHold, collected_in="holds", moment="since"),
    "adjustment_request": Kind(REQUEST),
    "disability_disclosed": Kind(REQUEST),
    "adjustment": Kind(
        {
            "cannot_use": keys.choices(Channel, "unusable_channels"),
            "safe_equivalent_recorded": keys.said("safe_equivalent"),
        }
    ),
    "statement": Kind({"on_file": keys.truth()}),
    "identity_check": Kind({"checked": keys.truth(), "address_known": keys.truth()}),
    "case_closed": Kind({}),
    "other": Kind({}),
}
"""Every kind of event, by its code."""

REFERRED_TO: Mapping[str, ReferralTarget] = {
    "team_referral": ReferralTarget.TEAM,
    "police_referral": ReferralTarget.POLICE,
    "safeguarding_referral": ReferralTarget.SAFEGUARDING,
}
"""To whom each kind of referral goes."""

_OF_RESTRICTIONS = frozenset({"decision", "interim_limit", "restriction"})


def _own_fields(code: str) -> Mapping[str, str]:
    of_others = {*EQUALITY, *LENGTH, *(RESTRICTION if code in _OF_RESTRICTIONS else ())}
    return {key: spec.field for key, spec in KINDS[code].keys.items() if spec.field and key not in of_others}


OWN_FIELDS: Mapping[str, Mapping[str, str]] = {code: _own_fields(code) for code in KINDS}
"""For each kind of event, the keys that fill a field of its own fact, with the field."""
