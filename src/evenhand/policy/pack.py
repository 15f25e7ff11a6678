"""A council's policy in one version: its clauses, what each becomes, and every value with its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from evenhand.rules.authority import Role
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Mode, RuleId, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a value or a rule comes from: clauses of the policy, official guidance, or both."""

    source: Source
    clauses: tuple[str, ...] = ()
    guidance: str = ""
    unit: str = ""
    """What the value counts, such as ``calendar months``; empty for what counts nothing."""

    @property
    def reference(self) -> str:
        """The clauses as the policy numbers them, else the guidance; never empty in a loaded pack."""
        return ", ".join(self.clauses) or self.guidance


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseEntry:
    """One numbered clause and what it becomes: rules, something that a person does, or nothing and why."""

    number: str
    summary: str
    """In this project's own words, never the council's."""
    rules: tuple[RuleId, ...] = ()
    guidance: str = ""
    """Where, and by whom, the clause is followed where no rule watches it."""
    no_effect: str = ""
    """Why the clause asks nothing of the software."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartEntry:
    """What a pack makes of one part of a rule: a reading or guidance that goes further than the rule."""

    source: Source
    guidance: str
    """The guidance that it comes from; empty for what rests on the rule's clauses alone."""
    mode: Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """What a pack makes of one rule of the rulebook."""

    id: RuleId
    provenance: Provenance
    mode: Mode
    door_roles: frozenset[Role] = frozenset()
    """Who may put the rule's step off; empty for a rule that nobody can put off."""
    override_roles: frozenset[Role] = frozenset()
    """Who may withdraw a mandatory service in part; always empty but for that rule."""
    parts: Mapping[str, PartEntry] = field(default_factory=dict)
    """Its parts that this pack weighs by themselves, by name; the others are weighed as the rule is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTerms:
    """The passages of a letter that are the council's own policy to word."""

    appeal: str
    """The paragraph on how to ask the council to look at the decision again."""
    ombudsman: str
    """The paragraph that says the customer can complain to the Ombudsman; it repeats no address."""
    ombudsman_name: str
    ombudsman_website: str
    """Without its scheme, as it is read in print; it is served over https."""
    ombudsman_telephone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A council's policy in one version, checked whole; made by ``evenhand.policy.loader`` alone."""

    schema_version: int
    name: str
    version: str
    title: str
    council: str
    effective_from: date
    clauses: tuple[ClauseEntry, ...]
    """Every clause, in the order of the policy."""
    rules: Mapping[RuleId, RuleEntry]
    """Every rule of the rulebook, in its order."""
    terms: Terms
    letters: LetterTerms
    provenance: Mapping[str, Provenance]
    """Where each value comes from: by its field of ``Terms``, or ``letters.appeal`` and the like."""
    content: str
    """The exact text of the pack, to be kept with the decisions taken under it."""
    sha256: str
    """Of ``content`` in UTF-8, in lower-case hexadecimal."""
