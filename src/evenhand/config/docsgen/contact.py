"""The page on the answer to a contact: what the rules themselves say, kind by kind and channel by channel."""

from evenhand.config.docsgen.contact_example import MORE_KNOWN, Situation, case_of, situations
from evenhand.config.docsgen.markdown import bullets, code, source_link, table
from evenhand.config.docsgen.markdown import page as whole_page
from evenhand.rules.contact import Directive, decide
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Channel, Match, Outcome, Purpose, RestrictionKind

_INTRODUCTION = """\
What somebody is told who checks a contact while a restriction is in force. Each cell is what {module} answers
to such a contact under the shipped policy, so this page cannot say anything else than the product does. The
people, numbers and addresses are made up; calls at set times are taken on Tuesdays from 10am to 11am, and the
contact is on a Monday."""

_AFTER = """\
An emergency, a safeguarding concern, the Ombudsman and the other ways that are always allowed come before any
restriction, and a mandatory service stays open. Nothing here takes away that staff may end an abusive call. No
machine refuses anybody: a decline is said by a person, who first asks who is calling."""

_SEVERAL = """\
Of several restrictions the most closed outcome decides, in the order of the table below, and the conditions of
the others stay: one more restriction never opens what another closes. Where restrictions contradict each other
so that no way would be left, what the customer writes is read."""


def page(terms: Terms) -> str:
    """The page.

    Args:
        terms: the policy's values, of which the mandatory services come in.
    """
    return whole_page(
        "What to do when a restricted customer gets in touch",
        _INTRODUCTION.format(module=source_link(decide.__module__)),
        _AFTER,
        *(_kind(kind, terms) for kind in RestrictionKind),
        "## Several restrictions",
        _SEVERAL,
        "## Outcomes, from the most open to the most closed",
        table(("Outcome", "Code"), ((one.label, code(one)) for one in Outcome)),
        "## How sure it is who it is",
        table(("Match", "Code"), ((one.label, code(one)) for one in Match)),
        "## Always allowed",
        bullets(f"{one.label} ({code(one)})" for one in Purpose),
        "## Mandatory services of the shipped policy",
        bullets(f"{one.name} ({code(one.id)})" for one in terms.mandatory_services),
    )


def _kind(kind: RestrictionKind, terms: Terms) -> str:
    known = Situation(title="")
    more = MORE_KNOWN.get(kind, ())
    parts = [f"## {kind.label} ({code(kind)})", _outcomes(kind, situations(terms), terms)]
    if more:
        parts += ["Where more is known of the contact:", _outcomes(kind, more, terms)]
    parts += [
        "What the page says where the customer is known and has been told:",
        table(
            ("Channel", "What to do", "What to say"),
            (_words(channel, _answer(kind, channel, known, terms)) for channel in Channel),
        ),
    ]
    return "\n\n".join(parts)


def _outcomes(kind: RestrictionKind, columns: tuple[Situation, ...], terms: Terms) -> str:
    return table(
        ("Channel", *(one.title for one in columns)),
        (
            (
                f"{channel.label} ({code(channel)})",
                *(_outcome(_answer(kind, channel, one, terms)) for one in columns),
            )
            for channel in Channel
        ),
    )


def _answer(kind: RestrictionKind, channel: Channel, situation: Situation, terms: Terms) -> Directive:
    return decide(situation.contact(channel), case_of(kind, situation, terms), terms, at=situation.at)


def _outcome(answer: Directive) -> str:
    return f"{answer.outcome.label} ({code(answer.outcome)})"


def _words(channel: Channel, answer: Directive) -> tuple[str, ...]:
    return channel.label, answer.do, " ".join(f"‘{line}’" for line in answer.say)
