"""The plain engine: documents through worker processes, results in the order of input.

A worker that dies, or a page that takes absurdly long, costs that page alone: it becomes a rejection with its reason and
the others go on.  The rows are the same for any number of workers.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from typing import IO

from msgspec import MsgspecError

from sijill.model.errors import SijillError, UsageError
from sijill.model.records import Rejection
from sijill.pages.documents import Document
from sijill.run.page import PageRead
from sijill.run.worker import READY, START, decode_answer, encode_message, load_work, receive, send

WORK = "sijill.run.page:read_page"
# A page of 100 kB takes about a second; two minutes is a page that will not end.
PAGE_SECONDS = 120.0
AHEAD = 8  # documents in flight for each worker: enough that none waits, few enough that memory stays flat
# Starting a worker costs as much as reading some ten short pages.
FEW_DOCUMENTS, FEW_BYTES = 8, 128 * 1024

Outcome = PageRead | Rejection


def count_cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_all(
    documents: Iterable[Document | Rejection],
    *,
    jobs: int | None = None,
    page_seconds: float = PAGE_SECONDS,
    work: str = WORK,
) -> Iterator[tuple[Document | Rejection, Outcome]]:
    """Each document with what was read in it, in the order of input; a rejection given is passed on.

    `jobs` is the number of worker processes (all cores by default); a few short documents are read right here instead.
    """
    if jobs is not None and jobs < 1:
        raise UsageError(f"{jobs} processes cannot read anything.", hint="--jobs 1 or more")
    stream = iter(documents)
    head = list(itertools.islice(stream, FEW_DOCUMENTS + 1))
    size = sum(len(document.body) for document in head if isinstance(document, Document))
    if len(head) <= FEW_DOCUMENTS and size <= FEW_BYTES:
        function = load_work(work)
        for document in head:
            yield document, document if isinstance(document, Rejection) else function(document)
        return
    pool = Pool(min(jobs or count_cores(), max(len(head), 1)), work=work, page_seconds=page_seconds)
    try:
        yield from pool.read(itertools.chain(head, stream))
    finally:
        pool.stop()


class Pool:
    """Worker processes, each served by a thread of its own that waits for its answers."""

    def __init__(self, size: int, *, work: str, page_seconds: float) -> None:
        self.tasks: queue.SimpleQueue[tuple[int, Document] | None] = queue.SimpleQueue()
        self.answers: queue.SimpleQueue[tuple[int, Outcome] | Exception] = queue.SimpleQueue()
        self.workers = [Worker(work) for _ in range(size)]
        self.page_seconds = page_seconds
        self.threads = [
            threading.Thread(target=worker.serve, args=(self.tasks, self.answers), daemon=True)
            for worker in self.workers
        ]
        for thread in self.threads:
            thread.start()

    def read(self, documents: Iterator[Document | Rejection]) -> Iterator[tuple[Document | Rejection, Outcome]]:
        """The documents with what came of them, in order, a bounded number of them ahead."""
        waiting: dict[int, Document | Rejection] = {}
        done: dict[int, Outcome] = {}
        given = 0
        for following in itertools.count():
            while given - following < AHEAD * len(self.workers) and (document := next(documents, None)) is not None:
                waiting[given] = document
                if isinstance(document, Rejection):
                    done[given] = document
                else:
                    self.tasks.put((given, document))
                given += 1
            if given == following:
                return
            while following not in done:
                at, outcome = self.next_answer()
                done[at] = outcome
            yield waiting.pop(following), done.pop(following)

    def next_answer(self) -> tuple[int, Outcome]:
        """The next answer of any worker; meanwhile those that take too long are stopped."""
        while True:
            try:
                answer = self.answers.get(timeout=0.2)
            except queue.Empty:
                for worker in self.workers:
                    worker.stop_if_late(self.page_seconds)
                continue
            if isinstance(answer, Exception):
                raise answer
            return answer

    def stop(self) -> None:
        """End all workers, whatever they are doing."""
        for worker in self.workers:
            worker.stopped = True
            self.tasks.put(None)
            if worker.process:
                worker.process.kill()
        for thread in self.threads:
            thread.join(timeout=5)


class Worker:
    """One worker process, started again when it dies."""

    def __init__(self, work: str) -> None:
        self.work = work
        self.process: subprocess.Popen[bytes] | None = None
        self.complaints: IO[bytes] | None = None
        self.since: float | None = None  # when the page in work was begun
        self.killed: float | None = None  # `since` of the page that took too long
        self.last_words = ""
        self.stopped = False

    def serve(
        self,
        tasks: queue.SimpleQueue[tuple[int, Document] | None],
        answers: queue.SimpleQueue[tuple[int, Outcome] | Exception],
    ) -> None:
        """Answer tasks until there is none: the thread's whole life.

        Every task is answered, with an error where there is nothing else: who waits for it would wait for ever.
        """
        try:
            while (task := tasks.get()) is not None and not self.stopped:
                at, document = task
                try:
                    answers.put((at, self.read(document)))
                except (OverflowError, MsgspecError, UnicodeError) as error:
                    reason = f"It cannot be handed to a worker process or back ({error})."
                    answers.put((at, Rejection(document.source, document.sha256, "crashed", reason)))
                except Exception as error:  # ours to tell, in the thread that asked
                    answers.put(error)
        finally:
            self.end()

    def read(self, document: Document) -> Outcome:
        """What the process makes of the document; one that dies over it is started again and given a second chance."""
        message = encode_message(document)
        for _ in range(2):
            began = time.monotonic()
            answer = self.ask(message, began)
            if answer is not None:
                found = decode_answer(answer)
                return found.read or found.rejection or lost(document, "gave no answer")
            if self.killed == began:
                return Rejection(
                    document.source, document.sha256, "too-slow", "Reading it took too long and was stopped."
                )
        return lost(document, self.last_words)

    def ask(self, message: bytes, began: float) -> bytes | None:
        """The answer to one message, or None where the process died over it."""
        if self.process is None:
            self.start()
        process = self.process
        assert process
        assert process.stdin
        assert process.stdout
        self.since = began
        try:
            send(process.stdin, message)
            answer = receive(process.stdout)
        except OSError:  # the pipe of a process that has died
            answer = None
        finally:
            self.since = None
        if answer is None:
            self.end()
        return answer

    def start(self) -> None:
        """Start the process; SijillError with its last words where it cannot."""
        path = os.pathsep.join(filter(None, sys.path))
        try:
            self.complaints = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process lives
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-c", START, self.work],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self.complaints,
                env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
            )
        except OSError as error:  # no room, no memory, no more open files
            raise SijillError(
                f"No worker process could be started: {error}.", hint="is there room, and memory?"
            ) from error
        assert self.process.stdout
        if receive(self.process.stdout) != READY and not self.stopped:
            self.end()
            raise SijillError(f"No worker process could be started: {self.last_words}.", hint="try --jobs 1")

    def stop_if_late(self, page_seconds: float) -> None:
        """End the process where it has been at one page for longer than `page_seconds`."""
        since = self.since
        if since is not None and time.monotonic() - since > page_seconds and self.process:
            self.killed = since
            self.process.kill()

    def end(self) -> None:
        """End the process, keep its last words (else how it ended), and let go of its pipes."""
        process, self.process = self.process, None
        if not process:
            return
        process.kill()
        self.last_words = f"exit status {process.wait()}"
        if self.complaints:
            self.complaints.seek(0)
            lines = self.complaints.read().decode("utf-8", "replace").strip().splitlines()
            self.last_words = lines[-1] if lines else self.last_words
        for pipe in (process.stdin, process.stdout, self.complaints):
            if pipe:
                with contextlib.suppress(OSError):  # what could not be written to a dead process
                    pipe.close()


def lost(document: Document, why: str) -> Rejection:
    """The rejection of a page over which a worker died twice."""
    return Rejection(document.source, document.sha256, "crashed", f"Reading it ended the worker process ({why}).")
