"""The days on which the offices of England's councils are closed, for clocks of working days."""

from datetime import date
from functools import lru_cache

import holidays

FIRST_YEAR = 2010
"""Before the oldest decision that a council is likely to have assessed."""
LAST_YEAR = 2045
"""After the last review of anything decided in the life of this version."""


@lru_cache(maxsize=1)
def of_england() -> frozenset[date]:
    """The bank holidays of England from ``FIRST_YEAR`` to ``LAST_YEAR``, with the days taken for weekends.

    Official for the years already proclaimed, and by the standing rules for those to come: a day added or
    moved by proclamation comes with an update of the ``holidays`` library, or by the pack at once.
    """
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1)))
