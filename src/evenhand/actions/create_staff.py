"""Add a member of staff, with their roles and the password with which they first sign in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from email_validator import EmailNotValidError, validate_email

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change, filled
from evenhand.record.actor import Actor
from evenhand.record.models import Staff, StaffRole
from evenhand.rules.authority import Permission, Role


def create_staff(
    *,
    actor: Actor,
    at: datetime,
    email: str,
    name: str,
    post: str,
    roles: Collection[Role],
    password: str,
    manager_id: UUID | None = None,
    deputy_id: UUID | None = None,
    submission: UUID | None = None,
) -> UUID:
    """Add somebody who signs in by e-mail address.

    Args:
        actor: who adds them.
        at: when.
        email: their address at work.
        name: their name.
        post: their post, as letters and pages name it.
        roles: what they may do; one person may hold several.
        password: at least 12 characters.
        manager_id: their line manager, who hears of the incidents they report (8.2).
        deputy_id: who stands in for them when they are away.
        submission: the form's token.

    Returns:
        The member of staff's id.

    Raises:
        InvalidInputError: the address is taken or wrong, a name is missing, or the password is too weak.
    """
    with change("create_staff", actor=actor, at=at, permission=Permission.MANAGE_PEOPLE, submission=submission) as this:
        row = Staff(
            email=_address(email),
            name=filled("name", name, "Enter their name", most=120),
            post=filled("post", post, "Enter their post", most=120),
            manager=this.staff(manager_id, field_name="manager_id") if manager_id else None,
            deputy=this.staff(deputy_id, field_name="deputy_id") if deputy_id else None,
            added_at=at,
            added_by=actor.id,
        )
        try:
            validate_password(password, row)
        except ValidationError as error:
            raise InvalidInputError("password", " ".join(error.messages)) from None
        row.set_password(password)
        this.write(row)
        for role in sorted(set(roles)):
            this.write(StaffRole(staff=row, role=role, granted_at=at, granted_by=actor.id))
        this.result = row.id
        return row.id


def _address(typed: str) -> str:
    try:
        address = validate_email(typed.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        raise InvalidInputError(
            "email", "Enter an email address in the correct format, like name@example.org"
        ) from None
    if Staff.objects.filter(email__iexact=address).exists():
        raise InvalidInputError("email", "Somebody with this email address has been added already")
    return address
