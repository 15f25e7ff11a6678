"""The random council starts from the same council as the tests of the actions."""

from tests.actions.conftest import people

__all__ = ["people"]
