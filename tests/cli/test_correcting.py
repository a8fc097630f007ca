"""`correct`, `review`, `forget` and `merge` as people call them."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from sijill.cli.main import run

PAGE = "وعد بإصلاح السد\n2 مايو 2031\n\nقال وزير الري سامر الياسين إن السد سيصلح قبل نهاية العام.\n"
OTHER = "انهيار سد\n\n13 مايو 2031 - انهار أمس جزء من السد، وقال وزير الري سامر الياسين إن السد سليم."
UNDATED = "البلدية تحذر\n\nحذرت بلدية وادي الرمان من انهيار السد، وقالت إن المياه سترتفع."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("correcting")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, text in (("a.txt", PAGE), ("b.txt", OTHER), ("c.txt", UNDATED)):
            Path(name).write_text(text, encoding="utf-8")
        assert run(["build", "x.sijill", "a.txt", "b.txt", "c.txt", "--jobs", "1", "--json"]) == 0
    return folder


@pytest.fixture
def record(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SIJILL_EDITOR", raising=False)
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    capsys.readouterr()
    return "x.sijill"


class Calls:
    """Commands with what they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *words: object) -> tuple[int, str, str]:
        status = run([str(word) for word in words])
        return status, *self.capsys.readouterr()

    def json(self, *words: object):
        status, out, err = self(*words, "--json")
        assert (status, err) == (0, ""), err
        return json.loads(out)


@pytest.fixture
def sijill(capsys: pytest.CaptureFixture[str]) -> Calls:
    return Calls(capsys)


def test_a_line_is_put_right_listed_and_undone(record: str, sijill: Calls) -> None:
    row = sijill.json("statements", record)["rows"][0]
    assert (row["act"], row["corrected"]) == ("commit", [])
    status, out, _ = sijill("correct", record, row["id"], "--act", "opine", "--who", "ريما", "--why", "رأي لا وعد")
    assert (status, out.split(":")[1]) == (0, " act")
    row = sijill.json("statements", record)["rows"][0]
    (made,) = row["corrected"]
    assert (row["act"], made["change"], made["who"], made["why"]) == (
        "opine", {"what": "act", "act": "opine"}, "ريما", "رأي لا وعد",
    )  # fmt: skip
    assert made["target"]["words"] == "السد سيصلح قبل نهاية العام"
    assert "act: opine (corrected by ريما, " in sijill("statements", record)[1]
    listed = sijill.json("correct", record)
    assert [(one["state"], one["correction"]) for one in listed["rows"]] == [("standing", made)]
    assert listed["rows"][0]["evidence"][0]["words"] == made["target"]["words"]
    assert "standing\tact: opine" in sijill("correct", record)[1]
    undone = sijill.json("correct", record, made["id"], "--undo", "--who", "سعاد", "--why", "وعد")
    assert undone["made"][0]["change"] == {"what": "undo", "correction": made["id"]}
    assert sijill.json("statements", record)["rows"][0]["act"] == "commit"


def test_names_are_put_apart_by_the_ids_of_rows(record: str, sijill: Calls) -> None:
    (person,) = [row for row in sijill.json("actors", record)["rows"] if row["name"] == "سامر الياسين"]
    here, there = (f"{one['page_sha256'][:8]}:{one['start']}-{one['end']}" for one in person["evidence"])
    sijill.json("correct", record, here, there, "--different", "--who", "ريما", "--why", "اسمان")
    rows = [row for row in sijill.json("actors", record)["rows"] if row["name"] == "سامر الياسين"]
    assert [len(row["evidence"]) for row in rows] == [1, 1]
    sijill.json("correct", record, rows[0]["id"], rows[1]["id"], "--same", "--who", "ريما", "--why", "واحد")
    assert len([row for row in sijill.json("actors", record)["rows"] if row["name"] == "سامر الياسين"]) == 1


def test_the_editor_and_the_key_stand_in_the_environment(
    record: str, sijill: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        subprocess.run(
            ["openssl", "genpkey", "-algorithm", "ed25519", "-out", "key.pem"], check=True, capture_output=True
        )
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("no openssl here")
    monkeypatch.setenv("SIJILL_EDITOR", "ريما")
    monkeypatch.setenv("SIJILL_KEY", "key.pem")
    page = sijill.json("review", record)["rows"][0]["targets"][0]["page_sha256"]
    (made,) = sijill.json("correct", record, page[:12], "--day", "2031-05-12", "--why", "ختم البريد")["made"]
    assert (made["who"], made["signature"][:8]) == ("ريما", "ed25519:")
    assert "1 signatures of 1 corrections" in sijill("verify", record)[1]
    assert sijill.json("verify", record)["signed"] == 1
    assert "ريما (signed)" in sijill("correct", record)[1]


def test_the_queue_shows_what_is_open(record: str, sijill: Calls) -> None:
    found = sijill.json("review", record, "--limit", 1)
    assert (len(found["rows"]), found["total"]) == (1, sijill.json("review", record)["total"])
    assert set(found["rows"][0]) == {"kind", "certainty", "open", "targets", "correction", "sources", "evidence", "why"}
    listed = sijill("review", record)[1]
    assert "article\t\tday of publication\tالبلدية تحذر" in listed
    assert "no day of publication is stated; lines that rest on it: " in listed
    assert "لا يوم نشر مذكور؛ عدد الأسطر المتوقفة عليه: " in listed, "in both languages"
    assert "الياسين" not in sijill("review", record, "--as-of", "2031-05-01")[1]


def test_a_page_is_forgotten(record: str, sijill: Calls) -> None:
    done = sijill.json("forget", record, "b.txt", "--why", "طلب صاحبه")
    assert (done["pages"], done["articles"], done["alike"], done["why"]) == (2, 2, [], "طلب صاحبه")
    assert "سليم".encode() not in Path(record).read_bytes()
    assert sijill("forget", record)[1].endswith("\tطلب صاحبه\n")
    assert [row["why"] for row in sijill.json("forget", record)["rows"]] == ["طلب صاحبه"]
    status, out, err = sijill("build", record, "b.txt")
    assert (status, "2 pages" in out, "taken out of this record" in err) == (1, True, True)


def test_two_records_are_merged(record: str, sijill: Calls) -> None:
    assert sijill("build", "y.sijill", "a.txt", "--jobs", "1")[0] == 0
    done = sijill.json("merge", "y.sijill", record, "-o", "z.sijill", "--jobs", "1")
    assert (done["record"], done["added"], done["known"], done["pages"]) == ("z.sijill", 3, 1, 3)
    assert sijill.json("timeline", "z.sijill") == sijill.json("timeline", record)
    status, out, _ = sijill("merge", "y.sijill", record, "--jobs", "1")
    assert (status, out.startswith("y.sijill: 2 pages added, 1 already there, 0 read again, 0 corrections")) == (
        0,
        True,
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["correct", "x.sijill", "ID", "--hide"], "A correction has a reason."),
        (["correct", "x.sijill", "ID", "--hide", "--why", "و"], "'ID' names no line of the record."),
        (["correct", "x.sijill", "ID", "--why", "و"], "Nothing to put right is named."),
        (["correct", "x.sijill", "ID", "--hide", "--confirm", "--why", "و"], "2 things to put right at once."),
        (["correct", "x.sijill", "--hide", "--why", "و"], "Nothing to correct is named."),
        (["correct", "x.sijill", "ID", "--same", "--why", "و"], "--same and --different take two targets or more."),
        (["correct", "x.sijill", "ID", "--act", "shout", "--why", "و"], "'shout' is no act."),
        (["correct", "no.sijill"], "There is no record no.sijill."),
        (["forget", "x.sijill", "b.txt"], "A removal has a reason."),
        (["forget", "x.sijill", "zzz.txt", "--why", "و"], "No page 'zzz.txt' in the record."),
        (["forget", "x.sijill", "--why", "و"], "No page is named."),
        (["merge", "x.sijill", "x.sijill"], "x.sijill is the record itself."),
        (["merge", "x.sijill", "no.sijill"], "There is no record no.sijill."),
    ],
)
def test_a_wrong_call_says_what_would_be_right(record: str, sijill: Calls, words: list[str], message: str) -> None:
    status, out, err = sijill(*words)
    assert (status, out, err.splitlines()[0]) == (2, "", message)
    assert err.splitlines()[1].startswith("hint: ")
