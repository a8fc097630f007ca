"""From the words of a command to its exit status: 0 done, 1 trouble with data or store, 2 a wrong call."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, cast

import typer

import sijill
from sijill.cli import (
    actors,
    annotate,
    backup,
    build,
    changes,
    commitments,
    copies,
    correct,
    days,
    demo,
    fetch,
    forget,
    history,
    info,
    merge,
    page,
    places,
    report,
    review,
    search,
    serve,
    stages,
    statements,
    timeline,
    times,
    users,
    verify,
)
from sijill.cli.output import complain, use_utf8
from sijill.model.errors import SijillError, StoreError, TryAgainError, UsageError

VERBS = (
    annotate,
    fetch,
    build,
    search,
    timeline,
    places,
    statements,
    commitments,
    actors,
    copies,
    days,
    changes,
    history,
    correct,
    review,
    forget,
    merge,
    report,
    serve,
    users,
    info,
    backup,
    verify,
    page,
    times,
    demo,
    stages,
)

# typer carries click inside itself or beside itself, by its version: the base of its own error is right in both.
WrongCall = cast("type[Exception]", typer.BadParameter.__mro__[1])

app = typer.Typer(
    name="sijill",
    help="The record of a long-running Arabic news story, each line proved by the characters of a preserved page.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for verb in VERBS:
    name = verb.__name__.rpartition(".")[2]
    app.command(name)(getattr(verb, name))


def show_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        sys.stdout.write(f"sijill {sijill.__version__}\n")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """The record of a long-running Arabic news story, each line proved by the characters of a preserved page."""


def main() -> None:
    """The `sijill` command."""
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """Do what the words say; gives the exit status, and never a traceback for trouble we know."""
    use_utf8()
    as_json = "--json" in words
    command = typer.main.get_command(app)
    try:  # not `command.main`, which ends the program in ways of its own
        with command.make_context("sijill", list(words)) as context:
            status = command.invoke(context)
        sys.stdout.flush()
    except typer.Exit as end:
        return end.exit_code
    except SijillError as error:
        complain(error, as_json=as_json)
        return error.exit_status
    except WrongCall as error:
        if words:  # without any, the help has been printed
            complain(as_usage_error(error), as_json=as_json)
        return UsageError.exit_status
    except (KeyboardInterrupt, typer.Abort):
        complain(
            TryAgainError("Interrupted; what was done so far is kept.", hint="the same command goes on from there"),
            as_json=as_json,
        )
        return TryAgainError.exit_status
    except BrokenPipeError:  # `sijill timeline ... | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # a full disk, a folder that may not be written to
        complain(StoreError(f"{error.filename or 'The system'}: {error.strerror or error}."), as_json=as_json)
        return StoreError.exit_status
    return status if isinstance(status, int) else 0


def as_usage_error(error: Exception) -> UsageError:
    """The command line's own complaint about its words, as one of ours."""
    context = getattr(error, "ctx", None)
    message = str(getattr(error, "format_message", error.__str__)())
    return UsageError(message, hint=f"{context.command_path if context else 'sijill'} --help")
