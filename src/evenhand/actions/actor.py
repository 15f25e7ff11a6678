"""Whoever acts, for the floors above, which do not reach into the record themselves."""

from evenhand.record.actor import Actor

__all__ = ["Actor"]
