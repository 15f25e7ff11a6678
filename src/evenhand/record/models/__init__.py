"""Every table of the record, by subject."""

from evenhand.record.models.audit import AuditEntry, AuditHead
from evenhand.record.models.base import Access, Row
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
from evenhand.record.models.decisions import (
    Determination,
    EqualityAnswers,
    PanelSeat,
    Restriction,
    Review,
)
from evenhand.record.models.frame import Submission
from evenhand.record.models.letters import Document, Letter, Telling
from evenhand.record.models.people import Staff, StaffRole

__all__ = [
    "Access",
    "Adjustment",
    "AuditEntry",
    "AuditHead",
    "Case",
    "Conflict",
    "ContactCheck",
    "ContactPoint",
    "Council",
    "Customer",
    "Determination",
    "Document",
    "EqualityAnswers",
    "Incident",
    "IncidentPart",
    "IncidentStaff",
    "Investigation",
    "Letter",
    "PanelSeat",
    "PointKind",
    "PolicyVersion",
    "Referral",
    "Restriction",
    "Review",
    "Row",
    "Staff",
    "StaffRole",
    "Submission",
    "Telling",
    "Warning",
]
