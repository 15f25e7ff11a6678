"""The pages of documentation that are made from the code, each by a module of its own.

They need neither a database nor Django, hold no date, and come out the same each time, so that the checks can
compare what is committed with what the code says now.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

from evenhand.config.docsgen import actions, contact, lifecycle, roles, rules
from evenhand.policy.loader import available_packs, load_pack

__all__ = ["generate_documents", "pages"]

PACK = "wldc"
"""The pack whose values the pages on actions and contacts show."""


def pages() -> Mapping[str, str]:
    """Every generated page, by the name of its file.

    Raises:
        docsgen.errors.UndocumentedError: an action lacks the words that its page needs.
    """
    pack = load_pack(PACK)
    return {
        "lifecycle.md": lifecycle.page(),
        "roles.md": roles.page(),
        "actions.md": actions.page(pack),
        "contact.md": contact.page(pack.terms),
        **{f"rules-{name}.md": rules.page(load_pack(name)) for name in available_packs()},
    }


def generate_documents(folder: Path, *, check: bool) -> Collection[Path]:
    """Bring the folder of generated pages in step with the code.

    The folder holds these pages and nothing else: any other file in it is taken away.

    Args:
        folder: the folder of the pages; made when it is missing.
        check: whether to compare alone, and write nothing.

    Returns:
        The files that were not in step: changed, missing, or there without being a page, in order. Empty when
        all were. Unless ``check`` is set they are in step now.

    Raises:
        docsgen.errors.UndocumentedError: an action lacks the words that its page needs.
        OSError: the folder cannot be read or written.
    """
    wanted = {folder / name: text.encode() for name, text in pages().items()}
    found = {path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()}
    stray = found - set(wanted)
    changed = {path for path, content in wanted.items() if not _holds(path, content)}
    if not check:
        folder.mkdir(parents=True, exist_ok=True)
        for path in stray:
            path.unlink()
        for path in changed:
            path.write_bytes(wanted[path])
    return sorted(stray | changed)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
