"""Every JSON route answers as /openapi.json says, whatever is asked: schemathesis asks right and wrong."""

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: pip install schemathesis")
openapi = pytest.importorskip("schemathesis.specs.openapi.checks")
HOST = {"host": "localhost"}
EXAMPLES = 12  # asked rightly, and as many wrongly, of each route; 24,200 by hand found nothing more (2026-11)
PATHS = [
    "/timeline.json", "/statements.json", "/articles.json", "/actors.json", "/places.json", "/sources.json",
    "/commitments.json", "/search.json", "/search/facets.json", "/articles/{sha256}/{ordinal}.json",
    "/actors/{identity}.json", "/actors/{identity}/with/{other}.json",
    "/articles/{sha256}/{ordinal}/history.json", "/jobs/{identity}.json", "/review.json", "/corrections.json",
]  # fmt: skip
# A question has a grammar of its own, which no schema tells: one without a word is a wrong call.
EXCEPT = {path: [openapi.positive_data_acceptance] for path in ("/search.json", "/search/facets.json")}


@pytest.fixture(scope="module")
def described(app):
    app.state.snapshots.of(None)
    return schemathesis.openapi.from_asgi("/openapi.json", app, headers=HOST)


@pytest.fixture
def without_pause(monkeypatch):
    monkeypatch.setattr("sijill.web.routes.search.PACE.burst", 1_000_000)
    monkeypatch.setattr("sijill.web.routes.search.PACE.per_second", 1_000_000.0)


def test_every_route_is_described(described):
    assert {found.ok().path for found in described.get_all_operations()} == set(PATHS)


@pytest.mark.parametrize("mode", ["POSITIVE", "NEGATIVE"])
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.usefixtures("without_pause")
def test_a_route_answers_as_it_is_described(described, path, mode):
    cases = described[path]["GET"].as_strategy(generation_mode=schemathesis.GenerationMode[mode])
    checks = list(HealthCheck)

    @seed(7)
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=checks
    )
    @given(case=cases)
    def ask(case):
        case.validate_response(case.call(headers=HOST, timeout=120), excluded_checks=EXCEPT.get(path, []))

    ask()
