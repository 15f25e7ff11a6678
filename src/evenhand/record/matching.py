"""Recognises a customer by what somebody gives: a number, an e-mail address, a reference or a name."""

from __future__ import annotations

import phonenumbers
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q
from email_validator import EmailNotValidError, validate_email

from evenhand.record.models import Customer, PointKind
from evenhand.record.references import tidy_reference

_REGION = "GB"
_ALIKE = 0.5
_MOST = 20
_FEWEST_LETTERS = 3


class NotAContactPointError(ValueError):
    """What was typed is no telephone number, email address or postal address of the kind that was named."""


def point_key(kind: PointKind, value: str) -> str:
    """A contact point in the form in which machines compare it.

    Raises ``NotAContactPointError`` with a sentence that says how to write it.
    """
    if kind is PointKind.PHONE:
        number = _phone(value) or _as_heard(value)
        if number is None:
            raise NotAContactPointError("Enter the digits of the telephone number, as far as you know them")
        return number
    if kind is PointKind.EMAIL:
        address = _email(value)
        if address is None:
            raise NotAContactPointError("Enter an email address in the correct format, like name@example.org")
        return address
    key = " ".join(value.casefold().split())
    if not key:
        raise NotAContactPointError(f"Enter the {kind.label.lower()}")
    return key[:320]


def find_customers(typed: str, *, most: int = _MOST) -> list[Customer]:
    """The customers whom a number, an e-mail address, a reference or a name may mean, best first.

    An exact number, address or reference wins; only a name, of three letters at least, is compared loosely.
    At most ``most`` are returned.
    """
    typed = typed.strip()
    if not typed:
        return []
    number, address = _phone(typed) or _as_heard(typed), _email(typed)
    if number or address:
        kind, key = (PointKind.PHONE, number) if number else (PointKind.EMAIL, address)
        by_point = Customer.objects.filter(contact_points__kind=kind, contact_points__key=key)
        found = list(by_point.distinct().order_by("name", "id")[:most])
        if found or _phone(typed) or address:
            return found  # digits alone may still be a reference
    reference = tidy_reference(typed)
    by_reference = Customer.objects.filter(Q(reference=reference) | Q(cases__reference=reference))
    exact = list(by_reference.distinct().order_by("id")[:most])
    return exact or _by_name(typed, most)


def _by_name(typed: str, most: int) -> list[Customer]:
    if sum(one.isalnum() for one in typed) < _FEWEST_LETTERS:
        return []  # one letter would list half the register
    alike = Customer.objects.annotate(alike=TrigramSimilarity("name", typed))
    found = alike.filter(Q(alike__gte=_ALIKE) | Q(name__icontains=typed))
    return list(found.order_by("-alike", "name", "id")[:most])


def _phone(value: str) -> str | None:
    try:
        number = phonenumbers.parse(value, _REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _as_heard(value: str) -> str | None:
    """A number that is none of a real exchange, or only part of one: its digits, since no report is refused."""
    digits = "".join(one for one in value if one.isascii() and one.isdigit())
    other = set(value) - set(digits) - set(" +()-./")
    return digits if len(digits) >= _FEWEST_LETTERS and not other else None


def _email(value: str) -> str | None:
    try:
        return validate_email(value.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return None


def is_contact_point(typed: str) -> bool:
    """Whether somebody typed a telephone number or an e-mail address rather than a name or a reference."""
    return bool(_phone(typed) or _as_heard(typed) or _email(typed))
