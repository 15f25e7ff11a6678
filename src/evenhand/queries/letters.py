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
from evenhand.record.visibility import visible_to
from evenhand.rules.vocabulary import NoticeItem


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLetter:
    """A letter's document as it was issued."""

    content: bytes
    media_type: str
    file_name: str
    """Names the case's reference and the day; never the customer."""


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


def letter_case(actor: Actor, letter_id: UUID) -> UUID:
    """The case of a letter; raises ``NotVisibleError``."""
    found = rows.Letter.objects.filter(pk=letter_id, case__in=visible_to(actor)).values_list("case_id", flat=True)
    case_id: UUID | None = found.first()
    if case_id is None:
        raise NotVisibleError
    return case_id
