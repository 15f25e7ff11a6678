"""Loads a policy pack from its name, its file or its text, and checks it whole before anybody can use it."""

import re
import tomllib
from collections.abc import Mapping
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from evenhand.policy.faults import FaultLog, KeyPath, PackFault, PackInvalid, quoted, shown
from evenhand.policy.locate import DEEPEST, TooDeep, locate
from evenhand.policy.mapping import read_clauses, read_rules
from evenhand.policy.pack import Pack, RuleEntry
from evenhand.policy.reading import LONGEST_LINE, Table
from evenhand.policy.values import ValuesRead, read_letters, read_values
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import RuleId

SCHEMA_VERSION = 1
"""The form of pack that this version of Evenhand reads."""
LARGEST = 256 * 1024
"""Bytes of a pack; a policy of a hundred clauses takes a third."""
PACK_FILE = "pack.toml"

_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_VERSION = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6}){0,3}")
_LONG_NUMBER = re.compile(r"[0-9_]{4000}")
_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)$")


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
    name = str(file) if str(file).isprintable() else quoted(str(file))
    return load_text(_read(file, name), name_for_errors=name)


def load_text(text: str, *, name_for_errors: str) -> Pack:
    """The pack of a text, such as one that is kept in the database.

    Args:
        text: the whole TOML text of the pack.
        name_for_errors: what the faults call it, such as its file.

    Raises ``PackInvalid`` with every fault that was found.
    """
    content = _encoded(text, name_for_errors)
    values, lines = _parsed(text, name_for_errors)
    faults = FaultLog(name_for_errors, lines)
    top = Table(values, (), faults)
    _check_schema(top)
    name = top.text("name", write='Write a short name of small letters, digits and "-".', like=_NAME)
    version = top.text("version", write='Write a version of numbers and dots, such as "1.0".', like=_VERSION)
    title = top.text("title", write="Write the policy's title.", longest=LONGEST_LINE)
    council = top.text("council", write="Write the council's full name.", longest=LONGEST_LINE)
    effective_from = top.day("effective_from", write="Write this version's first day, such as 2026-04-01.")
    clauses = read_clauses(top)
    rules = read_rules(top, clauses)
    read = read_values(top, clauses)
    letters, letters_provenance = read_letters(top, clauses)
    top.done()
    faults.raise_if_any()
    return Pack(
        schema_version=SCHEMA_VERSION,
        name=name,
        version=version,
        title=title,
        council=council,
        effective_from=effective_from,
        clauses=tuple(clauses.values()),
        rules=MappingProxyType(dict(rules)),
        terms=_terms(read, rules),
        letters=letters,
        provenance=MappingProxyType({**read.provenance, **letters_provenance}),
        content=text,
        sha256=sha256(content).hexdigest(),
    )


def _terms(read: ValuesRead, rules: Mapping[RuleId, RuleEntry]) -> Terms:
    """The values as rules read them; called only once no fault is left, so that everything is there."""
    doors = {rule: entry.door_roles for rule, entry in rules.items() if entry.door_roles}
    return Terms(
        review_interval_months=read.numbers["review_interval_months"],
        warning_life_months=read.numbers["warning_life_months"],
        manager_acknowledges_working_days=read.numbers["manager_acknowledges_working_days"],
        tell_customer_working_days=read.numbers["tell_customer_working_days"],
        door_working_days=read.numbers["door_working_days"],
        door_roles=MappingProxyType(doors),
        deemed_receipt_working_days=MappingProxyType(read.deemed_receipt),
        mandatory_services=read.services,
        modes=MappingProxyType({rule: entry.mode for rule, entry in rules.items()}),
        clauses=MappingProxyType({rule: entry.provenance.reference for rule, entry in rules.items()}),
        calendar=read.calendar,
    )


def _shipped() -> Traversable:
    return resources.files("evenhand.policy") / "packs"


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _is_file(source: Traversable) -> bool:
    """Whether it is an ordinary file: a pipe or a device would never end."""
    try:
        return source.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _read(source: Traversable, name: str) -> str:
    if not _is_file(source):
        instead = f"Give the path of a pack, or one of the names: {', '.join(available_packs())}."
        raise _unusable(name, "There is no such file.", instead)
    try:
        with source.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        instead = "Check its name, and that you are allowed to read it."
        raise _unusable(name, "The file cannot be read.", instead) from error
    if len(content) > LARGEST:
        raise _too_large(name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _unusable(name, "The text is not in UTF-8.", "Save the file as UTF-8.", line=line) from error


def _encoded(text: str, name: str) -> bytes:
    if len(text) > LARGEST:
        raise _too_large(name)
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        problem = "The text holds a character that does not exist."
        raise _unusable(name, problem, "Save the file as UTF-8.", line=line) from error
    if len(content) > LARGEST:
        raise _too_large(name)
    if text.startswith("\ufeff"):
        raise _unusable(name, "The file begins with a byte-order mark (BOM).", "Save it as UTF-8 without one.")
    return content


def _parsed(text: str, name: str) -> tuple[dict[str, object], Mapping[KeyPath, int]]:
    try:
        located = locate(text)
    except TooDeep as error:
        problem = f"Lists, tables or keys are nested more than {DEEPEST} deep."
        instead = "Write them as in the packs that come with Evenhand."
        raise _unusable(name, problem, instead, line=error.line) from None
    try:
        return tomllib.loads(text), located.lines
    except tomllib.TOMLDecodeError as error:
        # Python 3.11 to 3.13 tell the line in the message alone.
        found = _TOML_LINE.search(str(error))
        line = int(found[1]) if found else located.stopped_at or text.count("\n") + 1
        problem = f"This is not TOML: {_TOML_LINE.sub('', str(error)).strip()}."
        instead = "Check quotation marks, brackets and equals signs here."
        raise _unusable(name, problem, instead, line=line) from error
    except ValueError as error:  # Python reads no whole number of more than some four thousand digits
        found = _LONG_NUMBER.search(text)
        line = text.count("\n", 0, found.start()) + 1 if found else 1
        raise _unusable(name, "A number is far too long.", "Write a shorter one.", line=line) from error


def _check_schema(top: Table) -> None:
    """Stop at another form of pack, whose keys would all be reported as faults of this one."""
    write = f"Write schema_version = {SCHEMA_VERSION}, or use the version of Evenhand that the pack is for."
    top.number("schema_version", write=write, lowest=SCHEMA_VERSION, highest=SCHEMA_VERSION)
    top.faults.raise_if_any()


def _too_large(name: str) -> PackInvalid:
    return _unusable(name, f"The pack is larger than {shown(LARGEST // 1024)} KiB.", "Shorten its summaries.")


def _unusable(name: str, problem: str, instead: str, *, line: int = 1) -> PackInvalid:
    return PackInvalid((PackFault(file=name, line=line, key="", problem=problem, instead=instead),))
