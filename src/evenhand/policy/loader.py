"""Loads a policy pack from its name, its file or its text, and checks it whole before anybody can use it."""

import re
from collections.abc import Mapping
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from evenhand.policy import earlier
from evenhand.policy.contradictions import note_contradictions
from evenhand.policy.faults import PackInvalid
from evenhand.policy.mapping import read_clauses, read_rules
from evenhand.policy.pack import Pack, RuleEntry
from evenhand.policy.passages import read_letters
from evenhand.policy.terms_read import TermsRead, read_terms
from evenhand.reading.faults import Origin
from evenhand.reading.files import name_of, read_text
from evenhand.reading.keys import LONGEST_LINE
from evenhand.reading.table import Table
from evenhand.reading.toml import parse_toml
from evenhand.rules.authority import Role
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import RuleId

SCHEMA_VERSION = 2
"""The form of pack that this version of Evenhand asks for. Earlier forms are read only where they were kept."""
LARGEST = 256 * 1024
"""Bytes of a pack; a policy of a hundred clauses takes a third."""
PACK_FILE = "pack.toml"

_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_VERSION = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6}){0,3}")
_SHORTEN = "Shorten its summaries."


def available_packs() -> tuple[str, ...]:
    """The names of the packs that come with Evenhand, in alphabetical order."""
    return tuple(sorted(entry.name for entry in _shipped().iterdir() if (entry / PACK_FILE).is_file()))


def load_pack(name_or_path: str | Path) -> Pack:
    """The pack of a name (``wldc``), of a file, or of a folder that holds a ``pack.toml``.

    A text that is the name of a shipped pack means that pack; write ``./wldc`` for a folder of the same name.
    Raises ``PackInvalid`` with every fault, also where there is no such file or it cannot be read.
    """
    if isinstance(name_or_path, str) and name_or_path in available_packs():
        name = f"{name_or_path}/{PACK_FILE}"
        return load_text(_read(_shipped() / name_or_path / PACK_FILE, name), name_for_errors=name)
    path = Path(name_or_path)
    file = path / PACK_FILE if _is_folder(path) else path
    name = name_of(file)
    return load_text(_read(file, name), name_for_errors=name)


def load_text(text: str, *, name_for_errors: str) -> Pack:
    """The pack of a text, as somebody wrote it now.

    Args:
        text: the whole TOML text of the pack.
        name_for_errors: what the faults call it, such as its file.

    Raises ``PackInvalid`` with every fault that was found.
    """
    return _load(text, name_for_errors, lowest_schema=SCHEMA_VERSION)


def load_kept(text: str, *, name_for_errors: str) -> Pack:
    """The pack of a text that was adopted, now or under an earlier version of Evenhand.

    What an earlier form of pack could not say is as it was then: see ``evenhand.policy.earlier``.
    Arguments and errors as ``load_text``.
    """
    return _load(text, name_for_errors, lowest_schema=earlier.FIRST_SCHEMA)


def _load(text: str, name_for_errors: str, *, lowest_schema: int) -> Pack:
    document = parse_toml(text, _origin(name_for_errors), largest=LARGEST, shorten=_SHORTEN)
    faults = document.faults()
    top = document.table(faults, write="Write the keys of a pack.")
    schema = _schema(top, lowest_schema)
    is_earlier = schema < SCHEMA_VERSION
    if is_earlier:
        top = earlier.completed(top)
    name = top.text("name", write='Write a short name of small letters, digits and "-".', like=_NAME)
    version = top.text("version", write='Write a version of numbers and dots, such as "1.0".', like=_VERSION)
    title = top.text("title", write="Write the policy's title.", longest=LONGEST_LINE)
    council = top.text("council", write="Write the council's full name.", longest=LONGEST_LINE)
    effective_from = top.day("effective_from", write="Write this version's first day, such as 2026-04-01.")
    clauses = read_clauses(top)
    rules = read_rules(top, clauses, earlier=is_earlier)
    read = read_terms(top, clauses)
    letters, letters_provenance = read_letters(top, clauses)
    top.known("schema_version")
    top.done()
    faults.raise_if_any()
    terms = _terms(read, rules)
    if not is_earlier:
        note_contradictions(terms, letters.appeal, effective_from, faults)
        faults.raise_if_any()
    return Pack(
        schema_version=schema,
        name=name,
        version=version,
        title=title,
        council=council,
        effective_from=effective_from,
        clauses=tuple(clauses.values()),
        rules=MappingProxyType(dict(rules)),
        terms=terms,
        letters=letters,
        provenance=MappingProxyType({**read.provenance, **letters_provenance}),
        content=text,
        sha256=sha256(text.encode()).hexdigest(),
    )


def _terms(read: TermsRead, rules: Mapping[RuleId, RuleEntry]) -> Terms:
    """The values as rules read them; called only once no fault is left, so that everything is there."""
    doors = {rule: entry.door_roles for rule, entry in rules.items() if entry.door_roles}
    parts = {(rule, name): part.mode for rule, entry in rules.items() for name, part in entry.parts.items()}
    return Terms(
        **read.numbers,
        decided_by=read.decided_by,
        kinds=read.kinds,
        retention_months=MappingProxyType(read.retention),
        deemed_receipt_working_days=MappingProxyType(read.deemed_receipt),
        mandatory_services=read.services,
        calendar=read.calendar,
        door_roles=MappingProxyType(doors),
        service_override_roles=frozenset[Role]().union(*(entry.override_roles for entry in rules.values())),
        modes=MappingProxyType({rule: entry.mode for rule, entry in rules.items()}),
        part_modes=MappingProxyType(parts),
        clauses=MappingProxyType({rule: entry.provenance.reference for rule, entry in rules.items()}),
    )


def _shipped() -> Traversable:
    return resources.files("evenhand.policy") / "packs"


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _read(source: Traversable, name: str) -> str:
    missing = f"Give the path of a pack, or one of the names: {', '.join(available_packs())}."
    return read_text(source, _origin(name), largest=LARGEST, missing=missing, shorten=_SHORTEN)


def _origin(name: str) -> Origin:
    return Origin(file=name, invalid=PackInvalid)


def _schema(top: Table, lowest: int) -> int:
    """Which form of pack it is; stops at another one, whose keys would all be reported as faults of this one."""
    write = (
        f"Write schema_version = {SCHEMA_VERSION} and what it asks for, as docs/administrators/policy-packs.md says."
    )
    schema = top.number("schema_version", write=write, lowest=lowest, highest=SCHEMA_VERSION)
    top.faults.raise_if_any()
    return schema
