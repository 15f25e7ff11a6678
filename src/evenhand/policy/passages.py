"""Reads the passages of letters that are the council's own policy to word."""

import re
from collections.abc import Mapping

from evenhand.policy.mapping import Clauses, read_provenance
from evenhand.policy.pack import LetterTerms, Provenance
from evenhand.reading.keys import LONGEST_LINE
from evenhand.reading.table import Table

_WEBSITE = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z]{2,24}(?:/[A-Za-z0-9._~/-]*)?")
_TELEPHONE = re.compile(r"\+?[0-9][0-9 ]{6,20}")


def read_letters(top: Table, clauses: Clauses) -> tuple[LetterTerms, Mapping[str, Provenance]]:
    """The passages of ``[letters]``, and where each comes from."""
    letters = top.table("letters", write="Write [letters.appeal] and [letters.ombudsman].")
    if letters is None:
        return _letter_terms({}), {}
    provenance: dict[str, Provenance] = {}
    passages: dict[str, str] = {}
    for name, asks in (
        ("appeal", "Say how to ask the council to look at the decision again."),
        ("ombudsman", "Say that the customer can complain to the Ombudsman."),
    ):
        table = letters.table(name, write=f"Add [letters.{name}] with its text, its source and its clauses.")
        if table is None:
            continue
        passages[name] = table.text("text", write=asks)
        if name == "ombudsman":
            passages |= _ombudsman(table)
        found = read_provenance(table, clauses)
        if found is not None:
            provenance[f"letters.{name}"] = found
        table.known("clauses")
        table.done()
    letters.done()
    return _letter_terms(passages), provenance


def _ombudsman(table: Table) -> dict[str, str]:
    return {
        "name": table.text("name", write="Write the Ombudsman's full name.", longest=LONGEST_LINE),
        "website": table.text("website", write='Write an address such as "www.lgo.org.uk".', like=_WEBSITE),
        "telephone": table.text("telephone", write='Write digits such as "0300 061 0614".', like=_TELEPHONE),
    }


def _letter_terms(passages: Mapping[str, str]) -> LetterTerms:
    """The passages as letters read them; what could not be read is empty, and a fault."""
    return LetterTerms(
        appeal=passages.get("appeal", ""),
        ombudsman=passages.get("ombudsman", ""),
        ombudsman_name=passages.get("name", ""),
        ombudsman_website=passages.get("website", ""),
        ombudsman_telephone=passages.get("telephone", ""),
    )
