"""Where an adjustment and a restriction clash: help, and never at the cost of safety (principle 3; 3.1, 11.3)."""

from evenhand.rules.contact.advice import KINDS, SERVICES, Advice, goodbye
from evenhand.rules.contact.directive import Contact
from evenhand.rules.contact.scripts import Route, reach_us, tidy
from evenhand.rules.facts import CaseFacts
from evenhand.rules.kinds import PUBLIC_CHANNELS
from evenhand.rules.vocabulary import Channel, Outcome, RuleId

ADJUSTMENTS = RuleId("equality.considered")

_RULES = (ADJUSTMENTS, SERVICES, KINDS)
_CANNOT = "They cannot use the ways that the restriction leaves open."


def safe_ways(contact: Contact, case: CaseFacts) -> frozenset[Channel]:
    """The ways by which a customer can be helped whom the restrictions leave none: safe ones where there are any."""
    usable = frozenset(Channel) - case.customer.unusable_channels - PUBLIC_CHANNELS
    safe = usable - {Channel.FACE_TO_FACE} if threatened(case) else usable
    return safe or usable or frozenset({contact.channel})


def threatened(case: CaseFacts) -> bool:
    """Whether a physical threat stands on the record, so that staff are not to be left alone with the customer."""
    return any(one.physical_threat for one in case.incidents)


def clash(contact: Contact, case: CaseFacts) -> Advice:
    """What to do where the restrictions leave no way that this customer can use.

    They are helped where they are; where that is not safe, the protection holds, and what a person picked as a
    safe equivalent is offered.
    """
    agreed = "".join(
        f" This has been agreed instead: {tidy(one.safe_equivalent)}."
        for one in case.customer.adjustments
        if one.safe_equivalent
    )
    here = "in a private message" if contact.channel in PUBLIC_CHANNELS else "here"
    if contact.channel is not Channel.FACE_TO_FACE or not threatened(case):
        return Advice(
            outcome=Outcome.PROCEED_WITH_CONDITIONS,
            do=f"{_CANNOT}{agreed} Help them {here}, keep it to what they need, and tell the manager.",
            rules=_RULES,
        )
    helped_by = safe_ways(contact, case)
    if contact.channel in helped_by:
        return Advice(
            outcome=Outcome.PROCEED_WITH_CONDITIONS,
            do=f"{_CANNOT}{agreed} Do not see them alone: ask a manager, who decides how they are helped safely.",
            rules=_RULES,
            clash=True,
        )
    return Advice(
        outcome=Outcome.REDIRECT,
        do=f"{_CANNOT} Keep yourself safe: offer a way that needs no meeting, then {goodbye(contact)}.{agreed} "
        "Tell the manager.",
        say=tuple(reach_us(helped_by, Route())),
        rules=_RULES,
        clash=True,
    )
