"""Letters: the one about to be issued, and those that were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.drafting.letters import NoSuchDecisionError, draft_letter, subject_of
from evenhand.letters.draft import LetterDraft, edited
from evenhand.ports import wired
from evenhand.queries.cases import visible_case
from evenhand.queries.errors import NotVisibleError
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import case_facts
from evenhand.record.policies import pack_of
from evenhand.record.visibility import visible_to
from evenhand.rules.notices import deemed_receipt
from evenhand.rules.vocabulary import NoticeItem, Route


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLetter:
    """A letter's document as it was issued."""

    content: bytes
    media_type: str
    file_name: str
    """Names the case's reference and the day; never the customer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterToTell:
    """A letter of which the customer is to be told."""

    case_id: UUID
    received: Mapping[Route, datetime]
    """When it would count as received, by route (9.1)."""


def letter_preview(
    actor: Actor, case_id: UUID, about: UUID, *, at: datetime, texts: Mapping[NoticeItem, str] | None = None
) -> LetterDraft:
    """The letter on a decision as it would be issued now.

    Raises:
        NotVisibleError: there is no such case or decision for this actor.
        LetterInputError: the record, or a text, cannot become a letter.
        NoCouncilError: the council's details are not set.
    """
    with transaction.atomic():
        case = visible_case(actor, case_id)
        try:
            subject = subject_of(case, about)
        except NoSuchDecisionError:
            raise NotVisibleError from None
        draft = draft_letter(case, subject, case_facts(case, at=at), at=at)
    return edited(draft, texts or {})


def kept_letter(actor: Actor, letter_id: UUID) -> KeptLetter:
    """A letter's document; raises ``NotVisibleError``, or what the evidence store raises."""
    row = (
        rows.Letter.objects.filter(pk=letter_id, case__in=visible_to(actor)).select_related("document", "case").first()
    )
    if row is None:
        raise NotVisibleError
    ending = "pdf" if row.document.media_type == "application/pdf" else "html"
    return KeptLetter(
        content=wired.documents().get(row.document.sha256),
        media_type=row.document.media_type,
        file_name=f"{row.case.reference}-{row.issued_at:%Y-%m-%d}-{row.kind}.{ending}",
    )


def letter_to_tell(actor: Actor, letter_id: UUID, *, sent_at: datetime) -> LetterToTell:
    """Where a letter belongs, and when it would count as received if it were sent at a moment.

    Raises:
        NotVisibleError: there is no such letter on a case that the actor may see.
    """
    row = rows.Letter.objects.filter(pk=letter_id, case__in=visible_to(actor)).select_related("case__policy").first()
    if row is None:
        raise NotVisibleError
    terms = pack_of(row.case.policy).terms
    return LetterToTell(case_id=row.case_id, received={route: deemed_receipt(terms, route, sent_at) for route in Route})
