"""Writes the equality answers, for the actions that ask for them."""

from __future__ import annotations

from evenhand.actions.frame import Change, bounded
from evenhand.record import models as rows
from evenhand.rules.facts import EqualityConsideration


def write_answers(
    this: Change,
    answers: EqualityConsideration,
    *,
    determination: rows.Determination | None = None,
    review: rows.Review | None = None,
) -> rows.EqualityAnswers:
    """Keep the answers about one decision, under the role for special-category data (11.1 to 11.3)."""
    return this.write_sensitive(
        rows.EqualityAnswers(
            determination=determination,
            review=review,
            barriers=bounded("barriers", (answers.barriers or "").strip()),
            bears_harder=bool(answers.bears_harder),
            arrangements=bounded("arrangements", (answers.arrangements or "").strip()),
            human_rights=bounded("human_rights", (answers.human_rights or "").strip()),
            answered_at=this.at,
            answered_by=this.actor.staff_id,
        )
    )
