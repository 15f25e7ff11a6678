"""Set the council's name, colours, and how customers write to it."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from evenhand.actions.errors import InvalidInputError
from evenhand.actions.frame import change, filled
from evenhand.record.actor import Actor
from evenhand.record.models import Council
from evenhand.rules.authority import Permission

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def set_council(
    *,
    actor: Actor,
    at: datetime,
    name: str,
    address: str,
    email: str,
    telephone: str,
    web_form: str,
    signatory: str,
    brand_colour: str,
    submission: UUID | None = None,
) -> UUID:
    """Set what pages and letters say of the council.

    Args:
        actor: an administrator.
        at: when.
        name: the council's name.
        address: its postal address, a line each.
        email: where customers write to by e-mail.
        telephone: the number on its letters.
        web_form: the address of its contact form.
        signatory: the post in whose name letters go out.
        brand_colour: such as ``#00563f``.
        submission: the form's token.

    Returns:
        The council's id.

    Raises:
        InvalidInputError: something is missing, or the colour is not written as ``#rrggbb``.
    """
    with change("set_council", actor=actor, at=at, permission=Permission.MANAGE_POLICY, submission=submission) as this:
        if not _COLOUR.fullmatch(brand_colour):
            raise InvalidInputError("brand_colour", "Enter a colour like #00563f")
        values = {
            "name": filled("name", name, "Enter the council's name", most=120),
            "address": filled("address", address, "Enter the council's address"),
            "email": filled("email", email, "Enter the council's email address", most=254),
            "telephone": filled("telephone", telephone, "Enter the council's telephone number", most=32),
            "web_form": filled("web_form", web_form, "Enter the address of the contact form", most=200),
            "signatory": filled("signatory", signatory, "Enter the post that signs letters", most=120),
            "brand_colour": brand_colour,
            "set_at": at,
            "set_by": actor.id,
        }
        row = Council.objects.select_for_update().first()
        row = this.write(Council(**values)) if row is None else this.amend(row, **values)
        this.result = row.id
        return row.id
