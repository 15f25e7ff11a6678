"""One decision's letter, composed from the rows and facts behind it. Nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evenhand.letters.compose import compose
from evenhand.letters.draft import CouncilDetails, LetterDraft, LetterFacts
from evenhand.policy.pack import Pack
from evenhand.record import models as rows
from evenhand.record.facts import fact_id
from evenhand.record.policies import pack_of
from evenhand.rules import facts
from evenhand.rules.calendar import local_day
from evenhand.rules.vocabulary import FactId, LetterKind, RestrictionKind, ReviewOutcome


class NoSuchDecisionError(LookupError):
    """There is no decision of this case to write about. Choose one from the case's page."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class NoCouncilError(RuntimeError):
    """The council's name and address are not set. An administrator sets them before the first letter."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a letter tells of: exactly one of the three."""

    kind: LetterKind
    determination: rows.Determination | None = None
    review: rows.Review | None = None
    restriction: rows.Restriction | None = None

    @property
    def id(self) -> UUID:
        """The id of the decision that the letter tells of."""
        row = self.determination or self.review or self.restriction
        if row is None:
            raise NoSuchDecisionError
        return row.id


def subject_of(case: rows.Case, about: UUID) -> Subject:
    """The decision of a case with an id: a determination, a review, or a restriction that was lifted.

    Raises ``NoSuchDecisionError``.
    """
    determination = case.determinations.filter(pk=about, restricts=True).first()
    if determination is not None:
        return Subject(kind=LetterKind.RESTRICTION_NOTICE, determination=determination)
    review = case.reviews.filter(pk=about).first()
    if review is not None:
        return Subject(kind=LetterKind.REVIEW_OUTCOME, review=review)
    # One whose place a lighter one took has not ended for the customer.
    restriction = case.restrictions.filter(pk=about, lifted_at__isnull=False, narrowed_to=None).first()
    if restriction is not None:
        return Subject(kind=LetterKind.LIFTED, restriction=restriction)
    raise NoSuchDecisionError


def draft_letter(case: rows.Case, subject: Subject, known: facts.CaseFacts, *, at: datetime) -> LetterDraft:
    """The letter on a decision, in full, as the record would have it.

    Args:
        case: the case.
        subject: what the letter tells of.
        known: the facts of the case.
        at: the moment whose day the letter bears.

    Raises:
        NoCouncilError: the council's details are not set.
        LetterInputError: the record cannot become a letter; the message says what to put right.
    """
    pack = pack_of(case.policy)
    about = fact_id(subject.id)
    determination = next((one for one in known.determinations if one.id == about), None)
    review = next((one for one in known.reviews if one.id == about), None)
    restrictions = _told_of(known, about, determination, review)
    return compose(
        subject.kind,
        LetterFacts(
            reference=case.reference,
            customer_name=case.customer.name,
            address_lines=_address(case.customer),
            on=local_day(at),
            council=_council(),
            terms=pack.terms,
            ombudsman=ombudsman_paragraph(pack),
            appeal=pack.letters.appeal,
            incidents=tuple(one for one in known.incidents if one.behaviours),
            determination=determination,
            restrictions=restrictions,
            still=_still(known, restrictions, at=at),
            review=review,
        ),
    )


def _told_of(
    known: facts.CaseFacts, about: FactId, determination: facts.Determination | None, review: facts.Review | None
) -> tuple[facts.Restriction, ...]:
    """The restrictions that a letter tells of, lightest kind first; a lighter one in the place of that it narrowed."""
    replaced = {one.narrows for one in known.restrictions}
    if determination is not None:
        imposed = known.restrictions_of(determination)
        # What was lifted before the letter went out holds no more; where all were, the letter tells of them all.
        newest = [one for one in imposed if one.id not in replaced]
        found = [one for one in newest if one.lifted_at is None] or newest
    elif review is not None and review.outcome is ReviewOutcome.VARIED:
        lighter = [one for one in known.restrictions if one.narrows == review.restriction]
        found = lighter or [one for one in known.restrictions if one.id == review.restriction]
    else:
        subject = about if review is None else review.restriction
        found = [one for one in known.restrictions if one.id == subject]
    kinds = list(RestrictionKind)
    return tuple(sorted(found, key=lambda one: (kinds.index(one.kind), one.id)))


def _still(
    known: facts.CaseFacts, told_of: tuple[facts.Restriction, ...], *, at: datetime
) -> tuple[facts.Restriction, ...]:
    """The other restrictions in force, which leave closed what a letter would else call open."""
    ids = {one.id for one in told_of}
    return tuple(one for one in known.restrictions if one.id not in ids and one.in_force(at))


def ombudsman_paragraph(pack: Pack) -> str:
    """How to complain to the Ombudsman, with its address and number (12.1)."""
    terms = pack.letters
    return (
        f"{terms.ombudsman}\n\n{terms.ombudsman_name}\n"
        f"Website: {terms.ombudsman_website}\nTelephone: {terms.ombudsman_telephone}"
    )


def _address(customer: rows.Customer) -> tuple[str, ...]:
    found = customer.contact_points.filter(kind=rows.PointKind.ADDRESS, left=None).order_by("-added_at", "-id").first()
    return tuple(line.strip() for line in found.value.splitlines() if line.strip()) if found else ()


def _council() -> CouncilDetails:
    council = rows.Council.objects.first()
    if council is None:
        raise NoCouncilError
    return CouncilDetails(
        name=council.name,
        address_lines=tuple(line.strip() for line in council.address.splitlines() if line.strip()),
        email=council.email,
        telephone=council.telephone,
        web_form=council.web_form,
        signatory=council.signatory,
    )
