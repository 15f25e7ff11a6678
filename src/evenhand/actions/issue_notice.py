"""Issue a letter on a decision: composed from the record, checked by the rules, kept as it was issued (9.1, 12.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError, NotFoundError
from evenhand.actions.frame import Change, change
from evenhand.drafting.letters import NoCouncilError, NoSuchDecisionError, Subject, draft_letter, subject_of
from evenhand.letters.draft import LetterDraft, edited, states
from evenhand.letters.errors import LetterInputError, LettersUnavailable
from evenhand.letters.html import letter_html
from evenhand.letters.pdf import render_pdf
from evenhand.ports import wired
from evenhand.ports.documents import DocumentStoreError
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import fact_id
from evenhand.record.models.base import new_id
from evenhand.rules import facts
from evenhand.rules.vocabulary import Act, NoticeItem


def issue_notice(
    *,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    about: UUID,
    seen_version: int,
    texts: Mapping[NoticeItem, str] | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Issue the letter on a determination, a review or a lifted restriction.

    Where this machine cannot make PDF the letter is kept as HTML.

    Args:
        actor: who issues it.
        at: when; the letter bears this day.
        case_id: on which case.
        about: the determination, the review or the lifted restriction that it tells of.
        seen_version: the case's version that the writer saw.
        texts: the writer's own words for some items; a blank text takes the item out.
        submission: the form's token.

    Returns:
        The letter's id.

    Raises:
        RefusedError: the letter does not state what it must (``notice.why`` and the like).
        CaseChangedError: the case changed since the writer saw it.
        InvalidInputError: a text is far too long, or the letter was issued before.
        NotFoundError: there is no such case or decision.
    """
    with change(Act.ISSUE_NOTICE, actor=actor, at=at, submission=submission) as this:
        case = this.lock_case(case_id, seen_version=seen_version)
        subject = _subject(case, about)
        known = this.facts()
        if known.letters_about(fact_id(about)):
            raise InvalidInputError("texts", "This letter has been issued already")
        draft = _draft(case, subject, known, texts or {}, at=at)
        stated = states(draft)
        letter_id = new_id()
        drafted = facts.Letter(
            id=fact_id(letter_id),
            kind=subject.kind,
            about=fact_id(about),
            issued_at=at,
            states=stated,
            omits=frozenset(NoticeItem) - stated,
        )
        this.require(Act.ISSUE_NOTICE, known, drafted=known.with_letter(drafted), subjects=[drafted.id])
        letter = this.write(
            rows.Letter(
                id=letter_id,
                case=case,
                kind=subject.kind,
                determination=subject.determination,
                review=subject.review,
                restriction=subject.restriction,
                sections={item.value: text for item, text in draft.sections.items()},
                document=_kept(this, draft),
                issued_at=at,
                issued_by_id=actor.staff_id,
            )
        )
        this.move_case()
        this.result = letter.id
        return letter.id


def _subject(case: rows.Case, about: UUID) -> Subject:
    try:
        return subject_of(case, about)
    except NoSuchDecisionError:
        raise NotFoundError from None


def _draft(
    case: rows.Case,
    subject: Subject,
    known: facts.CaseFacts,
    texts: Mapping[NoticeItem, str],
    *,
    at: datetime,
) -> LetterDraft:
    try:
        return edited(draft_letter(case, subject, known, at=at), texts)
    except LetterInputError as error:
        raise InvalidInputError(error.field, str(error)) from None
    except NoCouncilError as error:
        raise InvalidInputError("texts", str(error)) from None


def _printed(draft: LetterDraft) -> tuple[bytes, str]:
    """The letter as PDF; as HTML where this machine cannot print it (no Pango, or no font for a name)."""
    page = letter_html(draft)
    try:
        return render_pdf(page, title=draft.title), "application/pdf"
    except LettersUnavailable:
        return page.encode(), "text/html"


def _kept(this: Change, draft: LetterDraft) -> rows.Document:
    """The letter as a document in the evidence store, there before anything in the record names it."""
    content, media_type = _printed(draft)
    try:
        digest = wired.documents().put(content)
    except DocumentStoreError as error:
        raise InvalidInputError("texts", str(error)) from error
    earlier = rows.Document.objects.filter(sha256=digest).first()
    return earlier or this.write(
        rows.Document(
            sha256=digest,
            media_type=media_type,
            size=len(content),
            stored_at=this.at,
            stored_by=this.actor.staff_id,
        )
    )
