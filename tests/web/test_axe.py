"""What axe-core says of every page, in both directions, light and dark, at the width of a desk and of a hand."""

import re
import shutil
from functools import cache
from importlib import resources

import pytest

from sijill.web import make_app
from sijill.web.accounts import Accounts, users_file

from .conftest import DESK, HAND, links_of, serving

pytestmark = pytest.mark.browser
pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-core is not installed: pip install axe-playwright-python")

PATHS = [
    "/", "/timeline?all=1", "/timeline?as_of=2031-05-12", "/statements", "/actors", "/places", "/commitments", "/sources",
    "/articles", "/search", "/search?q=السد", "/search?q=السد+type:DISASTER+after:2031-05",
    "/search?q=الرمانن", "/add", "/review",
    "/corrections", "/nothing", "/statements?speaker=nobody",
]  # fmt: skip
BAD = ("serious", "critical", "moderate")
# Every pair of the three choices is met once.
SCREENS = [("ar", "light", DESK), ("ar", "dark", HAND), ("en", "dark", DESK), ("en", "light", HAND)]
ASK = """() => axe.run(document, {resultTypes: ["violations"]})
  .then(found => found.violations.flatMap(rule => rule.nodes.map(
    node => [rule.impact, rule.id, node.target.join(" "), node.failureSummary].join(" | "))))"""


@cache
def axe_source():
    """The script, out of the package that carries it."""
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(("lang", "scheme", "viewport"), SCREENS, ids=lambda one: one if isinstance(one, str) else "")
def test_axe_finds_nothing_serious(open_page, client, lang, scheme, viewport):
    actor = next(
        link for link in links_of(client.get("/statements").text, "/actors/") if re.fullmatch(r"/actors/\w+", link)
    )
    evidence = links_of(client.get("/statements").text, "mark=")[0]
    layers = evidence.replace("#", "&layers=people,times,statements,events#")
    page = open_page(f"/?lang={lang}", viewport, color_scheme=scheme)
    origin = page.evaluate("location.origin")
    together = links_of(client.get(actor).text, "/with/")[0]
    found = set()
    for path in [*PATHS, actor, layers, together]:
        page.goto(origin + path)
        page.evaluate(axe_source())
        found |= {(path, one) for one in page.evaluate(ASK) if one.startswith(BAD)}
    assert found == set()


@pytest.mark.parametrize(
    ("lang", "scheme", "viewport"), SCREENS[:2], ids=lambda one: one if isinstance(one, str) else ""
)
def test_axe_finds_nothing_where_readers_log_in(open_page, record, tmp_path, *, lang, scheme, viewport):
    shutil.copy(record, tmp_path / "own.sijill")
    Accounts(users_file(tmp_path / "own.sijill")).put("ليلى", "editor", "كلمة سر طويلة")
    with serving(make_app(tmp_path / "own.sijill")) as own:
        page = open_page(f"/timeline?lang={lang}", viewport, address=own, color_scheme=scheme)
        assert page.url.startswith(f"{own}/login?next=")
        for _ in ("the form", "the timeline, with who is logged in"):
            page.evaluate(axe_source())
            assert [one for one in page.evaluate(ASK) if one.startswith(BAD)] == []
            if page.locator("#password").count():
                page.fill("#name", "ليلى")
                page.fill("#password", "كلمة سر طويلة")
                page.click("button.main")
                page.wait_for_url("**/timeline*")
        assert page.locator(".leave bdi").inner_text() == "ليلى"
        page.click(".leave button")
        page.wait_for_url("**/login")
        page.wait_for_load_state("networkidle")  # its fonts too, before the server ends
