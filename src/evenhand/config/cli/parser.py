"""What can be typed after `evenhand`, with the words of --help."""

import argparse
from typing import TypeAlias

import evenhand
from evenhand.config.environment import HIGHEST_PORT
from evenhand.rules.authority import Role

# argparse gives its type no other name.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001
ENVIRONMENT = """\
environment variables:
  DATABASE_URL           the application's login to a PostgreSQL server, as
                         postgresql://user:password@host:5432/database;
                         without it an embedded database is used
  DATABASE_OWNER_URL     the login that owns the tables, for 'evenhand migrate'
  EVENHAND_DATA          the folder of keys, documents and the embedded database
  EVENHAND_PORT          the port to listen on (8000)
  EVENHAND_ALLOWED_HOSTS the host names that people type, separated by commas
  EVENHAND_SECRET_KEY    signs sessions; without it a key file is made once
  EVENHAND_AUDIT_KEY     keys the audit's digests; without it a key file is made once
  EVENHAND_POSTGRES_BIN  the folder of PostgreSQL's programs to run instead of the embedded ones
"""


def build_parser() -> argparse.ArgumentParser:
    """Returns the parser of the whole command line; what it returns names a module and a function to call."""
    parser = argparse.ArgumentParser(
        prog="evenhand",
        description="Manages unacceptable customer actions consistently and fairly.",
        epilog=ENVIRONMENT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"evenhand {evenhand.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_site_commands(commands)
    _add_database_commands(commands)
    _add_policy_commands(commands)
    _add_assess_command(commands)
    _add_other_commands(commands)
    return parser


def _add(commands: Commands, name: str, call: str, summary: str, more: str = "") -> argparse.ArgumentParser:
    module, function = call.split(":")
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=summary, description=f"{summary[0].upper()}{summary[1:]}. {more}".strip()
    )
    parser.set_defaults(module=module, function=function)
    return parser


def _group(commands: Commands, name: str, summary: str) -> Commands:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=summary, description=summary)
    return parser.add_subparsers(metavar="COMMAND", required=True)


def _add_site_commands(commands: Commands) -> None:
    run = _add(
        commands,
        "run",
        "run:run",
        "start everything on this machine and serve the site",
        "Without DATABASE_URL it starts an embedded database, brings it up to date, adopts the wldc policy, "
        "loads "
        "the demonstration council and serves; Ctrl-C stops all of it. With DATABASE_URL it serves from that "
        "server, without the demonstration.",
    )
    serve = _add(
        commands,
        "serve",
        "serve:serve",
        "serve the site from the server that DATABASE_URL names",
        "It refuses to start when the application's role could change the audit, or when the database is not "
        "up to "
        "date.",
    )
    for parser in (run, serve):
        parser.add_argument("--port", type=_port, help="the port to listen on (EVENHAND_PORT, else 8000)")
    serve.add_argument(
        "--host",
        default="127.0.0.1",
        help="the address to listen on (127.0.0.1, for a proxy on this machine)",
    )


def _add_database_commands(commands: Commands) -> None:
    _add(
        commands,
        "migrate",
        "migrate:migrate",
        "bring the database up to date and set its grants",
        "It signs in as the owner, from DATABASE_OWNER_URL.",
    )
    database = _group(commands, "database", "prepare a PostgreSQL server")
    _add(
        database,
        "sql",
        "database_sql:database_sql",
        "print the SQL that an administrator of the server runs once",
        "It makes the roles, the database and its extensions; run it with psql.",
    )
    audit = _group(commands, "audit", "check the audit")
    _add(
        audit,
        "verify",
        "audit:verify",
        "check the audit's chain from its first entry to its last",
        "It names the first entry that is not as it was written, and then exits with 1.",
    )


def _add_policy_commands(commands: Commands) -> None:
    policy = _group(commands, "policy", "check, show or adopt a council's policy")
    named = "a pack's name, such as wldc, or its file or folder"
    check = _add(
        policy,
        "check",
        "policy:check",
        "check a policy pack without adopting it",
        "It names the line and the key of each fault, and what to write instead, and then exits with 2.",
    )
    check.add_argument("pack", metavar="NAME_OR_PATH", help=named)
    show = _add(
        policy,
        "show",
        "policy_show:show",
        "show what each clause of a policy becomes",
        "With a clause or a rule: its rules, their values, where they refuse, and their code and test.",
    )
    show.add_argument("pack", metavar="NAME_OR_PATH", help=named)
    one = show.add_mutually_exclusive_group()
    one.add_argument("--clause", metavar="NUMBER", help="one clause, such as 8.2")
    one.add_argument("--rule", metavar="ID", help="one rule, such as warning.before_action")
    one.add_argument("--text", action="store_true", help="the whole pack, to begin a pack of your own with")
    adopt = _add(
        policy,
        "adopt",
        "policy:adopt",
        "adopt a policy pack",
        "It begins on its own first day. Cases that are open stay under the version that they began under.",
    )
    adopt.add_argument("pack", metavar="NAME_OR_PATH", help=named)


def _add_assess_command(commands: Commands) -> None:
    assess = _add(
        commands,
        "assess",
        "assess:assess",
        "say what an ombudsman would find in what was done already",
        "Each FILE holds histories of cases, as docs/administrators/histories.md says. Nothing is stored.",
    )
    assess.add_argument("--json", action="store_true", help="print one JSON array")
    assess.add_argument("files", metavar="FILE", nargs="+", help="a file of histories")


def _add_other_commands(commands: Commands) -> None:
    createadmin = _add(
        commands,
        "createadmin",
        "createadmin:createadmin",
        "make an account for an administrator",
        "The password is asked for, or read as one line from standard input.",
    )
    createadmin.add_argument("--email", help="the address to sign in with; asked for when left out")
    createadmin.add_argument("--name", help="the person's name; asked for when left out")
    createadmin.add_argument("--post", default="Administrator", help="their post (Administrator)")
    _add_people_and_council(commands)
    replay = _add(
        commands,
        "replay",
        "replay:replay",
        "play files of events and say what the software would do",
        "Each event is a real action on a scratch database that is thrown away; nothing of this council is read "
        "or changed. It ends with 0 only where all that was expected came true, and with 2 where a file cannot be "
        "used.",
    )
    replay.add_argument("files", nargs="+", metavar="FILE", help="a replay; docs/administrators/replays.md says how")
    replay.add_argument("--json", action="store_true", help="print one JSON array instead of lines")
    docs = _group(commands, "docs", "write the documentation that is made from the code")
    generate = _add(docs, "generate", "docs:generate", "write the generated pages of docs/ anew")
    generate.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit with 1 when a page is not in step with the code",
    )


def _add_people_and_council(commands: Commands) -> None:
    staff = _group(commands, "staff", "add members of staff")
    add = _add(
        staff,
        "add",
        "staff:add",
        "make an account for a member of staff",
        "Add managers before those they manage. The password is asked for, or read as one line from standard input.",
    )
    for option, words in (
        ("email", "the address to sign in with"),
        ("name", "their name"),
        ("post", "their post, as pages and letters name it"),
    ):
        add.add_argument(f"--{option}", required=True, help=words)
    add.add_argument(
        "--role",
        required=True,
        action="append",
        choices=[role.value for role in Role],
        help="give it once for each role",
    )
    add.add_argument("--manager", help="the address of their line manager, who hears of what they report")
    add.add_argument("--deputy", help="the address of who stands in for them when they are away")
    council = _group(commands, "council", "set the council's details")
    details = _add(
        council,
        "set",
        "council:set_details",
        "set what pages and letters say of the council",
        "No letter can be written before this is set.",
    )
    for option, words in (
        ("name", "the council's name"),
        ("email", "where customers write to by email"),
        ("telephone", "the number on its letters"),
        ("web-form", "the address of its contact form"),
        ("signatory", "the post in whose name letters go out"),
        ("colour", "its colour, such as #00563f"),
    ):
        details.add_argument(f"--{option}", required=True, help=words)
    details.add_argument(
        "--address", required=True, action="append", metavar="LINE", help="a line of its address; give one for each"
    )


def _port(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value) <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to {HIGHEST_PORT}")
    return int(value)
