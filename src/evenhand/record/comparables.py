"""How comparable cases of the council were decided, in counts; never another customer's text (clause 2.1)."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count, Exists, OuterRef

from evenhand.record import models as rows
from evenhand.rules.facts import Comparables
from evenhand.rules.vocabulary import RestrictionKind


def comparables_for(case: rows.Case) -> Comparables:
    """Count the decisions on other customers' cases of the same kinds of behaviour.

    A case is comparable when a behaviour of this one was reported there before it was decided. The counts are
    exact: whoever shows them hides the small ones, by which a customer could be known.

    Args:
        case: the case that somebody is about to decide.

    Returns:
        How many decisions there are, how many of them did not restrict, and how many imposed each kind.
    """
    behaviours = sorted({code for row in case.incidents.only("behaviours") for code in row.behaviours})
    alike = rows.Incident.objects.filter(
        case=OuterRef("case"), occurred__lte=OuterRef("decided_at"), behaviours__overlap=behaviours
    )
    decided = rows.Determination.objects.filter(Exists(alike)).exclude(case__customer=case.customer_id)
    totals = Counter(decided.values_list("restricts", flat=True))
    kinds = (
        rows.Restriction.objects.filter(determination__in=decided)
        .values_list("kind")
        .annotate(decisions=Count("determination", distinct=True))
    )
    return Comparables(
        decided=totals.total(),
        not_restricted=totals[False],
        by_kind={RestrictionKind(kind): count for kind, count in kinds},
    )
