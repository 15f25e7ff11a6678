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
from evenhand.rules.vocabulary import LetterKind


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
    restriction = case.restrictions.filter(pk=about, lifted_at__isnull=False).first()
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
    restrictions = tuple(
        one
        for one in known.restrictions
        if one.id == about
        or (determination is not None and one.determination == determination.id)
        or (review is not None and one.id == review.restriction)
    )
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
            review=review,
        ),
    )


def ombudsman_paragraph(pack: Pack) -> str:
    """How to complain to the Ombudsman, with its address and number (12.1)."""
    terms = pack.letters
    return (
        f"{terms.ombudsman}\n\n{terms.ombudsman_name}\n"
        f"Website: {terms.ombudsman_website}\nTelephone: {terms.ombudsman_telephone}"
    )


def _address(customer: rows.Customer) -> tuple[str, ...]:
    found = customer.contact_points.filter(kind=rows.PointKind.ADDRESS).order_by("-added_at", "-id").first()
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
