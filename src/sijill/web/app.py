"""The application: routes, guard and errors put together."""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import FastAPI

import sijill
from sijill.model.errors import SijillError
from sijill.web.accounts import Accounts, users_file
from sijill.web.entry import Entry, Sessions
from sijill.web.guard import Guard, is_loopback
from sijill.web.jobs import Jobs
from sijill.web.routes import actor, add, article, corrections, files, front, lists, login, search
from sijill.web.schema import describe
from sijill.web.snapshots import Snapshots
from sijill.web.trouble import add_trouble

__all__ = ["make_app"]

LOCAL = ("localhost", "127.0.0.1", "::1")


def make_app(
    record: str | os.PathLike[str],
    *,
    host: str = "127.0.0.1",
    token: str | None = None,
    names: Iterable[str] = (),
) -> FastAPI:
    """The application over a record; `host` is where it is bound, `names` are other names it is reached under.

    Where the record has accounts, readers log in; else whoever has the `token` comes in, or, on a host that this machine
    alone can reach, whoever asks.

    Raises UsageError where there is no record.
    """
    path = Path(record)
    snapshots = Snapshots(path)
    jobs = Jobs(path, after=snapshots.look_again)

    def warm() -> None:
        """Begin to work out the view that is asked for first, and load what the first search would wait for."""
        with suppress(SijillError):
            snapshots.of(None, patience=0)
        with suppress(SijillError):
            snapshots.of(None, up_to="days").search("العراق", first=0, count=1)
        with suppress(SijillError):  # when nobody waits for the view any more: the names that fields ask for
            snapshots.of(None, patience=3600).search("متحدث:العراق طرف:العراق مكان:العراق جهة:العراق", first=0, count=1)
            snapshots.of(None, patience=3600).facets("العراق", patience=3600)

    @asynccontextmanager
    async def run(app: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=warm, daemon=True).start()
        yield
        jobs.close()
        snapshots.close()

    app = FastAPI(title="Sijill", version=sijill.__version__, docs_url=None, redoc_url=None, lifespan=run)
    app.state.snapshots = snapshots
    app.state.jobs = jobs
    app.state.entry = Entry(token=token, sessions=Sessions(Accounts(users_file(path))), is_open=is_loopback(host))
    for routes in (front, lists, article, actor, search, add, corrections, login, files):
        app.include_router(routes.router)
    hosts = {*LOCAL, host, *names} if is_loopback(host) else {*LOCAL, host, *names, "*"}
    app.add_middleware(Guard, entry=app.state.entry, hosts=hosts)
    add_trouble(app)
    describe(app)
    return app
