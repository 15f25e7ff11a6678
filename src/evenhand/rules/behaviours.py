"""What counts as unacceptable action, and what shows it (clauses 3.1, 5 to 7)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from evenhand.rules.calendar import may_precede
from evenhand.rules.complaints import is_exhausted
from evenhand.rules.conduct import (
    Done,
    counted,
    limits,
    naming,
    not_shown,
    persisted,
    shows_conduct,
    up_to,
)
from evenhand.rules.facts import CaseFacts, Determination, Incident
from evenhand.rules.findings import Finding, absence, advice, fault_found, is_blank
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Behaviour, Category, Fault, Shown

_TOO_SOON = Behaviour.EXCESSIVE_CONTACT
_EXHAUSTED = Behaviour.EXHAUSTED_COMPLAINT
_MALICIOUS = Behaviour.MALICIOUS_ALLEGATION
_RECORDING = Behaviour.UNDISCLOSED_RECORDING


def behaviour_anger_alone(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Anger or distress by itself is no unacceptable action: only how it was expressed can be (3.1)."""
    rule = "behaviour.anger_alone"
    for incident in case.incidents:
        shown = shows_conduct(incident)
        if shown is False or (shown is None and case.says_all):
            yield advice(
                rule,
                "No unacceptable action is recorded here, and anger or distress by itself is none. "
                "Do not warn or restrict the customer for it.",
                about=incident.id,
            )
    for about, moment in limits(case):
        seen = [shows_conduct(one) for one in up_to(case, moment)]
        # In a history, an incident of which nobody says what was done may well show something.
        if True in seen or (not case.says_all and (not seen or None in seen)):
            continue
        yield absence(
            rule,
            "No incident shows an unacceptable action. Anger or distress by itself is none: "
            "limit contact only for what was done.",
            known=case.says_all,
            about=about,
            fault=Fault.EVIDENCE_INSUFFICIENT,
        )


def behaviour_aggressive_or_abusive(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Aggressive or abusive behaviour is described, and an allegation is malicious only once that was found (6.1)."""
    rule = "behaviour.aggressive_or_abusive"
    for incident in case.incidents:
        seen = counted(incident)
        if Behaviour.OTHER_ABUSE in seen:
            yield from _to_show(rule, incident, [Behaviour.OTHER_ABUSE])
        if _MALICIOUS in seen and not_shown(incident, _MALICIOUS):
            yield absence(
                rule,
                "An allegation is malicious only where it was looked into and found to be. "
                "Record how it was looked into, or count it as a complaint.",
                known=case.says_all or incident.tested is False,
                about=incident.id,
                fault=Fault.EVIDENCE_INSUFFICIENT,
                part=Shown.ALLEGATION_TESTED,
            )
    named = naming(case)
    for decision in case.restricting_decisions():
        done = named(decision.decided_at)
        if _only(done, {_MALICIOUS}) and not any(_is_shown(case, decision, *one) for one in done):
            yield absence(
                rule,
                "The decision rests on allegations alone that nobody found to be malicious. "
                "Have them looked into before you restrict contact for them.",
                known=case.says_all or all(one.tested is False for one, _ in done),
                about=decision.id,
                fault=Fault.EVIDENCE_INSUFFICIENT,
            )


def behaviour_unreasonable_demand(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Each unreasonable demand is recorded with what shows it (7.1, 7.4)."""
    rule = "behaviour.unreasonable_demand"
    for incident in case.incidents:
        yield from _to_show(rule, incident, [one for one in counted(incident) if _is_own_demand(one)])
    named = naming(case)
    for decision in case.restricting_decisions():
        done = named(decision.decided_at)
        # What rests on one of these alone is the business of that one's own rule.
        if not done or any(_only(done, {one}) for one in (_TOO_SOON, _EXHAUSTED, _MALICIOUS)):
            continue
        demands = all(one.category is Category.UNREASONABLE_DEMANDS or one is _MALICIOUS for _, one in done)
        if demands and not any(_is_shown(case, decision, *one) for one in done):
            yield absence(
                rule,
                "Nothing shows any of the demands that the decision rests on. Record what shows them first.",
                known=case.says_all,
                about=decision.id,
                fault=Fault.EVIDENCE_INSUFFICIENT,
            )


def persistence_not_alone(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Persistence never suffices: the effect on the service and this case's circumstances count (7.2, 7.3)."""
    rule = "persistence.not_alone"
    only_persisted = _persisting(case)
    for decision in case.restricting_decisions():
        if not only_persisted(decision) or decision.proportionality_considered:
            continue
        if decision.proportionality_considered is False:
            yield fault_found(
                rule,
                "Contact was limited for persistence alone. Weigh its effect on the service and what is "
                "particular to this customer's case.",
                about=decision.id,
                fault=Fault.DISPROPORTIONATE,
            )
            continue
        asked = [
            (one.id, "effect", one.effect, "Say what effect the persistence had on the service or on staff.")
            for one in case.restrictions_of(decision)
        ]
        own = "Say what is particular to this customer's case: persistence alone is no reason to limit contact."
        asked.append((decision.id, "circumstances", decision.circumstances, own))
        for about, part, answer, message in asked:
            if is_blank(answer):
                yield absence(
                    rule,
                    message,
                    known=case.says_all or answer is not None,
                    about=about,
                    fault=Fault.DISPROPORTIONATE,
                    part=part,
                )


def contact_time_to_respond(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Contact that came again too soon is shown by the earlier contacts and the reply that was promised (7.4)."""
    rule = "contact.time_to_respond"
    for incident in case.incidents:
        if _TOO_SOON in counted(incident):
            yield from _to_show(rule, incident, [_TOO_SOON])
    named = naming(case)
    for decision in case.restricting_decisions():
        done = named(decision.decided_at)
        if _only(done, {_TOO_SOON}) and not any(_is_shown(case, decision, *one) for one in done):
            yield absence(
                rule,
                "Record the earlier contacts, and the reply that was promised and by when: "
                "without them nothing shows that the customer came back too soon.",
                known=case.says_all,
                about=decision.id,
                fault=Fault.EVIDENCE_INSUFFICIENT,
            )


def recording_adjustment(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Undisclosed recording asks whether it was an adjustment; a public meeting does not count (7.4)."""
    rule = "recording.adjustment"
    for incident in case.incidents:
        if _RECORDING not in (incident.behaviours or frozenset()):
            continue
        if incident.at_public_meeting:
            yield advice(
                rule,
                "Do not count the recording: anybody may record a public council meeting.",
                about=incident.id,
                part="at_public_meeting",
            )
        elif is_blank(incident.shown.get(Shown.RECORDING_ADJUSTMENT)):
            yield absence(
                rule,
                "Ask whether the customer records as an adjustment, and record what they say.",
                known=False,
                about=incident.id,
                fault=Fault.NO_EQUALITY_CONSIDERATION,
                part=Shown.RECORDING_ADJUSTMENT,
            )


def _persisting(case: CaseFacts) -> Callable[[Determination], bool]:
    """Tells of each decision whether it rests on persistence alone; the incidents are looked through once."""
    looked = [(one.occurred_at, persisted(one), shows_conduct(one) is None) for one in case.incidents]

    def only_persisted(decision: Determination) -> bool:
        so_far = [one for one in looked if may_precede(one[0], decision.decided_at)]
        seen = {how for _, how, _ in so_far}
        unknown = not case.says_all and any(open_ for _, _, open_ in so_far)
        return True in seen and False not in seen and not unknown

    return only_persisted


def _to_show(rule: str, incident: Incident, behaviours: Iterable[Behaviour]) -> Iterator[Finding]:
    """A gap for each thing that would show the behaviours of one incident, said once."""
    missing = {one for behaviour in behaviours for one in not_shown(incident, behaviour)}
    for one in Shown:
        if one in missing:
            yield absence(
                rule,
                f"Record what shows it: {one.label[0].lower()}{one.label[1:]}.",
                known=False,
                about=incident.id,
                fault=Fault.EVIDENCE_INSUFFICIENT,
                part=one,
            )


def _is_own_demand(behaviour: Behaviour) -> bool:
    """Whether what shows a demand is asked by the rule on demands, and not by one of its own."""
    return behaviour.category is Category.UNREASONABLE_DEMANDS and behaviour not in {_TOO_SOON, _EXHAUSTED}


def _only(done: Done, behaviours: set[Behaviour]) -> bool:
    return bool(done) and {one for _, one in done} <= behaviours


def _is_shown(case: CaseFacts, decision: Determination, incident: Incident, behaviour: Behaviour) -> bool:
    if behaviour is _EXHAUSTED:
        return is_exhausted(case, until=decision.decided_at)
    return not not_shown(incident, behaviour)
