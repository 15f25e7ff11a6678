"""All that is known of one customer's case."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from evenhand.rules.facts.decisions import (
    Appeal,
    Determination,
    InformalRestriction,
    LegalConsideration,
    Restriction,
    Review,
)
from evenhand.rules.facts.entries import Comparables, Correction, LegalHold, Marker, Sharing
from evenhand.rules.facts.handling import Breach, Enforcement, Evasion, ExceptionalContact, HandledContact
from evenhand.rules.facts.incidents import Complaint, Conflict, Incident, Investigation, Referral, Warning
from evenhand.rules.facts.people import Customer, StaffMember
from evenhand.rules.facts.telling import DirectTelling, Letter, Telling, Withholding
from evenhand.rules.vocabulary import FactId, PersonId, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """All that is known of one customer's case."""

    id: FactId
    customer: Customer
    stage: Stage
    record_complete: bool = True
    """Whether all that happened is here, so that what is not recorded did not happen, and dates are judged."""
    details_complete: bool = True
    """Whether a complete record is also complete in each thing that it holds.

    A history can tell all that happened, and of each thing only what its writer had a word for.
    """
    incidents: tuple[Incident, ...] = ()
    warnings: tuple[Warning, ...] = ()
    investigations: tuple[Investigation, ...] = ()
    referrals: tuple[Referral, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    determinations: tuple[Determination, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    """The team's restrictions and the managers' interim limits."""
    informal: tuple[InformalRestriction, ...] = ()
    letters: tuple[Letter, ...] = ()
    direct_tellings: tuple[DirectTelling, ...] = ()
    withholdings: tuple[Withholding, ...] = ()
    reviews: tuple[Review, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    legal: tuple[LegalConsideration, ...] = ()
    contacts: tuple[HandledContact, ...] = ()
    breaches: tuple[Breach, ...] = ()
    exceptional: tuple[ExceptionalContact, ...] = ()
    enforcements: tuple[Enforcement, ...] = ()
    evasions: tuple[Evasion, ...] = ()
    markers: tuple[Marker, ...] = ()
    sharings: tuple[Sharing, ...] = ()
    corrections: tuple[Correction, ...] = ()
    holds: tuple[LegalHold, ...] = ()
    statement_on_file: bool | None = None
    """Whether the customer put a statement on file; they always may."""
    closed_at: datetime | None = None
    comparables: Comparables | None = None
    staff: Mapping[PersonId, StaffMember] = field(default_factory=dict)

    @property
    def says_all(self) -> bool:
        """Whether what a recorded fact leaves out is known not to have been so."""
        return self.record_complete and self.details_complete

    def with_determination(self, drafted: Determination, restrictions: tuple[Restriction, ...]) -> Self:
        """The same facts as if a drafted decision had been taken, for the rules to judge it first.

        The team takes over or ends the limits that managers set for the time being, whatever it decides (8.2).
        """
        return replace(
            self,
            determinations=(*self.determinations, drafted),
            restrictions=(*(_taken_over(one, drafted) for one in self.restrictions), *restrictions),
        )

    def with_restriction(self, drafted: Restriction) -> Self:
        """The same facts as if a drafted interim limit or lighter restriction stood."""
        return replace(self, restrictions=(*self.restrictions, drafted))

    def with_letter(self, drafted: Letter) -> Self:
        """The same facts as if a drafted letter had been issued."""
        return replace(self, letters=(*self.letters, drafted))

    def with_review(self, drafted: Review) -> Self:
        """The same facts as if a drafted review had been held."""
        return replace(self, reviews=(*self.reviews, drafted))

    def with_referral(self, drafted: Referral) -> Self:
        """The same facts as if a drafted referral had been made."""
        return replace(self, referrals=(*self.referrals, drafted))

    def with_appeal(self, drafted: Appeal) -> Self:
        """The same facts as if a drafted answer to an appeal had been given, in place of the open appeal."""
        return replace(self, appeals=(*(one for one in self.appeals if one.id != drafted.id), drafted))

    def with_legal(self, drafted: LegalConsideration) -> Self:
        """The same facts as if a drafted decision on legal action had been taken."""
        return replace(self, legal=(*(one for one in self.legal if one.id != drafted.id), drafted))

    def with_marker(self, drafted: Marker) -> Self:
        """The same facts as if a drafted safety warning had been placed."""
        return replace(self, markers=(*self.markers, drafted))

    def restricting_decisions(self) -> tuple[Determination, ...]:
        """The decisions that restrict: those that say so, and those that imposed something all the same."""
        return tuple(one for one in self.determinations if one.restricts or self.restrictions_of(one))

    def restrictions_of(self, determination: Determination) -> tuple[Restriction, ...]:
        """The restrictions that one decision imposed."""
        return tuple(one for one in self.restrictions if one.determination == determination.id)

    def line_of(self, restriction: Restriction) -> tuple[Restriction, ...]:
        """A restriction and those whose place it took, the newest first."""
        by_id = {one.id: one for one in self.restrictions}
        line = [restriction]
        older = None if restriction.narrows is None else by_id.get(restriction.narrows)
        while older is not None and older not in line:
            line.append(older)
            older = None if older.narrows is None else by_id.get(older.narrows)
        return tuple(line)

    def interim_limits(self) -> tuple[Restriction, ...]:
        """The limits that managers set for the time being (clause 8.2)."""
        return tuple(one for one in self.restrictions if one.interim)

    def letters_about(self, subject: FactId) -> tuple[Letter, ...]:
        """The letters that tell of one decision, review or restriction."""
        return tuple(letter for letter in self.letters if letter.about == subject)

    def tellings_about(self, subject: FactId) -> tuple[Telling, ...]:
        """Each time that the customer was told of something, by letter or without one."""
        return (
            *(one for letter in self.letters_about(subject) for one in letter.tellings),
            *(one.telling for one in self.direct_tellings if one.about == subject),
        )


def _taken_over(restriction: Restriction, decision: Determination) -> Restriction:
    moment = decision.decided_at
    if not restriction.interim or moment is None or restriction.over(moment):
        return restriction
    return replace(restriction, lifted_at=moment, taken_over_by=decision.id)
