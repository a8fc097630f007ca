"""`sijill serve`: the record in a browser."""

from __future__ import annotations

import errno
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from sijill.cli.output import AsJson, print_json
from sijill.model.errors import MissingExtraError, UsageError


def serve(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    *,
    host: Annotated[
        str, typer.Option(help="Where to listen; others than this machine need --token or accounts.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="The port; 0 takes a free one.")] = 8000,
    token: Annotated[str | None, typer.Option(help="What readers have to give to see the record.")] = None,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="Another name the server is reached under; may be repeated.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the record as a web application, on this machine alone unless told otherwise."""
    try:
        import uvicorn

        from sijill.web import make_app
        from sijill.web.accounts import Accounts, users_file
        from sijill.web.guard import is_loopback
    except ImportError as error:
        raise MissingExtraError(f"{error.name} is not installed.", hint="pip install 'sijill[web]'") from error
    if not is_loopback(host) and not token and not Accounts(users_file(record)).all():
        raise UsageError(
            f"{host} can be reached from other machines, and there is neither a token nor an account.",
            hint=f"sijill users {record} --add NAME, or --token WORD, or leave --host out to serve this machine alone",
        )
    app = make_app(record, host=host, token=token, names=name or ())
    listening = listen_at(host, port, hint=f"sijill serve {record} --port 0 takes a free one")
    where = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/"
    if as_json:
        print_json({"record": str(record), "address": where})
    else:
        sys.stdout.write(f"{record}: {where}\nCtrl-C ends it.\n")
    sys.stdout.flush()
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False)
    uvicorn.Server(config).run(sockets=[listening])


def listen_at(host: str, port: int, *, hint: str) -> socket.socket:
    """The socket that readers come to; UsageError where the port is taken or the host is not this machine's."""
    is_ipv6 = ":" in host
    family = socket.AF_INET6 if is_ipv6 else socket.AF_INET
    try:
        return socket.create_server(
            (host, port), family=family, backlog=2048, dualstack_ipv6=is_ipv6 and socket.has_dualstack_ipv6()
        )
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UsageError(f"Port {port} of {host} is taken.", hint=hint) from error
        if error.errno == errno.EACCES:
            raise UsageError(f"Port {port} of {host} may not be listened at.", hint=hint) from error
        what = "no address of this machine; it is where to listen, and --name is what readers call it"
        raise UsageError(f"'{host}' is {what}.", hint="leave --host out to serve this machine alone") from error
