"""Sendings: what can be sent, and where each stands."""

from __future__ import annotations

from msgspec import Struct

from sijill.model.labels import Label
from sijill.web.jobs import JobState

__all__ = ["STATES", "AddView", "JobView"]

STATES = {
    "waiting": Label("ينتظر دوره", "waiting for its turn"),
    "fetching": Label("تُجلب الصفحات", "fetching"),
    "reading": Label("تُقرأ الصفحات", "reading"),
    "done": Label("تم", "done"),
    "cancelled": Label("أُلغي؛ وما قُرئ قبل ذلك محفوظ", "cancelled; what was read before is kept"),
    "failed": Label("تعذّر", "failed"),
}


class AddView(Struct, frozen=True):
    """The form and the sendings of late."""

    jobs: list[JobState]
    kinds: tuple[str, ...]
    most_files: int
    largest_mb: int

    def state_of(self, job: JobState) -> Label:
        """Where it stands, in words."""
        return STATES[job.state]


class JobView(Struct, frozen=True):
    """One sending."""

    job: JobState
    is_over: bool

    @property
    def state(self) -> Label:
        """Where it stands, in words."""
        return STATES[self.job.state]

    @property
    def states(self) -> dict[str, Label]:
        """All of them, for the script."""
        return STATES
