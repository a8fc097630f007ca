"""`sijill users`: who may come into the web application, and who may change the record there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import sijill
from sijill.cli.output import AsJson, Heading, print_json, print_rows, typed
from sijill.model.errors import MissingExtraError, UsageError

HEADINGS = (Heading("name"), Heading("role", wraps=False))


def users(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    *,
    add: Annotated[str | None, typer.Option(metavar="NAME", help="Make an account, or change one.")] = None,
    role: Annotated[str, typer.Option(help="reader: reads; editor: also adds pages and corrects.")] = "reader",
    remove: Annotated[str | None, typer.Option(metavar="NAME", help="Take an account away.")] = None,
    as_json: AsJson = False,
) -> None:
    """List, make and take away the accounts of the web application; the password is asked for, or read from standard input."""
    try:
        from sijill.web.accounts import Accounts, users_file
    except ImportError as error:
        raise MissingExtraError(f"{error.name} is not installed.", hint="pip install 'sijill[web]'") from error
    sijill.open(record).counts()  # a wrong path is told of before anybody types a password
    accounts = Accounts(users_file(record))
    if add is not None and remove is not None:
        raise UsageError("--add and --remove at once.", hint="one call for each")
    if add is not None:
        accounts.put(typed(add), role, ask_password())
    if remove is not None:
        accounts.remove(typed(remove))
    rows = [(one.name, one.role) for one in accounts.all()]
    if as_json:
        print_json({"rows": [{"name": name, "role": role} for name, role in rows], "total": len(rows)})
    else:
        print_rows(HEADINGS, rows)


def ask_password() -> str:
    """The password: typed twice where somebody sits, the first line of standard input where a program calls."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
