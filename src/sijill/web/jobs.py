"""Long work in the background: adding pages, one sending after the other, watched and cancelled from outside."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from sijill.dossier import Dossier
from sijill.fetch import fetch_pages
from sijill.model.errors import SijillError, TryAgainError
from sijill.run.build import BuildReport
from sijill.web.render import file_name

__all__ = ["Job", "JobState", "Jobs", "Sending"]

State = Literal["waiting", "fetching", "reading", "done", "cancelled", "failed"]
KEPT = 50  # jobs that are remembered after their end
WAITING = 20
FETCHED = "fetched.warc.gz"
TOLD = 40  # rejected pages told of by name


class Sending(Struct, frozen=True):
    """What a reader sends: files in a folder of ours, with the sources they have in the record, and addresses to fetch."""

    folder: Path
    files: Mapping[Path, str]
    urls: Sequence[str] = ()
    published: str | None = None


class Refusal(Struct, frozen=True):
    """A page that was not taken, and why."""

    source: str
    code: str
    reason: str


class JobState(Struct, frozen=True):
    """Where a job stands: `done` of `total` pages (an estimate), and in the end what it added."""

    id: str
    state: State
    done: int
    total: int
    added: int = 0
    skipped: int = 0
    refused: tuple[Refusal, ...] = ()
    message: str | None = None


class CancelledError(Exception):
    """The reader has called it off."""


class Job:
    """One sending on its way into the record."""

    def __init__(self, sending: Sending) -> None:
        self.id = secrets.token_urlsafe(9)
        self.sending = sending
        self.cancelled = threading.Event()
        self._lock = threading.Lock()
        self._state = JobState(self.id, "waiting", 0, len(sending.files) + len(sending.urls))

    @property
    def state(self) -> JobState:
        """Where it stands now."""
        with self._lock:
            return self._state

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state.state in ("done", "cancelled", "failed")

    def tell(self, state: State, **changed: object) -> None:
        """Note where it stands."""
        with self._lock:
            fields = {name: getattr(self._state, name) for name in JobState.__struct_fields__}
            self._state = JobState(**{**fields, **changed, "state": state})

    def count(self, number: int) -> None:
        """Note that so many pages more were dealt with; stops the work where it was called off."""
        if self.cancelled.is_set():
            raise CancelledError
        state = self.state
        self.tell(state.state, done=state.done + number)


class Jobs:
    """The jobs of a record, one at a time."""

    def __init__(self, record: Path, *, after: Callable[[], None] = lambda: None) -> None:
        self.record = record
        self.after = after
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def begin(self, sending: Sending) -> Job:
        """Start a job, or let it wait for its turn; TryAgainError where too many wait."""
        with self._lock:
            if sum(not job.is_over for job in self._jobs.values()) >= WAITING:
                shutil.rmtree(sending.folder, ignore_errors=True)
                raise TryAgainError("Too many sendings wait for their turn.", hint="wait until some are done")
            job = Job(sending)
            self._jobs[job.id] = job
            for old in [one for one in self._jobs.values() if one.is_over][:-KEPT]:
                del self._jobs[old.id]
        threading.Thread(target=self._run, args=(job,), name=f"job-{job.id}", daemon=True).start()
        return job

    def find(self, identity: str) -> Job | None:
        """The job with this id."""
        with self._lock:
            return self._jobs.get(identity)

    @property
    def newest(self) -> list[Job]:
        """The jobs, the last begun first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def close(self) -> None:
        """Call everything off and wait a little; what was read by then is kept."""
        for job in self.newest:
            job.cancelled.set()
        until = time.monotonic() + 5
        while any(not job.is_over for job in self.newest) and time.monotonic() < until:
            time.sleep(0.05)

    def _run(self, job: Job) -> None:
        with self._turn:
            try:
                job.count(0)
                self._add(job)
            except CancelledError:
                job.tell("cancelled")
            except SijillError as error:
                job.tell("failed", message=error.message)
            except Exception as error:  # a thread's end is seen by nobody: the job tells of it
                job.tell("failed", message=f"{type(error).__name__}: {error}")
                raise
            finally:
                shutil.rmtree(job.sending.folder, ignore_errors=True)
                self.after()

    def _add(self, job: Job) -> None:
        sending = job.sending
        refused: list[Refusal] = []
        names = dict(sending.files)
        if sending.urls:
            job.tell("fetching")
            archive = sending.folder / FETCHED
            report = fetch_pages(sending.urls, archive, limit=len(sending.urls), watch=job.count)
            refused += [
                Refusal(row.url, row.code or "", row.reason or "") for row in report.rows if row.result == "failed"
            ]
            if report.fetched or report.unchanged:
                names[archive] = FETCHED  # its pages have their addresses
        job.count(0)
        job.tell("reading", done=0, total=max(1, len(names)))
        done: BuildReport | None = None
        if names:
            dossier = Dossier(self.record)
            done = dossier.build(names, published=sending.published, names=names, jobs=1, watch=job.count)
            refused += [Refusal(one.source, one.code, one.reason) for one in done.rejected]
        told = tuple(Refusal(file_name(one.source), one.code, one.reason) for one in refused[:TOLD])
        job.tell("done", added=done.added if done else 0, skipped=done.skipped if done else 0, refused=told)


def make_folder() -> Path:
    """An empty folder for what is sent."""
    return Path(tempfile.mkdtemp(prefix="sijill-"))
