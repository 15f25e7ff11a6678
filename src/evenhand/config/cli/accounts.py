"""Makes accounts for members of staff, for the commands that do."""

from collections.abc import Collection
from datetime import UTC, datetime
from uuid import UUID

from evenhand.config.cli.asking import password
from evenhand.config.cli.databases import a_database
from evenhand.config.errors import BadInputError


def add_account(
    *, email: str, name: str, post: str, roles: Collection[str], manager: str = "", deputy: str = ""
) -> None:
    """Asks for a password, makes the account, and says so.

    Args:
        email: with which they sign in.
        name: theirs.
        post: theirs.
        roles: the codes of their roles.
        manager: the e-mail address of their line manager; empty for none.
        deputy: of who stands in for them; empty for none.

    Raises:
        BadInputError: an answer is missing or cannot be used.
        SetupError: the database cannot be used.
    """
    chosen = password()
    with a_database():
        from evenhand.actions.create_staff import create_staff
        from evenhand.actions.errors import InvalidInputError
        from evenhand.record.actor import Actor
        from evenhand.rules.authority import Role

        try:
            create_staff(
                actor=Actor.system("command line"),
                at=datetime.now(UTC),
                email=email,
                name=name,
                post=post,
                roles=[Role(role) for role in roles],
                password=chosen,
                manager_id=_staff(manager, "--manager"),
                deputy_id=_staff(deputy, "--deputy"),
            )
        except InvalidInputError as error:
            raise BadInputError(f"{str(error).rstrip('.')}.") from None
    print(f"{name} can now sign in as {email}.")


def _staff(email: str, option: str) -> UUID | None:
    from evenhand.record.models import Staff

    if not email:
        return None
    found = Staff.objects.filter(email__iexact=email, is_active=True).values_list("id", flat=True).first()
    if found is None:
        raise BadInputError(f"Nobody with the address given by {option} has an account. Add them first.")
    return found
