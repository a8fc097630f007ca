import io
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from sijill.cli.main import app, run
from sijill.pages import read_documents

PAGE = "وزير الري يعد بإصلاح السد\r\n2 مايو 2031\r\n\r\nقال وزير الري سامر الياسين إن السد سيصلح غدا.\r\n"
OTHER = "انهيار سد\n\n13 مايو 2031 - انهار أمس جزء من السد في وادي الرمان، وقال سامر الياسين: «السد سليم»."
SIJILL = [sys.executable, "-c", "from sijill.cli import main; main()"]


class Result(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_bytes(PAGE.encode())
    (folder / "b.txt").write_text(OTHER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


class Stream(io.TextIOWrapper):
    """Standard output or error of a machine whose letters are not Arabic."""

    terminal = False

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="latin-1")

    def isatty(self) -> bool:
        return self.terminal


def sijill(*words: object) -> Result:
    """The command as the shell would run it, in this process."""
    out, err = (Stream(), Stream())
    with pytest.MonkeyPatch.context() as streams:
        streams.setattr(sys, "stdout", out)
        streams.setattr(sys, "stderr", err)
        status = run([str(word) for word in words])
        out.flush()
        err.flush()
    return Result(status, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())  # type: ignore[attr-defined]


def test_a_port_that_is_taken_is_said(pages: Path) -> None:
    assert sijill("build", "x.sijill", "pages").status == 0
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, out, err = sijill("serve", "x.sijill", "--port", port)
        assert (status, out) == (2, "")
        assert err == f"Port {port} of 127.0.0.1 is taken.\nhint: sijill serve x.sijill --port 0 takes a free one\n"
        status, out, err = sijill("serve", "x.sijill", "--port", port, "--json")
        assert (status, out) == (2, "")
        assert json.loads(err)["error"] == {
            "code": "usage",
            "message": f"Port {port} of 127.0.0.1 is taken.",
            "hint": "sijill serve x.sijill --port 0 takes a free one",
        }
    status, _, err = sijill("serve", "x.sijill", "--host", "192.0.2.1", "--token", "a word")
    assert (status, "'192.0.2.1' is no address of this machine" in err) == (2, True)


def test_a_report_is_a_file(pages: Path) -> None:
    assert sijill("build", "x.sijill", "pages").status == 0
    status, out, err = sijill("report", "x.sijill", "-o", "pages")
    assert (status, out) == (2, "")
    assert err == "pages is a folder; the report is one file.\nhint: sijill report x.sijill -o pages/x.html\n"
    assert sijill("report", "x.sijill", "-o", "pages/x.html").status == 0


def test_annotate_prints_a_line_an_article_in_the_order_of_input(pages: Path) -> None:
    status, out, err = sijill("annotate", pages / "b.txt", pages / "a.txt")
    rows = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert [row["title"]["text"] for row in rows] == ["انهيار سد", "وزير الري يعد بإصلاح السد"]
    assert rows[1]["published"]["value"] == "2031-05-02"
    assert "\\u06" not in out


def test_annotate_goes_on_after_a_page_it_refuses(pages: Path) -> None:
    (pages / "aa.txt").touch()
    status, out, err = sijill("annotate", pages)
    assert (status, len(out.splitlines())) == (1, 2)
    assert err.startswith("pages/aa.txt: ") or err.startswith(f"{pages}/aa.txt: ")
    _, _, err = sijill("annotate", pages, "--json")
    assert json.loads(err)["error"]["code"] == "empty"


def test_a_page_that_states_no_day_is_given_one(pages: Path) -> None:
    (pages / "c.txt").write_text("الوزير ينفي\n\nنفى سامر الياسين أن يكون السد قد انهار أمس.", encoding="utf-8")
    found = {
        Path(row["source"]).name: (row["published"]["value"], row["published"]["how"])
        for row in map(json.loads, sijill("annotate", pages, "--published", "2031-05-20").out.splitlines())
    }
    assert found["c.txt"] == ("2031-05-20", "given")
    assert found["a.txt"] == ("2031-05-02", "stated")


def test_columns_of_a_table_are_named_on_the_command_line(pages: Path) -> None:
    (pages / "t.csv").write_text(f'headline,body,day\nانهيار سد,"{OTHER[26:]}",2031-05-13\n', "utf-8")
    status, out, _ = sijill("annotate", pages / "t.csv", "--map", "text=headline+body", "--map", "published=day")
    assert (status, json.loads(out)["title"]["text"], json.loads(out)["published"]["value"]) == (
        0,
        "انهيار سد",
        "2031-05-13",
    )
    assert sijill("page", pages / "t.csv", "--map", "text=headline+body").out == f"انهيار سد\n\n{OTHER[26:]}"
    assert json.loads(sijill("build", "x.sijill", pages / "t.csv", "--map", "text=body", "--json").out)["added"] == 1
    for words in ("text", "text=a,text=b", "writer=a"):
        status, _, err = sijill("build", "x.sijill", pages / "t.csv", "--map", words)
        assert (status, err.splitlines()[1][:6]) == (2, "hint: ")


def test_a_record_is_built_read_and_proved(pages: Path) -> None:
    status, out, _ = sijill("build", "x.sijill", "pages", "--json")
    report = json.loads(out)
    assert (status, report["added"], report["skipped"], report["rejected"], report["pages"]) == (0, 2, 0, [], 2)
    assert json.loads(sijill("build", "x.sijill", pages, "--json").out)["skipped"] == 2
    assert "2 already there" in sijill("build", "x.sijill", pages).out
    texts = {document.sha256: document.body.decode() for document in read_documents([pages])}
    for command in ("timeline", "statements"):
        status, out, err = sijill(command, "x.sijill", "--json")
        listing = json.loads(out)
        assert (status, err, set(listing)) == (0, "", {"rows", "total"})
        assert listing["total"] == len(listing["rows"]) > 0
        for row in listing["rows"]:
            for piece in row["evidence"]:
                assert texts[piece["page_sha256"]][piece["start"] : piece["end"]] == piece["words"]
    listing = json.loads(sijill("statements", "x.sijill", "--as-of", "2031-05-10", "--json").out)
    assert {source["published"]["value"] for row in listing["rows"] for source in row["sources"]} == {"2031-05-02"}
    assert listing["open"] == []
    proof = json.loads(sijill("verify", "x.sijill", "--json").out)
    assert (proof["pages"], proof["problems"]) == (2, [])
    assert sijill("verify", "x.sijill").out.startswith("x.sijill: proved 2 pages by their SHA-256, 2 page texts")


def test_people_see_a_line_a_row_with_its_whole_evidence(pages: Path) -> None:
    sijill("build", "x.sijill", pages)
    rows = json.loads(sijill("statements", "x.sijill", "--json").out)["rows"]
    lines = sijill("statements", "x.sijill").out.splitlines()
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        content = row["content"]
        assert content["words"] in line
        assert line.endswith(f"\t{content['page_sha256']} [{content['start']}, {content['end']})")


def test_a_table_on_a_terminal_cuts_nothing_off(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sijill("build", "x.sijill", pages)
    monkeypatch.setenv("COLUMNS", "70")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(Stream, "terminal", True)
    out = sijill("timeline", "x.sijill").out
    rows = json.loads(sijill("timeline", "x.sijill", "--json").out)["rows"]
    shown = "".join(out.split())
    for row in rows:
        heading = row["heading"]
        assert "".join(heading["words"].split()) in shown
        assert f"{heading['page_sha256']}[{heading['start']},{heading['end']})" in shown
    assert "…" not in shown


def test_copies_say_who_carries_whose_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = (
        "قال وزير الري سامر الياسين إن السد سليم وإن المياه تنخفض كل يوم، وإن اللجنة تعمل في الموقع منذ الصباح الباكر."
    )
    pages = [
        {
            "id": str(at),
            "text": f"السد سليم\n\n{text}" + "\n" * at,
            "outlet": outlet,
            "url": f"https://{at}.test/",
            "published": f"2031-05-{at:02}",
        }
        for at, outlet in enumerate(("المرقاب", "الهور"), 2)
    ]
    lines = (json.dumps(page, ensure_ascii=False) for page in pages)
    (tmp_path / "pages.jsonl").write_text("\n".join(lines), encoding="utf-8")
    sijill("build", "x.sijill", "pages.jsonl")
    listed = json.loads(sijill("copies", "x.sijill", "--json").out)
    assert [(row["taker"], row["giver"], row["how"], row["articles"]) for row in listed["rows"]] == [
        ("الهور", "المرقاب", "text", 1)
    ]
    assert "1\tالهور\tالمرقاب\ttext\t«السد سليم»" in sijill("copies", "x.sijill").out
    assert json.loads(sijill("copies", "x.sijill", "--as-of", "2031-05-02", "--json").out)["total"] == 0


def test_statements_of_one_act_between_two_days(pages: Path) -> None:
    (pages / "d.txt").write_text("بيان\n\nونفت ليلى حداد أن يكون السد قد تصدع.", encoding="utf-8")
    sijill("build", "x.sijill", "pages/d.txt", "--published", "2031-05-14")
    rows = json.loads(sijill("statements", "x.sijill", "--act", "DENY", "--json").out)["rows"]
    assert {row["act"] for row in rows} == {"deny"}
    assert "ليلى حداد" in {row["speaker"] for row in rows}
    days = ("--from", "2031-05-15", "--to", "2031-05-30")
    assert json.loads(sijill("statements", "x.sijill", "--act", "deny", *days, "--json").out)["total"] == 0
    wrong = sijill("statements", "x.sijill", "--act", "lie")
    assert (wrong.status, wrong.err.splitlines()[0]) == (2, "'lie' is no act.")
    assert "one of assert, deny, commit" in wrong.err
    wrong = sijill("statements", "x.sijill", "--from", "أمس")
    assert (wrong.status, wrong.err.splitlines()[0]) == (2, "'أمس' is not a day.")


def test_statements_stand_under_their_speaker_with_arrows_and_words_for_acts(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = (
        "قال وزير الري سامي الراوي في مقابلة مع قناة الضفة إن السد بلغ نصف سعته.\nوحذر الوزير سامي الراوي من الفيضان."
    )
    (pages / "more.jsonl").write_text(
        json.dumps({"id": "z", "text": told, "outlet": "مرايا", "published": "2031-05-04"}), "utf-8"
    )
    sijill("build", "x.sijill", pages)
    monkeypatch.setattr(Stream, "terminal", True)
    monkeypatch.setenv("COLUMNS", "160")
    out = sijill("statements", "x.sijill", "--speaker", "سامي الراوي").out
    assert "سامي الراوي - وزير الري (2031-05-04) - الوزير (2031-05-04)" in out
    assert "سامي الراوي → مقابلة → الضفة → مرايا" in out
    assert "warns" in out
    assert "assert" not in out


def test_a_page_cannot_steer_the_terminal(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [{"id": "x\x1b[2J\nok", "html": ""}, {"id": "y", "text": OTHER.replace("سليم", "سليم\x1b]0;t\x07 وآمن")}]
    (pages / "evil.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert sijill("build", "x.sijill", pages).err == "x\\x1b[2J\\nok: There is no text on it.\n"
    for terminal in (False, True):
        monkeypatch.setattr(Stream, "terminal", terminal)
        out = sijill("statements", "x.sijill").out
        assert "\\x1b]0;t\\x07" in out
        assert "\x1b]" not in out


def test_verify_fails_with_the_rows_that_do_not_hold(pages: Path) -> None:
    import sqlite3

    sijill("build", "x.sijill", pages)
    with sqlite3.connect("x.sijill") as connection:
        connection.execute("UPDATE statements SET content_text = 'غير هذا' WHERE article = 1 AND n = 0")
    connection.close()
    status, _, err = sijill("verify", "x.sijill")
    assert status == 1
    assert "article 0.statements[0].content: " in err
    assert "not 'غير هذا'" in err
    status, out, _ = sijill("verify", "x.sijill", "--json")
    assert (status, json.loads(out)["problems"][0]["where"]) == (1, "article 0.statements[0].content")


def test_page_prints_the_text_exactly(pages: Path) -> None:
    assert sijill("page", pages / "a.txt").out == PAGE
    assert json.loads(sijill("page", pages / "a.txt", "--json").out)["text"] == PAGE
    (pages / "two.jsonl").write_text(
        f'{{"id": "x1", "text": "{OTHER[:9]}"}}\n{{"id": "x2", "text": "خبر ثان"}}\n', "utf-8"
    )
    assert sijill("page", pages / "two.jsonl", "--id", "x2").out == "خبر ثان"
    status, _, err = sijill("page", pages / "two.jsonl")
    assert (status, err.splitlines()[1]) == (2, f"hint: name one: sijill page {pages / 'two.jsonl'} --id x1")
    assert "There is no page 'x3'" in sijill("page", pages / "two.jsonl", "--id", "x3").err
    (pages / "same.jsonl").write_text('{"id": "x", "text": "خبر أول"}\n{"id": "x", "text": "خبر ثان"}\n', "utf-8")
    status, _, err = sijill("page", pages / "same.jsonl", "--id", "x")
    assert (status, err.splitlines()[0]) == (2, f"{pages / 'same.jsonl'} holds more than one page 'x'.")
    assert sijill("page", pages / "same.jsonl", "--id", err.split()[-1]).out == "خبر أول"


def test_times_of_a_text() -> None:
    status, out, _ = sijill("times", "انهار السد أمس", "--published", "2031-05-13", "--json")
    (time,) = json.loads(out)["times"]
    assert (status, time["text"], time["value"]) == (0, "أمس", "2031-05-12")
    assert "أمس\t[11, 14)\tDATE\t2031-05-12" in sijill("times", "انهار السد أمس", "--published", "2031-05-13").out
    (time,) = json.loads(sijill("times", "انهار السد أمس", "--json").out)["times"]
    assert (time["value"], time["reason"]) == (None, "no-anchor")


def test_demo_writes_a_record_and_its_report(tmp_path: Path) -> None:
    status, out, err = sijill("demo", "--into", tmp_path / "demo", "--no-open", "--json")
    made = json.loads(out)
    assert (status, err) == (0, "")
    assert made["pages"] >= 24
    assert Path(made["report"]).stat().st_size > 10_000
    assert sijill("verify", made["record"]).status == 0


def test_stages_are_listed_in_their_order() -> None:
    listing = json.loads(sijill("stages", "--json").out)
    assert [row["name"] for row in listing["rows"]] == ["times", "entities", "statements", "events"]


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["annotate", "missing.txt"], "No such file or folder: missing.txt", "check the spelling"),
        (["build", "x.sijill", "missing"], "No such file or folder: missing", "check the spelling"),
        (["build", "x.sijill"], "There is no record x.sijill.", "sijill build x.sijill PAGES"),
        (["build", "no/x.sijill", "pages"], "There is no folder no to put x.sijill in.", "mkdir no"),
        (["build", "pages", "pages"], "pages is a folder; a record is one file.", "sijill build pages.sijill"),
        (["timeline", "missing.sijill"], "There is no record missing.sijill.", "sijill build missing.sijill"),
        (["annotate", "pages", "--published", "soon"], "'soon' is not a day.", "write it as 2023-08-17"),
        (["times", "x", "--published", "2031-13-01"], "'2031-13-01' is not a day.", "write it as 2023-08-17"),
        (["annotate", "pages", "--jobs", "0"], "0 processes cannot read anything.", "--jobs 1 or more"),
        (["annotate", "pages", "--jobs", "many"], "Invalid value for '--jobs'", "sijill annotate --help"),
        (["timeline"], "Missing argument 'RECORD", "sijill timeline --help"),
        (["timeline", "x", "--form", "2031-01-01"], "No such option", "sijill timeline --help"),
        (["tmeline"], "No such command 'tmeline'.", "sijill --help"),
    ],
)
def test_a_wrong_call_says_what_would_be_right(pages: Path, words: list[str], message: str, hint: str) -> None:
    before = sorted(os.listdir())
    status, out, err = sijill(*words)
    lines = err.splitlines()
    assert (status, out) == (2, "")
    assert lines[0].startswith(message)
    assert lines[1].startswith(f"hint: {hint}")
    status, out, err = sijill(*words, "--json")
    error = json.loads(err)["error"]
    assert (status, out, error["code"]) == (2, "", "usage")
    assert error["message"].startswith(message)
    assert sorted(os.listdir()) == before


def test_a_day_that_is_none_is_refused_everywhere(pages: Path) -> None:
    sijill("build", "x.sijill", pages)
    for words in (["timeline", "--as-of"], ["timeline", "--from"], ["timeline", "--to"], ["statements", "--as-of"]):
        status, _, err = sijill(words[0], "x.sijill", words[1], "2031-02-30")
        assert (status, err) == (2, "'2031-02-30' is not a day.\nhint: write a day as 2023-08-17\n")
    status, _, err = sijill("report", "x.sijill", "-o", "no/x.html")
    assert (status, err) == (2, "There is no folder no to put x.html in.\nhint: mkdir no\n")


def test_another_file_is_no_record(pages: Path) -> None:
    Path("x.sijill").write_text("خبر", encoding="utf-8")
    status, _, err = sijill("timeline", "x.sijill", "--json")
    assert (status, json.loads(err)["error"]["code"]) == (1, "store")


def test_every_command_takes_json_and_explains_itself() -> None:
    for command in app.registered_commands:
        status, out, _ = sijill(command.name, "--help")
        assert status == 0
        assert "--json" in out, command.name


def test_output_is_utf8_wherever_it_runs(pages: Path) -> None:
    env = {**os.environ, "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"}
    for words in (["page", pages / "b.txt"], ["annotate", pages / "b.txt"], ["times", "أمس"]):
        done = subprocess.run([*SIJILL, *words], env=env, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "أمس" in done.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes")
def test_a_reader_that_leaves_early_is_no_trouble(pages: Path) -> None:
    lines = "\n".join(json.dumps({"id": f"p{n}", "text": OTHER + f" {n}"}) for n in range(200))
    (pages / "many.jsonl").write_text(lines, encoding="utf-8")
    process = subprocess.Popen(
        [*SIJILL, "annotate", pages / "many.jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert (process.stderr.read(), process.wait()) == (b"", 0)
    process.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_leaves_the_record_sound(pages: Path) -> None:
    lines = "\n".join(json.dumps({"id": f"p{n}", "text": OTHER + f" {n}"}) for n in range(5000))
    (pages / "many.jsonl").write_text(lines, encoding="utf-8")
    listen = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); " + SIJILL[2]
    command = [*SIJILL[:2], listen, "build", "x.sijill", pages / "many.jsonl"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    while not Path("x.sijill-wal").exists() or Path("x.sijill-wal").stat().st_size < 300_000:
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert process.stderr
    assert process.stderr.read().decode() == (
        "Interrupted; what was done so far is kept.\nhint: the same command goes on from there\n"
    )
    assert process.wait() == 1
    process.stderr.close()
    proof = json.loads(sijill("verify", "x.sijill", "--json").out)
    assert 0 < proof["pages"] < 5000
    assert proof["problems"] == []
    assert sorted(os.listdir()) == ["pages", "x.sijill"]


def test_places_are_listed_with_coordinates_and_found_by_what_contains_them(pages: Path) -> None:
    (pages / "c.txt").write_text(
        "قصف على سرمدا\n17 مايو 2031\n\nقتل ثلاثة مدنيين أمس في قصف على بلدة سرمدا في ريف إدلب الشمالي.",
        encoding="utf-8",
    )
    assert sijill("build", "x.sijill", pages / "c.txt").status == 0
    listing = json.loads(sijill("places", "x.sijill", "--within", "سوريا", "--json").out)
    row = next(row for row in listing["rows"] if row["name"] == "سرمدا")
    assert (row["spot"]["country"], row["spot"]["latitude"], row["events"]) == ("SY", 36.19, 1)
    assert {piece["words"] for piece in row["evidence"]} == {"سرمدا"}
    assert "36.19 36.72" in sijill("places", "x.sijill").out
    assert json.loads(sijill("timeline", "x.sijill", "--place", "سوريا", "--json").out)["total"] == 1
    assert json.loads(sijill("timeline", "x.sijill", "--place", "العراق", "--json").out)["total"] == 0


def test_actors_and_suggestions_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    first = "بيان\n\nقال الوزير حازم الطويلي إن سد الرمانة سليم."
    other = "جلسة\n\nوقال الدكتور الطويلي إن الجلسة أجلت إلى الشتاء."
    for name, text in (("a.txt", first), ("b.txt", other)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert sijill("build", "x.sijill", "a.txt", "b.txt", "--published", "2031-06-01").status == 0
    listed = json.loads(sijill("actors", "x.sijill", "--kind", "per", "--json").out)
    assert {row["name"] for row in listed["rows"]} == {"حازم الطويلي", "الطويلي"}
    assert all(row["evidence"][0]["words"] for row in listed["rows"])
    pairs = json.loads(sijill("actors", "x.sijill", "--suggestions", "--json").out)
    assert [set(row["names"]) for row in pairs["rows"]] == [{"حازم الطويلي", "الطويلي"}]
    shown = sijill("actors", "x.sijill", "--suggestions").out
    assert "the end of the name, borne by nobody else in the record" in shown
    assert "حازم الطويلي" in sijill("actors", "x.sijill").out
    wrong = sijill("actors", "x.sijill", "--kind", "people")
    assert (wrong.status, "PER, ORG, LOC, FAC" in wrong.err) == (2, True)


def test_history_says_what_an_earlier_reading_held(pages: Path) -> None:
    (pages / "c.txt").write_text("نفى سامر الياسين أن يكون السد قد انهار أمس.", encoding="utf-8")
    sijill("build", "x.sijill", "pages/c.txt")
    assert "earlier readings" not in sijill("info", "x.sijill").out
    sijill("build", "x.sijill", "pages/c.txt", "--published", "2031-05-13")
    shown = sijill("history", "x.sijill", "pages/c.txt")
    assert (shown.status, shown.err) == (0, "")
    lines = [line.split("\t") for line in shown.out.splitlines()]
    assert [line[3] for line in lines[:2]] == ["read", "read"]
    assert (lines[0][2], lines[1][2]) == (lines[1][1], "now")
    (changed,) = (line for line in lines if line[3] == "times altered")
    assert changed[4:6] == ["أمس", "أمس"]
    assert "value: ? → 2031-05-12" in changed[6]
    rows = json.loads(sijill("history", "x.sijill", "pages/c.txt", "--json").out)
    assert (rows["total"], rows["rows"][1]["recorded_to"]) == (2, None)
    assert {"words": "أمس", "page_sha256": rows["rows"][0]["page_sha256"], "start": 39, "end": 42} in rows["rows"][1][
        "evidence"
    ]
    assert "1 earlier readings of articles" in sijill("info", "x.sijill").out
    assert ", 1 earlier readings.\n" in sijill("verify", "x.sijill").out
    missing = sijill("history", "x.sijill", "d.txt")
    assert (missing.status, missing.err.splitlines()[0]) == (2, "No page 'd.txt' in the record.")


def test_search_tells_how_its_answers_spread(pages):
    sijill("build", "x.sijill", "pages", "-j", "1")
    told = sijill("search", "x.sijill", "السد", "--facets")
    assert (told.status, told.err) == (0, "2 articles.\n")
    assert 'place\tوادي الرمان\t1\tالسد place:"وادي الرمان"' in told.out.splitlines()
    found = json.loads(sijill("search", "x.sijill", "السد", "--facets", "--json").out)
    assert (found["query"], found["total"]) == ("السد", 2)
    days = next(facet for facet in found["facets"] if facet["field"] == "day")
    assert days["unit"] == "day"
    assert [one["value"] for one in days["values"]] == ["2031-05-02"], "the other states no day"
    assert days["values"][0]["query"] == "السد after:2031-05-02 before:2031-05-02"
    assert sijill("search", "x.sijill", "after:x", "--facets").status == 2
