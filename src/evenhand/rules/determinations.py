"""The independent team's decision (clauses 2.1, 3.1, 9.1 and 11.2)."""

from collections.abc import Iterator
from datetime import datetime

from evenhand.rules.doors import put_off
from evenhand.rules.facts import CaseFacts, Comparables, Determination, Restriction, Review
from evenhand.rules.findings import Finding, absence, advice, fault_found, is_blank
from evenhand.rules.panel import parts_taken, ties
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Fault, PersonId, RestrictionKind, Scope, View

_QUORUM = "determination.quorum"
_PROPORTIONATE = "determination.proportionate"
_INDIVIDUAL = "determination.individual"


def determination_independent(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Nobody decides who reported, suffered, witnessed or investigated it (9.1).

    A line manager of somebody involved, or a member named in the customer's complaint, sits only when the
    tie was declared and the monitoring officer decided that they may. A substitute from outside the team may
    sit, and is asked the same.
    """
    rule = "determination.independent"
    for decision in case.determinations:
        members = frozenset(member.person for member in decision.members)
        if decision.independent is False:
            yield fault_found(
                rule,
                "Those who decided were not independent.",
                about=decision.id,
                fault=Fault.NOT_INDEPENDENT,
            )
        elif not members and decision.independent is None:
            yield absence(
                rule,
                "Who decided is not recorded.",
                known=case.says_all,
                about=decision.id,
                fault=Fault.NOT_INDEPENDENT,
            )
        parts = parts_taken(case, until=decision.decided_at)
        for part, people in parts.items():
            if members & people:
                yield fault_found(
                    rule,
                    f"A member of the panel {part}. Somebody else must sit instead.",
                    about=decision.id,
                    fault=Fault.NOT_INDEPENDENT,
                    people=members & people,
                )
        yield from _substitutes(decision)
        # Whoever had a part cannot sit at all, so their ties need no decision.
        yield from _tied(case, decision, members.difference(*parts.values()))


def _substitutes(decision: Determination) -> Iterator[Finding]:
    """A substitute takes the place of somebody who may not sit: the team itself still decides [I]."""
    outside = frozenset(member.person for member in decision.members if member.from_outside)
    if 2 * len(outside) > len({member.person for member in decision.members}):
        yield fault_found(
            "determination.independent",
            "More substitutes from outside would sit than members of the team. Let more of the team sit.",
            about=decision.id,
            fault=Fault.NOT_INDEPENDENT,
            people=outside,
            part="substitutes",
        )


def determination_quorum(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A restriction needs enough members, and more who agree than who do not; dissent is kept too (9.1).

    Where delay would do harm, fewer members decide with a recorded reason and the others' views follow
    (principle 4). That door never carries a decision that more members are against than for.
    """
    for decision in case.restricting_decisions():
        if not decision.members:
            # Who decided is what determination.independent asks; here it is only that nobody can count them.
            yield absence(
                _QUORUM,
                "How many members decided, and what each thought, is not recorded.",
                known=False,
                about=decision.id,
                fault=Fault.OUTSIDE_POLICY,
            )
            continue
        yield from put_off(
            _too_few(case, decision, terms), doors=decision.doors, since=decision.decided_at, terms=terms
        )
        views = [member.view for member in decision.members]
        if views.count(View.AGREES) <= views.count(View.DISSENTS):
            yield fault_found(
                _QUORUM,
                "Contact is restricted only where more members of the panel agree than disagree.",
                about=decision.id,
                fault=Fault.OUTSIDE_POLICY,
                part="majority",
            )


def determination_reasons(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """A decision gives the reasons of this case; a copy of another customer's is flagged (9.1)."""
    for decision in case.determinations:
        if not decision.has_reasons:
            yield absence(
                "determination.reasons",
                "The decision gives no reasons.",
                known=case.says_all or decision.has_reasons is False,
                about=decision.id,
                fault=Fault.NO_REASONS,
            )
        elif decision.copied_reasons:
            yield advice(
                "determination.reasons",
                "These are the words of another customer's decision. Give the reasons of this case.",
                about=decision.id,
                part="copied",
            )


def determination_proportionate(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Each restriction states its aim, the effect of the actions and the lighter options considered (3.1)."""
    for decision in case.determinations:
        yield from _said_of_proportion(case, decision)
    for restriction in case.restrictions:
        if not restriction.interim:
            yield from _proportion_of(case, restriction)


def determination_individual(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """No blanket approach: one person and the service that is affected, unless more is justified (11.2)."""
    for decision in case.restricting_decisions():
        if is_blank(decision.circumstances):
            yield absence(
                _INDIVIDUAL,
                "Say what is particular to this customer's case.",
                known=case.says_all or decision.circumstances is not None,
                about=decision.id,
                fault=Fault.BLANKET_APPROACH,
                part="circumstances",
            )
    for restriction in case.restrictions:
        if not restriction.interim:
            yield from _household(restriction)
            yield from _scope(case, restriction)
    for review in case.reviews:
        yield from _household(review)


def decision_consistent(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """The team sees how comparable cases were decided, in counts (2.1)."""
    known = case.comparables
    if known is None or not _enough(known, terms):
        return
    for decision in case.restricting_decisions():
        if any(not known.by_kind.get(one.kind) for one in case.restrictions_of(decision)):
            yield advice(
                "decision.consistent",
                "No comparable case was restricted in this way. Say in the reasons what makes this case different.",
                about=decision.id,
            )


def comparison(comparables: Comparables | None, terms: Terms) -> tuple[tuple[str, int | None], ...] | None:
    """How comparable cases were decided, in words and counts for a page.

    Args:
        comparables: the counts; ``None`` where they are not known.
        terms: the policy's values, which say below which number a count is hidden.

    Returns:
        What is counted with how many decisions there were; ``None`` as a count where it is hidden because it
        is small, or because the small number could be worked out from it. ``None`` for the whole where
        nothing is known, or where so few cases are comparable that somebody could be recognised.
    """
    if comparables is None or not _enough(comparables, terms):
        return None
    smallest = terms.comparables_hidden_below
    restricted = comparables.decided - comparables.not_restricted

    def shown(count: int) -> int | None:
        return count if count <= 0 or count >= smallest else None

    by_kind = tuple(
        (kind.label, shown(comparables.by_kind[kind])) for kind in RestrictionKind if comparables.by_kind.get(kind)
    )
    return (
        ("Decisions on the same kinds of behaviour", comparables.decided),
        ("No restriction", None if shown(restricted) is None else shown(comparables.not_restricted)),
        *by_kind,
    )


def _tied(case: CaseFacts, decision: Determination, members: frozenset[PersonId]) -> Iterator[Finding]:
    barred, undecided = ties(case, members, until=decision.decided_at)
    if barred:
        yield fault_found(
            "determination.independent",
            "The monitoring officer decided that a member of the panel may not sit. Choose another member.",
            about=decision.id,
            fault=Fault.NOT_INDEPENDENT,
            people=barred,
        )
    if undecided:
        yield absence(
            "determination.independent",
            "A member of the panel manages somebody involved, or is named in the complaint, and the "
            "monitoring officer has not decided that they may sit. Declare it, or choose another member.",
            known=case.record_complete,
            about=decision.id,
            fault=Fault.NOT_INDEPENDENT,
            people=undecided,
        )


def _too_few(case: CaseFacts, decision: Determination, terms: Terms) -> Iterator[Finding]:
    if len({member.person for member in decision.members}) < terms.quorum_members:
        yield absence(
            _QUORUM,
            f"At least {terms.quorum_members} members of {terms.decided_by} must sit to restrict contact. "
            "Add the views of the members who are missing.",
            known=case.record_complete,
            about=decision.id,
            fault=Fault.OUTSIDE_POLICY,
            part="members",
        )


def _said_of_proportion(case: CaseFacts, decision: Determination) -> Iterator[Finding]:
    """What the record states of the decision as a whole."""
    stated = (
        (
            decision.proportionality_considered is False,
            "",
            "Whether the restriction was in proportion was not weighed.",
        ),
        (decision.lighter_options_considered is False, "lighter_options", "Lighter options were not considered."),
        (
            decision.statutory_right_restricted is True,
            "",
            "The decision restricts a right that the law gives everybody. Leave that right open.",
        ),
    )
    for is_so, part, message in stated:
        if is_so:
            yield fault_found(_PROPORTIONATE, message, about=decision.id, fault=Fault.DISPROPORTIONATE, part=part)
    unknown = decision.proportionality_considered is None and not case.says_all
    if unknown and decision.restricts and not case.restrictions_of(decision):
        yield absence(
            _PROPORTIONATE,
            "Whether the restriction was in proportion is not recorded.",
            known=False,
            about=decision.id,
            fault=Fault.DISPROPORTIONATE,
        )


def _proportion_of(case: CaseFacts, restriction: Restriction) -> Iterator[Finding]:
    """What one restriction's own texts leave out, as far as no statement on the whole decision answers for them."""
    decision = next((one for one in case.determinations if one.id == restriction.determination), None)
    weighed = decision.proportionality_considered if decision else None
    lighter = decision.lighter_options_considered if decision else None
    asked = (
        ("aim", weighed, "What the restriction is for is not recorded."),
        ("effect", weighed, "The effect of the actions on the service or on staff is not recorded."),
        (
            "lighter_options",
            lighter,
            "The lighter options that were considered, and why they would not do, are not recorded.",
        ),
    )
    for attribute, stated, message in asked:
        answer: str | None = getattr(restriction, attribute)
        if stated is None and is_blank(answer):
            yield absence(
                _PROPORTIONATE,
                message,
                # A proportion that was weighed leaves it open whether lighter options were part of it.
                known=answer is not None or (case.says_all and weighed is not True),
                about=restriction.id,
                fault=Fault.DISPROPORTIONATE,
                part=attribute,
            )


def _household(fact: Restriction | Review) -> Iterator[Finding]:
    if fact.household_included:
        yield fault_found(
            _INDIVIDUAL,
            "A restriction is on one person. Leave out the others who live with them.",
            about=fact.id,
            fault=Fault.BLANKET_APPROACH,
            part="household_included",
        )


def _scope(case: CaseFacts, restriction: Restriction) -> Iterator[Finding]:
    missing = {
        None: ("scope", "Say which service the restriction covers, or why it must cover the whole council."),
        Scope.SERVICE: ("service", "Name the service that the restriction covers."),
        Scope.COUNCIL_WIDE: ("service", "Say why the restriction must cover the whole council."),
    }
    if restriction.scope is None or is_blank(restriction.service):
        part, message = missing[restriction.scope]
        stated = restriction.scope is not None and restriction.service is not None
        yield absence(
            _INDIVIDUAL,
            message,
            known=case.says_all or stated,
            about=restriction.id,
            fault=Fault.BLANKET_APPROACH,
            part=part,
        )


def _enough(comparables: Comparables, terms: Terms) -> bool:
    """Whether so many cases are comparable that nobody can be recognised by their number."""
    return comparables.decided >= max(terms.comparables_hidden_below, 1)
