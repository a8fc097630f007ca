"""Who comes in by an account, what a reader may not do, and what is kept of a password."""

import io
import json
import re
import shutil
import stat
from functools import partial
from urllib.parse import parse_qs, urlsplit

import argon2
import pytest
from starlette.testclient import TestClient

from sijill.cli.main import run
from sijill.model.errors import StoreError, UsageError
from sijill.web import make_app
from sijill.web.accounts import Accounts, users_file
from sijill.web.entry import STAY_SECONDS, Sessions
from sijill.web.pace import Pace

from .conftest import links_of

WORD = "كلمة سر طويلة"


@pytest.fixture
def accounts(record, tmp_path, quick_proofs):
    shutil.copy(record, tmp_path / "own.sijill")
    made = Accounts(users_file(tmp_path / "own.sijill"))
    made.put("ليلى", "editor", WORD)
    made.put("omar", "reader", WORD + "2")
    return made


@pytest.fixture
def record_path(accounts):
    return accounts.path.with_name("own.sijill")


@pytest.fixture(autouse=True)
def quick_proofs(monkeypatch):
    quick = partial(argon2.PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("sijill.web.accounts.argon2.PasswordHasher", quick)


@pytest.fixture(autouse=True)
def fresh_paces(monkeypatch):
    monkeypatch.setattr("sijill.web.routes.login.BY_ADDRESS", Pace(per_second=0.001, burst=20))
    monkeypatch.setattr("sijill.web.routes.login.BY_NAME", Pace(per_second=0.001, burst=6))


@pytest.fixture
def visitor(record_path):
    return TestClient(make_app(record_path, host="0.0.0.0"), base_url="https://10.0.0.7:8000", follow_redirects=False)


def csrf_of(html):
    return re.search(r'name="csrf" value="(\w+)"', html)[1]


def log_in(client, name, password, to="/"):
    sent = {"csrf": csrf_of(client.get("/login").text), "name": name, "password": password, "next": to}
    return client.post("/login", data=sent)


def test_a_password_is_kept_as_its_proof_alone(accounts):
    text = accounts.path.read_text(encoding="utf-8")
    assert WORD not in text
    assert json.loads(text)["accounts"][0]["proof"].startswith("$argon2id$")
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600
    assert [(one.name, one.role) for one in accounts.all()] == [("omar", "reader"), ("ليلى", "editor")]
    assert accounts.check("ليلى", WORD).role == "editor"
    assert accounts.check("ليلى", WORD + "2") is None
    assert accounts.check("nobody", WORD) is None


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [("", "reader", WORD), ("a\nb", "reader", WORD), ("a", "chief", WORD), ("a", "reader", "short")],
)
def test_what_will_not_do_is_said(accounts, name, role, password):
    with pytest.raises(UsageError):
        accounts.put(name, role, password)
    with pytest.raises(UsageError, match="there are: omar, ليلى"):
        accounts.remove("nobody")


def test_a_broken_file_lets_nobody_in(accounts):
    accounts.path.write_text("{", encoding="utf-8")
    with pytest.raises(StoreError):
        Accounts(accounts.path).all()


def test_readers_log_in_first(visitor):
    sent = visitor.get("/timeline?from=2031-05-12")
    assert (sent.status_code, sent.headers["location"]) == (303, "/login?next=%2Ftimeline%3Ffrom%3D2031-05-12")
    refused = visitor.get("/timeline.json")
    assert (refused.status_code, refused.json()["error"]["code"]) == (401, "login")
    assert visitor.get("/openapi.json").status_code == 401
    assert visitor.post("/add", data={"csrf": "x"}).status_code == 401
    assert "الدخول إلى السجل" in visitor.get("/login").text
    assert visitor.get("/static/look.css").status_code == 200


def test_a_form_sent_after_the_session_has_ended_leads_to_logging_in(visitor):
    log_in(visitor, "ليلى", WORD)
    visitor.app.state.entry.sessions.end(visitor.cookies["sijill_session"])
    sent = {"csrf": "x", "target": "0" * 64 + ":event:1-2", "what": "note"}
    here = "/correct?target=" + sent["target"]
    refused = visitor.post("/correct?lang=en", data=sent, headers={"referer": f"https://10.0.0.7:8000{here}"})
    assert refused.status_code == 401
    assert "<h1>You are not logged in, or no longer</h1>" in refused.text
    assert "may still stand in the form" in refused.text
    assert 'name="token"' not in refused.text
    (link,) = links_of(refused.text, "/login")
    assert parse_qs(urlsplit(link).query) == {"next": [here]}
    for elsewhere in ("https://evil.example/x", "https://10.0.0.7:8000//evil.example", "http://[", ""):
        refused = visitor.post("/correct", data=sent, headers={"referer": elsewhere})
        assert (refused.status_code, links_of(refused.text, "/login")) == (401, ["/login"])
        assert "لهذا السجل رمز دخول" not in refused.text


def test_whoever_logs_in_comes_where_he_was_going(visitor):
    before = visitor.get("/login").cookies["sijill_session"]
    let_in = log_in(visitor, "ليلى", WORD, "/timeline?from=2031-05-12")
    assert (let_in.status_code, let_in.headers["location"]) == (303, "/timeline?from=2031-05-12")
    cookie = let_in.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" in cookie
    assert let_in.cookies["sijill_session"] != before, "the session of before is of no use to whoever knew it"
    page = visitor.get("/timeline")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert "ليلى</bdi>" in page.text
    assert 'href="/add"' in page.text


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\nb"])
def test_nobody_is_sent_elsewhere(visitor, to):
    assert log_in(visitor, "ليلى", WORD, to).headers["location"] == "/"


@pytest.mark.parametrize(("name", "password"), [("ليلى", "wrong"), ("nobody", WORD), ("omar", WORD)])
def test_a_wrong_name_and_a_wrong_password_read_alike(visitor, name, password):
    refused = log_in(visitor, name, password)
    assert refused.status_code == 401
    assert "الاسم أو كلمة السر غير صحيحة" in refused.text
    assert visitor.get("/timeline.json").status_code == 401


def test_a_form_of_another_place_does_not_log_in(visitor):
    sent = {"csrf": "0" * 64, "name": "ليلى", "password": WORD}
    assert visitor.post("/login", data=sent).status_code == 403
    sent["csrf"] = csrf_of(visitor.get("/login").text)
    assert visitor.post("/login", data=sent, headers={"origin": "https://evil.example"}).status_code == 403


def test_guessing_is_slow(visitor):
    assert [log_in(visitor, "omar", f"guess number {at}").status_code for at in range(7)] == [401] * 6 + [429]
    assert log_in(visitor, "omar", WORD + "2").status_code == 429, "the right one has to wait too"
    assert log_in(visitor, "ليلى", WORD).status_code == 303


def test_a_name_typed_otherwise_is_guessed_no_faster(visitor):
    ways = ["omar", "omar ", "  omar", "ＯＭＡＲ", "Omar", "omar   "]
    assert [log_in(visitor, name, "a guess").status_code for name in ways] == [401] * 6
    assert log_in(visitor, "ｏｍａｒ", WORD + "2").status_code == 429


def test_a_reader_changes_nothing(visitor):
    log_in(visitor, "omar", WORD + "2")
    page = visitor.get("/timeline")
    assert 'href="/add"' not in page.text
    assert visitor.get("/add").status_code == 403
    sent = {"csrf": csrf_of(page.text), "text": "خبر\n\nقال ناطق إن الجسر سيفتح."}
    assert visitor.post("/add", data=sent).status_code == 403
    assert visitor.post("/jobs/abcdefgh/cancel", data=sent).status_code == 403
    assert visitor.app.state.jobs.newest == []


def test_an_editor_adds_pages(visitor):
    log_in(visitor, "ليلى", WORD)
    sent = {"csrf": csrf_of(visitor.get("/add").text), "text": "خبر\n\nقال ناطق إن الجسر سيفتح."}
    assert visitor.post("/add", data=sent).headers["location"].startswith("/jobs/")
    visitor.app.state.jobs.close()


def test_logging_out_ends_the_session(visitor):
    log_in(visitor, "ليلى", WORD)
    kept = dict(visitor.cookies)
    html = visitor.get("/timeline").text
    assert visitor.post("/logout", data={"csrf": "x"}).status_code == 403
    assert visitor.post("/logout", data={"csrf": csrf_of(html)}).headers["location"] == "/login"
    visitor.cookies.update(kept)
    assert visitor.get("/timeline.json").status_code == 401


def test_what_is_changed_in_the_file_is_in_force_at_once(visitor, accounts):
    log_in(visitor, "ليلى", WORD)
    accounts.put("ليلى", "reader", WORD + "3")
    assert visitor.get("/timeline.json").status_code == 401, "a new password ends the sessions of the old one"
    log_in(visitor, "ليلى", WORD + "3")
    assert visitor.get("/add").status_code == 403
    accounts.remove("ليلى")
    assert visitor.get("/timeline.json").status_code == 401
    accounts.path.unlink()
    assert visitor.get("/timeline.json").status_code == 401, "no accounts are no open door"


def test_a_session_ends_by_itself(accounts):
    now = [0.0]
    sessions = Sessions(accounts, clock=lambda: now[0])
    session = sessions.begin(accounts.find("omar"))
    now[0] = STAY_SECONDS - 1
    assert sessions.find(session).name == "omar"
    now[0] += STAY_SECONDS + 1
    assert sessions.find(session) is None


def test_beside_accounts_the_token_only_reads(record_path):
    client = TestClient(make_app(record_path, host="0.0.0.0", token="رمز"), base_url="http://10.0.0.7:8000")
    client.get("/timeline", params={"token": "رمز"})
    assert client.get("/timeline.json").status_code == 200
    assert client.get("/add").status_code == 403


def test_without_token_and_accounts_another_host_is_shut(record):
    client = TestClient(make_app(record, host="0.0.0.0"), base_url="http://10.0.0.7:8000")
    assert client.get("/timeline.json").status_code == 401


def test_the_command_makes_lists_and_removes(record_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("another long word\n"))
    assert run(["users", str(record_path), "--add", "سامر", "--role", "editor", "--json"]) == 0
    assert {"name": "سامر", "role": "editor"} in json.loads(capsys.readouterr().out)["rows"]
    assert Accounts(users_file(record_path)).check("سامر", "another long word").role == "editor"
    assert run(["users", str(record_path), "--remove", "سامر"]) == 0
    assert "سامر" not in capsys.readouterr().out
    assert run(["users", str(record_path), "--remove", "سامر"]) == 2
    assert run(["users", str(record_path.with_name("none.sijill"))]) == 2


def test_another_host_needs_an_account_or_a_token(record, capsys):
    assert run(["serve", str(record), "--host", "0.0.0.0"]) == 2
    assert "neither a token nor an account" in capsys.readouterr().err
