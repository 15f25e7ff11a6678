"""Writes each kind of letter from the facts of one case."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from evenhand.letters import wording
from evenhand.letters.checks import checked, only_restriction
from evenhand.letters.draft import Frame, LetterDraft, LetterFacts
from evenhand.letters.errors import LetterInputError
from evenhand.letters.kinds import asks, please
from evenhand.letters.words import paragraphs, sentences, spoken_date
from evenhand.rules.calendar import local_day
from evenhand.rules.facts import Restriction, Review
from evenhand.rules.findings import is_blank
from evenhand.rules.vocabulary import LetterKind, NoticeItem, ReviewOutcome

_REVIEW_TITLE = "Our review of how you can contact us"
_LIFTED_TITLE = "You can contact us in the usual ways again"
_USUAL_WAYS = f"{_LIFTED_TITLE}."
_ENDED = "The restriction on how you can contact us has ended."
_SOONER = "The restriction ends sooner than we told you before."
_CONTENTS = (
    "This letter tells you why, what it means for you, how long it lasts, and what you can do if you do not agree."
)


def compose(kind: LetterKind, facts: LetterFacts) -> LetterDraft:
    """Write a letter in full.

    Args:
        kind: which letter.
        facts: of one customer and one case. A notice needs the decision. A review outcome needs the review,
            and the restriction as the review leaves it. A letter of lifting needs the restriction's end.

    Returns:
        The letter, in which an item that the record does not say is blank (see `states`).

    Raises:
        LetterInputError: a name, the reference or the decision is missing, a text is far too long, or the
            parts belong to different decisions.
    """
    return _WRITERS[kind](checked(kind, facts))


def _restriction_notice(facts: LetterFacts) -> LetterDraft:
    decision = facts.determination
    opening = sentences(
        f"{_on(decision.decided_at if decision else None)} decided to change how you can contact us.",
        f"{please(facts.restrictions)} You can still use our services.",
    )
    return _while_restricted(
        LetterKind.RESTRICTION_NOTICE,
        facts,
        title="Our decision about how you can contact us",
        opening=opening,
        sections={
            NoticeItem.WHY: wording.reasons_with_incidents(facts, decision.reasons if decision else None),
            NoticeItem.WHAT: wording.asked_of_you(facts),
            NoticeItem.DURATION: wording.durations(facts),
            NoticeItem.REVIEW_DATE: wording.next_reviews(facts),
        },
    )


def _review_outcome(facts: LetterFacts) -> LetterDraft:
    review, restriction = facts.review, only_restriction(facts)
    if review is None or review.outcome is None:  # `checked` has refused it: this tells the type checker
        raise LetterInputError("review", "Record what the review decided first.")
    if review.outcome is ReviewOutcome.LIFTED:
        return _lifted_by_review(facts, review)
    if review.outcome is ReviewOutcome.VARIED:
        lighter = restriction.narrows is not None
        return (_lighter if lighter else _ends_sooner)(facts, review, restriction)
    return _reviewed_and_standing(
        facts,
        review,
        restriction,
        decided="We decided to keep the restriction for now.",
        asked=f"We still ask you {asks((restriction,))}.",
        first="You can contact us in the same ways as before.",
        duration=wording.duration(restriction, facts.terms, told_before=True),
    )


def _ends_sooner(facts: LetterFacts, review: Review, restriction: Restriction) -> LetterDraft:
    if restriction.ends_at is None:
        raise LetterInputError(
            "restrictions",
            "The review ends the restriction sooner, but there is no end date. Give the new one.",
        )
    return _reviewed_and_standing(
        facts,
        review,
        restriction,
        decided="We decided that the restriction will end sooner.",
        asked=f"Until then, we ask you {asks((restriction,))}.",
        first="Until the restriction ends, you can contact us in the same ways as before.",
        duration=paragraphs(_SOONER, wording.duration(restriction, facts.terms, told_before=True)),
    )


def _lighter(facts: LetterFacts, review: Review, restriction: Restriction) -> LetterDraft:
    sooner = review.new_end is not None
    lasts = wording.duration(restriction, facts.terms, told_before=True)
    return _reviewed_and_standing(
        facts,
        review,
        restriction,
        decided="We decided to make the restriction lighter.",
        asked=f"From now on, we ask you {asks((restriction,))}.",
        first="This takes the place of what we asked of you before.",
        duration=paragraphs(_SOONER, lasts) if sooner and lasts else lasts,
    )


def _reviewed_and_standing(
    facts: LetterFacts,
    review: Review,
    restriction: Restriction,
    *,
    decided: str,
    asked: str,
    first: str,
    duration: str,
) -> LetterDraft:
    """The letter on a review after which a restriction stands: as it was, lighter, or for less long."""
    return _while_restricted(
        LetterKind.REVIEW_OUTCOME,
        facts,
        title=_REVIEW_TITLE,
        opening=sentences(_reviewed(review), decided, asked),
        sections={
            NoticeItem.WHY: wording.reasons(facts, review.reasons),
            NoticeItem.WHAT: wording.asked_of_you(facts, first=first),
            NoticeItem.DURATION: duration,
            NoticeItem.REVIEW_DATE: wording.next_review(restriction, facts, due=_due_after(review, restriction)),
        },
    )


def _lifted_by_review(facts: LetterFacts, review: Review) -> LetterDraft:
    return _after_restriction(
        LetterKind.REVIEW_OUTCOME,
        facts,
        title=_REVIEW_TITLE,
        opening=sentences(_reviewed(review), "We decided to lift the restriction.", "" if facts.still else _USUAL_WAYS),
        why=wording.reasons(facts, review.reasons),
        when=wording.ended(only_restriction(facts), facts, reviewed_at=review.held_at),
    )


def _lifted(facts: LetterFacts) -> LetterDraft:
    when = wording.ended(only_restriction(facts), facts)
    if not when:
        raise LetterInputError(
            "restrictions", "The restriction is still in force. Lift it before you write that it ended."
        )
    return _after_restriction(
        LetterKind.LIFTED,
        facts,
        title="A restriction on how you can contact us has ended" if facts.still else _LIFTED_TITLE,
        opening=sentences(
            "A restriction on how you can contact us has ended." if facts.still else _ENDED,
            "Another one still holds." if facts.still else "",
        ),
        why=wording.reasons(facts, facts.review.reasons if facts.review else None),
        when=when,
    )


_WRITERS: Mapping[LetterKind, Callable[[LetterFacts], LetterDraft]] = {
    LetterKind.RESTRICTION_NOTICE: _restriction_notice,
    LetterKind.REVIEW_OUTCOME: _review_outcome,
    LetterKind.LIFTED: _lifted,
}


def _while_restricted(
    kind: LetterKind, facts: LetterFacts, *, title: str, opening: str, sections: Mapping[NoticeItem, str]
) -> LetterDraft:
    return _letter(
        kind,
        facts,
        title=title,
        sections={**sections, NoticeItem.APPEAL_ROUTE: facts.appeal, NoticeItem.OMBUDSMAN: facts.ombudsman},
        headings=_headings(why="Why we made this decision", what="What this means for you"),
        frame=Frame(
            salutation=f"Dear {facts.customer_name}",
            opening=paragraphs(opening, _CONTENTS),
            help_text=wording.help_while_restricted(facts.council),
        ),
    )


def _after_restriction(
    kind: LetterKind, facts: LetterFacts, *, title: str, opening: str, why: str, when: str
) -> LetterDraft:
    # Nothing is left to review or to look at again; the Ombudsman stands in every letter of a decision.
    return _letter(
        kind,
        facts,
        title=title,
        sections={
            NoticeItem.WHY: why,
            NoticeItem.WHAT: wording.open_again(only_restriction(facts), facts),
            NoticeItem.DURATION: when,
            NoticeItem.REVIEW_DATE: "",
            NoticeItem.APPEAL_ROUTE: "",
            NoticeItem.OMBUDSMAN: facts.ombudsman,
        },
        headings=_headings(
            why="Why we made this decision",
            what="How you can contact us",
            duration="When the restriction ended",
        ),
        frame=Frame(
            salutation=f"Dear {facts.customer_name}",
            opening=opening,
            help_text=wording.help_in_general(facts.council),
            thanks="Thank you for your patience while the restriction was in place.",
        ),
    )


def _letter(
    kind: LetterKind,
    facts: LetterFacts,
    *,
    title: str,
    sections: Mapping[NoticeItem, str],
    headings: Mapping[NoticeItem, str],
    frame: Frame,
) -> LetterDraft:
    return LetterDraft(
        kind=kind,
        title=title,
        sections=sections,
        headings=headings,
        frame=frame,
        reference=facts.reference,
        customer_name=facts.customer_name,
        address_lines=facts.address_lines,
        on=facts.on,
        council=facts.council,
    )


def _headings(*, why: str, what: str, duration: str = NoticeItem.DURATION.label) -> Mapping[NoticeItem, str]:
    own = {NoticeItem.WHY: why, NoticeItem.WHAT: what, NoticeItem.DURATION: duration}
    return {item: own.get(item, item.label) for item in NoticeItem}


def _due_after(review: Review, restriction: Restriction) -> date | None:
    """The next review's date as the review set it; the restriction's own only if it is still to come."""
    planned = review.next_review_on or restriction.next_review_on
    passed = planned is not None and review.held_at is not None and planned <= local_day(review.held_at)
    return None if passed else planned


def _reviewed(review: Review) -> str:
    first = "" if is_blank(review.lift_considered) else "We first asked whether we could lift the restriction."
    return sentences(f"{_on(review.held_at)} reviewed how you can contact us.", first)


def _on(moment: datetime | None) -> str:
    return f"On {spoken_date(moment)} we" if moment else "We"
