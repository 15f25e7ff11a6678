"""Every table of the record, by subject."""

from evenhand.record.models.audit import AuditEntry, AuditHead
from evenhand.record.models.base import Access, Row
from evenhand.record.models.care import (
    IncidentRisk,
    InjuryReport,
    ReferralDetail,
    ReferralOutcome,
    StaffInjury,
    SupportNote,
)
from evenhand.record.models.cases import (
    Case,
    Conflict,
    Incident,
    IncidentPart,
    IncidentStaff,
    Investigation,
    Referral,
    Warning,  # noqa: A004 - the field's own word
)
from evenhand.record.models.contacts import ContactCheck
from evenhand.record.models.council import Council, PolicyVersion
from evenhand.record.models.customers import Adjustment, ContactPoint, Customer, PointKind
from evenhand.record.models.decisions import Determination, PanelSeat, Restriction, Suspension
from evenhand.record.models.entries import (
    Correction,
    CorrectionReach,
    InformalRestriction,
    LegalHold,
    Marker,
    MarkerEvidence,
    Sharing,
)
from evenhand.record.models.frame import Submission
from evenhand.record.models.handling import Breach, Enforcement, Evasion, ExceptionalContact, HandledContact
from evenhand.record.models.letters import Document, Letter, Telling
from evenhand.record.models.people import Staff, StaffRole
from evenhand.record.models.requests import (
    AdjustmentRequest,
    Complaint,
    CustomerStatement,
    RequestPart,
    RequestWords,
)
from evenhand.record.models.reviews import Appeal, EqualityAnswers, LegalConsideration, Review
from evenhand.record.models.telling import DirectTelling, Withholding

__all__ = [
    "Access",
    "Adjustment",
    "AdjustmentRequest",
    "Appeal",
    "AuditEntry",
    "AuditHead",
    "Breach",
    "Case",
    "Complaint",
    "Conflict",
    "ContactCheck",
    "ContactPoint",
    "Correction",
    "CorrectionReach",
    "Council",
    "Customer",
    "CustomerStatement",
    "Determination",
    "DirectTelling",
    "Document",
    "Enforcement",
    "EqualityAnswers",
    "Evasion",
    "ExceptionalContact",
    "HandledContact",
    "Incident",
    "IncidentPart",
    "IncidentRisk",
    "IncidentStaff",
    "InformalRestriction",
    "InjuryReport",
    "Investigation",
    "LegalConsideration",
    "LegalHold",
    "Letter",
    "Marker",
    "MarkerEvidence",
    "PanelSeat",
    "PointKind",
    "PolicyVersion",
    "Referral",
    "ReferralDetail",
    "ReferralOutcome",
    "RequestPart",
    "RequestWords",
    "Restriction",
    "Review",
    "Row",
    "Sharing",
    "Staff",
    "StaffInjury",
    "StaffRole",
    "Submission",
    "SupportNote",
    "Suspension",
    "Telling",
    "Warning",
    "Withholding",
]
