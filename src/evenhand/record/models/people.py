"""Members of staff and their roles."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from evenhand.record.models.base import Access, Kept, Row, new_id, one_of, said
from evenhand.record.writing import require_open
from evenhand.rules.authority import Role


class StaffManager(BaseUserManager["Staff"]):
    """Finds staff by the e-mail address with which they sign in, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> Staff:
        """The member of staff with an e-mail address; raises ``Staff.DoesNotExist``."""
        return self.get(email__iexact=username)


class Staff(AbstractBaseUser):
    """One member of staff, who signs in by e-mail address."""

    access: ClassVar[Access] = Access.KEEP
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    last_login = None  # signing in is in the audit; a column here would be a direct write

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120)
    manager = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reports")
    deputy = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="deputises")
    absent_from = models.DateField(null=True, blank=True)
    absent_until = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    added_by = models.UUIDField(null=True)
    """``None`` for the first account, which nobody could have added."""

    objects: ClassVar[StaffManager] = StaffManager()

    class Meta:
        triggers: ClassVar = Kept.Meta.triggers
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="staff_email_once"),
            said("name", "email", name="staff_named"),
            models.CheckConstraint(
                condition=models.Q(absent_until__isnull=True)
                | models.Q(absent_from__isnull=True)
                | models.Q(absent_until__gte=models.F("absent_from")),
                name="staff_absence_in_order",
            ),
        ]

    def __str__(self) -> str:
        """The kind and id; names do not reach logs."""
        return f"staff {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row, inside an action only; Django itself may renew a password's hash on sign-in."""
        if kwargs.get("update_fields") != ["password"]:
            require_open()
        super().save(*args, **kwargs)

    def role_set(self) -> frozenset[Role]:
        """The roles that this person holds."""
        return frozenset(Role(row.role) for row in self.roles.all())

    def absent_on(self, day: date) -> bool:
        """Whether they are away, or no longer work here, on a day."""
        if not self.is_active:
            return True
        if self.absent_from is None:
            return False
        return self.absent_from <= day and (self.absent_until is None or day <= self.absent_until)


class StaffRole(Row):
    """One role of one member of staff."""

    access: ClassVar[Access] = Access.MANAGE

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=32)
    granted_at = models.DateTimeField()
    granted_by = models.UUIDField(null=True)

    class Meta(Row.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff", "role"], name="staffrole_once"),
            one_of("role", Role, name="staffrole_known"),
        ]
