"""Composes a letter from the record: for the page that previews it, and for the action that issues it."""
