from collections.abc import Iterator

import pytest

from fetch.site import Site, open_site
from sijill.fetch.pace import Pace


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


class FakeTime:
    """A clock that goes on only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def fake_time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def pace(fake_time: FakeTime) -> Pace:
    return Pace(1.0, sleep=fake_time.sleep, clock=lambda: fake_time.now)
