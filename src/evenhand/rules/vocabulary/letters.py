"""What the customer is told, by which letter, and how it reaches them."""

from evenhand.rules.vocabulary.base import Labelled


class LetterKind(Labelled):
    """The letters that this version writes."""

    RESTRICTION_NOTICE = "restriction_notice", "Restriction notice"
    REVIEW_OUTCOME = "review_outcome", "Review outcome"
    LIFTED = "lifted", "Restriction lifted"


class NoticeItem(Labelled):
    """What a letter tells the customer."""

    WHY = "why", "Why we consider the actions unacceptable"
    WHAT = "what", "What we are doing"
    DURATION = "duration", "How long it lasts"
    REVIEW_DATE = "review_date", "When we will review it"
    APPEAL_ROUTE = "appeal_route", "How to ask us to look again"
    OMBUDSMAN = "ombudsman", "How to complain to the Ombudsman"


class Route(Labelled):
    """How the customer was told; a pack says when each counts as received."""

    POST = "post", "By post"
    EMAIL = "email", "By email"
    BY_HAND = "by_hand", "By hand"
    TELEPHONE = "telephone", "By telephone"
    IN_PERSON = "in_person", "In person"
