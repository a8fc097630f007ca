"""Adding pages by drop, paste or address, with progress."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi import Path as InPath
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from sijill.ledger.asof import check_day
from sijill.model.errors import UsageError
from sijill.web.guard import check_form, require_editor
from sijill.web.jobs import Job, Jobs, JobState, Sending, make_folder
from sijill.web.render import as_json
from sijill.web.routes.visiting import Visiting
from sijill.web.schema import answers
from sijill.web.trouble import NotFoundError
from sijill.web.views.add import AddView, JobView

router = APIRouter()

MOST_FILES, LARGEST_FILE, MOST_URLS, LONGEST_TEXT = 500, 32 * 2**20, 100, 400_000
LONGEST_NAME = 200  # bytes of a file's name, its end
KINDS = (
    ".txt", ".html", ".htm", ".xhtml", ".warc", ".gz", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".rss", ".atom", ".xml",
    ".zip", ".tar", ".tgz", ".parquet",
)  # fmt: skip

EDITORS = [Depends(require_editor)]
Identity = Annotated[str, InPath(pattern=r"^[\w-]{6,24}$")]
Csrf = Annotated[str, Form()]


def jobs_of(request: Request) -> Jobs:
    """The jobs of the record."""
    found: Jobs = request.app.state.jobs
    return found


@router.get("/add", include_in_schema=False, dependencies=EDITORS)
def add_page(request: Request, visit: Visiting) -> Response:
    """The form, and the sendings so far."""
    view = AddView([job.state for job in jobs_of(request).newest], KINDS, MOST_FILES, LARGEST_FILE // 2**20)
    return visit.show("add", view)


@router.post("/add", include_in_schema=False, dependencies=EDITORS)
def add_pages(
    request: Request,
    csrf: Csrf,
    *,
    files: Annotated[list[UploadFile] | None, File()] = None,
    text: Annotated[str, Form(max_length=LONGEST_TEXT)] = "",
    urls: Annotated[str, Form(max_length=100_000)] = "",
    published: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Take what is sent and begin to read it."""
    check_form(request, csrf)
    if published:
        check_day(published)
    addresses = [line.strip() for line in urls.splitlines() if line.strip()]
    if len(addresses) > MOST_URLS or any(not re.match(r"https?://", one) for one in addresses):
        raise UsageError("An address begins with http:// or https://.", hint=f"one on a line, at most {MOST_URLS}")
    sent = [file for file in files or [] if file.filename]
    if len(sent) > MOST_FILES:
        raise UsageError(f"{len(sent)} files at once.", hint=f"at most {MOST_FILES}; or pack them into one .zip")
    folder = make_folder()
    try:
        kept = dict(keep_file(folder / f"{number:03}", file) for number, file in enumerate(sent))
        if text.strip():
            kept.update([keep_text(folder / "pasted.txt", text)])
        if not kept and not addresses:
            raise UsageError("Nothing was sent.", hint="choose files, paste a text, or give addresses")
        job = jobs_of(request).begin(Sending(folder, kept, addresses, published or None))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return RedirectResponse(f"/jobs/{job.id}", 303)


def keep_file(folder: Path, file: UploadFile) -> tuple[Path, str]:
    """Write a sent file into a new folder, under its own name without anything that leads elsewhere.

    In the record it is called by its content too: sent again it is the same file, and another one of its name is another.
    """
    name = re.sub(r"[^\w.\- ]", "_", (file.filename or "").replace("\\", "/").rpartition("/")[2])
    name = name.encode()[-LONGEST_NAME:].decode(errors="ignore").lstrip(". ")
    if not name.lower().endswith(KINDS):
        raise UsageError(f"'{name or file.filename}' is of a kind that is not read.", hint=f"one of {', '.join(KINDS)}")
    if (file.size or 0) > LARGEST_FILE:
        raise UsageError(
            f"{name} is larger than {LARGEST_FILE // 2**20} MB.", hint="sijill build reads files of any size"
        )
    folder.mkdir()
    path = folder / name
    with path.open("w+b") as kept:
        shutil.copyfileobj(file.file, kept)
        kept.seek(0)
        digest = hashlib.file_digest(kept, "sha256").hexdigest()
    return path, f"upload/{digest[:8]}/{name}"


def keep_text(path: Path, text: str) -> tuple[Path, str]:
    """Write a pasted text, its line ends as they are; in the record it is called by its content."""
    body = text.encode()
    path.write_bytes(body)
    return path, f"pasted-{hashlib.sha256(body).hexdigest()[:8]}.txt"


def find_job(request: Request, identity: str) -> Job:
    """The job; NotFoundError where it is not remembered."""
    job = jobs_of(request).find(identity)
    if job is None:
        raise NotFoundError(f"No sending {identity}.", hint="/add shows those of late")
    return job


@router.get("/jobs/{identity}.json", responses=answers(JobState, "where the sending stands"))
def job_state(request: Request, identity: Identity) -> Response:
    """Where a sending stands."""
    return as_json(find_job(request, identity).state)


@router.get("/jobs/{identity}", include_in_schema=False)
def job_page(request: Request, visit: Visiting, identity: Identity) -> Response:
    """Where a sending stands, for people."""
    job = find_job(request, identity)
    return visit.show("job", JobView(job.state, job.is_over))


@router.post("/jobs/{identity}/cancel", include_in_schema=False, dependencies=EDITORS)
def cancel_job(request: Request, identity: Identity, csrf: Csrf) -> Response:
    """Call a sending off; what was read by then is kept."""
    check_form(request, csrf)
    find_job(request, identity).cancelled.set()
    return RedirectResponse(f"/jobs/{identity}", 303)
