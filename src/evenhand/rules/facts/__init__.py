"""Frozen facts: what is known of one case, in the form that every rule reads.

``None`` always means *unknown*, never 'no'. ``CaseFacts.record_complete`` says how to read what is
absent: in the live record (complete) what is not recorded did not happen; in a history (not complete)
it is unknown and gives a gap rather than a fault.

All moments are timezone-aware. Lists stand in order of time.
"""

from evenhand.rules.facts.case import (
    CaseFacts,
)
from evenhand.rules.facts.decisions import (
    Appeal,
    CallWindow,
    Determination,
    EqualityConsideration,
    InformalRestriction,
    LegalConsideration,
    PanelMember,
    Restriction,
    RestrictionTerms,
    Review,
    Suspension,
)
from evenhand.rules.facts.entries import (
    Comparables,
    Correction,
    LegalHold,
    Marker,
    Sharing,
)
from evenhand.rules.facts.handling import (
    Breach,
    Enforcement,
    Evasion,
    ExceptionalContact,
    HandledContact,
)
from evenhand.rules.facts.incidents import (
    Complaint,
    Conflict,
    Incident,
    Investigation,
    Referral,
    Warning,
)
from evenhand.rules.facts.people import (
    Adjustment,
    AdjustmentRequest,
    Customer,
    StaffMember,
)
from evenhand.rules.facts.telling import (
    DirectTelling,
    Letter,
    Telling,
    Withholding,
)

__all__ = [
    "Adjustment",
    "AdjustmentRequest",
    "Appeal",
    "Breach",
    "CallWindow",
    "CaseFacts",
    "Comparables",
    "Complaint",
    "Conflict",
    "Correction",
    "Customer",
    "Determination",
    "DirectTelling",
    "Enforcement",
    "EqualityConsideration",
    "Evasion",
    "ExceptionalContact",
    "HandledContact",
    "Incident",
    "InformalRestriction",
    "Investigation",
    "LegalConsideration",
    "LegalHold",
    "Letter",
    "Marker",
    "PanelMember",
    "Referral",
    "Restriction",
    "RestrictionTerms",
    "Review",
    "Sharing",
    "StaffMember",
    "Suspension",
    "Telling",
    "Warning",
    "Withholding",
]
