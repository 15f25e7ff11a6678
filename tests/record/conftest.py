"""The record's tests start from the same made-up council as the actions'."""

from tests.actions.conftest import line, people

__all__ = ["line", "people"]
