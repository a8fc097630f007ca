"""What tests of several folders share."""

import shutil
from collections.abc import Iterator

import pytest

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session", autouse=True)
def no_cache_of_the_reader() -> Iterator[None]:
    """Tests leave nothing in the cache folder of whoever runs them, and read nothing from it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIJILL_CACHE", "off")
        yield
