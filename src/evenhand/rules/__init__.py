"""The rule core: pure functions of frozen facts, terms and a moment.

Standard library only. Nothing in this package reads a clock, a setting, a file or a database, so the
same functions answer an action about to happen, a page, a history and a contact.
"""
