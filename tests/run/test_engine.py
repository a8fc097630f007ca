import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from msgspec import MsgspecError

from sijill.model.errors import SijillError, UsageError
from sijill.model.records import Rejection
from sijill.pages import Document
from sijill.run import engine
from sijill.run.engine import FEW_BYTES, read_all
from sijill.run.page import PageRead
from sijill.run.stages import STAGES, check_stages, name_versions

FAILING = "run.failing:read"
LARGE = " " * (FEW_BYTES + 1)  # a page of this size is never read in our own process


def give(*texts: str) -> list[Document]:
    return [Document(f"page-{n}", text.encode(), "text") for n, text in enumerate(texts)]


def tell(outcome: PageRead | Rejection) -> str:
    return f"{outcome.code}: {outcome.reason}" if isinstance(outcome, Rejection) else outcome.page.text.strip()


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_worker_that_dies_costs_one_page(jobs: int, tmp_path: Path) -> None:
    documents = give("a" + LARGE, "b die", "c", "d refuse", f"die-once {tmp_path / 'once'}", "e print", "f")
    found = [(document.source, tell(outcome)) for document, outcome in read_all(documents, jobs=jobs, work=FAILING)]
    assert found == [
        ("page-0", "a"),
        ("page-1", "crashed: Reading it ended the worker process (exit status 7)."),
        ("page-2", "c"),
        ("page-3", "refused: It says so."),
        ("page-4", f"die-once {tmp_path / 'once'}"),
        ("page-5", "e print"),
        ("page-6", "f"),
    ]


def test_a_page_that_takes_too_long_costs_one_page() -> None:
    documents = give("hang" + LARGE, *(f"page {n}" for n in range(12)))
    began = time.monotonic()
    found = [tell(outcome) for _, outcome in read_all(documents, jobs=2, page_seconds=0.5, work=FAILING)]
    assert found[0] == "too-slow: Reading it took too long and was stopped."
    assert found[1:] == [f"page {n}" for n in range(12)]
    assert time.monotonic() - began < 20


def test_a_stage_that_fails_costs_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(document: Document) -> None:
        if document.source == "page-1":
            raise ValueError("odd")

    monkeypatch.setattr(
        "sijill.run.page.open_page", lambda document: stumble(document) or Rejection("s", None, "c", "r")
    )
    found = [tell(outcome) for _, outcome in read_all(give("a", "b", "c"))]
    assert found[0] == found[2] == "c: r"
    assert found[1].startswith("failed: Reading it failed (ValueError at test_engine.py:")


def test_rows_are_the_same_for_any_number_of_processes() -> None:
    pages = [f"خبر رقم {n}\n\nقال الوزير سامر الياسين إن العمل {n} مستمر منذ 3 مايو 2031." for n in range(30)]
    one, two = (list(read_all(give(*pages), jobs=jobs)) for jobs in (1, 2))
    assert one == two
    assert [document.source for document, _ in one] == [f"page-{n}" for n in range(30)]


def test_a_rejection_given_is_passed_on_in_its_place() -> None:
    given = [*give("a"), Rejection("b", None, "empty", "Nothing."), *give("c")]
    assert [tell(outcome) for _, outcome in read_all(given, work=FAILING)] == ["a", "empty: Nothing.", "c"]


def test_workers_end_when_the_reader_stops_early() -> None:
    reading = read_all(give(*(f"{n} {LARGE}" for n in range(20))), jobs=2, work=FAILING)
    next(reading)
    reading.close()
    children = subprocess.run(
        ["ps", "--ppid", str(os.getpid()), "-o", "args"], capture_output=True, text=True, check=False
    )
    assert "sijill.run.worker" not in children.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_workers_end_with_a_killed_engine(tmp_path: Path) -> None:
    code = f"""
from sijill.run.engine import read_all
from sijill.pages import Document
for document, _ in read_all((Document(str(n), b'x' * {FEW_BYTES + 1}, 'text') for n in range(10**6)), jobs=1):
    print(document.source, flush=True)
"""
    engine = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert engine.stdout
    assert engine.stdout.readline() == "0\n"
    listed = subprocess.run(["pgrep", "-P", str(engine.pid)], capture_output=True, text=True, check=False).stdout
    engine.send_signal(signal.SIGKILL)
    engine.wait()
    engine.stdout.close()
    (worker,) = map(int, listed.split())
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists() or " Z " in Path(f"/proc/{worker}/stat").read_text():
            return
        time.sleep(0.05)
    pytest.fail("the worker is still there")


def test_a_wrong_number_of_processes_is_refused() -> None:
    with pytest.raises(UsageError, match="0 processes"):
        list(read_all(give("a"), jobs=0))


def test_work_that_cannot_start_is_said() -> None:
    with pytest.raises(SijillError, match="No worker process could be started: ModuleNotFoundError"):
        list(read_all(give(LARGE), work="run.missing:read"))


@pytest.mark.parametrize("name", ["sijill.run.engine.tempfile.TemporaryFile", "sijill.run.engine.subprocess.Popen"])
def test_a_machine_without_room_is_said(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(name, fail)
    with pytest.raises(SijillError, match=r"No worker process could be started: .*No space left"):
        list(read_all(give(*(f"{n} {LARGE}" for n in range(12))), jobs=2, work=FAILING))


@pytest.mark.parametrize("error", [OverflowError("int too big to convert"), MsgspecError("truncated")])
@pytest.mark.parametrize("step", ["send", "decode_answer"])
def test_what_cannot_be_handed_over_costs_one_page(
    error: Exception, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = getattr(engine, step), []

    def fail_once(*given: object) -> object:
        calls.append(given)
        if len(calls) == 1:
            raise error
        return real(*given)

    monkeypatch.setattr(engine, step, fail_once)
    found = [tell(outcome) for _, outcome in read_all(give("a" + LARGE, "b", "c"), jobs=1, work=FAILING)]
    assert found == [f"crashed: It cannot be handed to a worker process or back ({error}).", "b", "c"]


def test_a_mistake_of_ours_ends_the_reading_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "encode_message", lambda document: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        list(read_all(give("a" + LARGE, "b"), jobs=2, work=FAILING))


def test_stages_in_a_wrong_order_are_refused() -> None:
    check_stages(STAGES)
    with pytest.raises(UsageError, match="Stage 'events' reads times, entities, statements") as caught:
        check_stages(STAGES[::-1])
    assert caught.value.hint == "put the stage that writes times before 'events'"
    with pytest.raises(UsageError, match="Stage 'times' writes times, which is already there"):
        check_stages([*STAGES, STAGES[0]])
    assert [name.split("/")[0] for name in name_versions()] == ["pages", *(stage.name for stage in STAGES)]
