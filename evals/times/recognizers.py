"""`python -m evals.times.recognizers`: the Arabic time cases of Recognizers-Text, as a test nobody here wrote.

The cases (MIT) are read beside the project, `../shared/data/time/recognizers` or `$SIJILL_RECOGNIZERS`; nothing of them is
kept here but file names and case numbers, with why a case does not count (`recognizers_left_out.tsv`): its gold is wrong,
or nobody writes so in news.

The cases and TIMEX3 cut time apart differently.  A case is right where ours is one of its two readings (past, future), names
the day at the unit's own grain (`قبل عامين` is 2014, not 2014-11-07), or gives a range by its first and last day or its length.

--errors       print what is wrong
"""

from __future__ import annotations

import json
import os
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sijill.annotate.times import find_times_in
from sijill.model.records import Time

HERE = Path(__file__).parent
BESIDE = Path(os.environ.get("SIJILL_RECOGNIZERS", HERE.parents[2] / "shared" / "data" / "time" / "recognizers"))
LEFT_OUT = HERE / "recognizers_left_out.tsv"
_PERIOD = re.compile(
    r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?"
)

Case = dict[str, Any]


def left_out() -> dict[tuple[str, int], str]:
    """The cases that do not count: (file, number) and why."""
    rows = (line.split("\t") for line in LEFT_OUT.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {(row[0], int(row[1])): row[2] for row in rows}


def length_of(period: str) -> tuple[float, float] | None:
    """Months and seconds of an ISO period, so that `P0.5Y` is `P6M`."""
    match = _PERIOD.fullmatch(period)
    if match is None:
        return None
    years, months, weeks, days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    rest = ((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds
    return round(years * 12 + months, 2), round(rest, 2)


def clock_of(value: str) -> str:
    """A clock time without empty minutes and seconds; the midnight that ends a day is that which begins the next."""
    return re.sub(r"(:00)+$", "", value.removesuffix("Z")).replace("24", "00")


def is_right(case: Case, times: tuple[Time, ...]) -> bool:
    """Whether our times give every result of a case."""
    if not case["Results"]:
        return not times
    return all(_agrees(result, _inside(case["Input"], result, times)) for result in case["Results"])


def _inside(text: str, result: Case, times: tuple[Time, ...]) -> list[Time]:
    start = text.find(result["Text"].strip())
    start = result["Start"] if start < 0 else start
    end = start + len(result["Text"])
    return [time for time in times if time.start < end and start < time.end]


def _agrees(result: Case, times: list[Time]) -> bool:
    value = result.get("Value") or {}
    timex = value.get("Timex", "")
    readings = [*(value.get("FutureResolution") or {}).items(), *(value.get("PastResolution") or {}).items()]
    if not times:
        return False
    if timex.startswith("("):
        return _is_range(timex, readings, times)
    if timex.startswith("P") and timex != "PRESENT_REF":
        return any(time.value is not None and length_of(time.value) == length_of(timex) for time in times)
    if any(time.type == "SET" for time in times):
        period = "P1W" if "WXX" in timex else "P1Y" if timex.startswith("XXXX-") else "P1D"
        return any(time.value == period for time in times)
    return any(_is_point(timex, [text for _, text in readings], time) for time in times if time.value)


def _is_point(timex: str, readings: list[str], time: Time) -> bool:
    ours = time.value or ""
    if timex.startswith("T"):
        return "T" in ours and clock_of(ours.split("T")[1]) == clock_of(timex[1:])
    candidates = {timex, *(reading.replace(" ", "T") for reading in readings)}
    if any(clock_of(candidate) == clock_of(ours) for candidate in candidates):
        return True
    part = timex[-3:] if re.search(r"T(MO|AF|EV|NI)$", timex) else ""
    days = {candidate[:10] for candidate in candidates if re.match(r"\d{4}-\d\d-\d\d", candidate)}
    if part and ours.endswith(part):
        return ours[:10] in days
    clock = re.search(r"T(\d.*)$", timex)
    if clock:
        return "T" in ours and clock_of(ours.split("T")[1]) == clock_of(clock[1]) and (ours[:10] in days or not days)
    coarse = len(ours) < 10 or "W" in ours or (ours[:10] in days and not part)  # 31 December by night
    return coarse and any((time.earliest or "") <= day <= (time.latest or "") for day in days)


def _is_range(timex: str, readings: list[tuple[str, str]], times: list[Time]) -> bool:
    first, last, *period = timex.strip("()").split(",")
    if period and any(
        time.type == "DURATION" and time.value and length_of(time.value) == length_of(period[0]) for time in times
    ):
        return True
    firsts = {first, *(text for key, text in readings if key.startswith("start"))}
    lasts = {last, *(text for key, text in readings if key.startswith("end"))}
    if "T" in first:
        return _is_clock_range(first, last, times)
    days = [time for time in times if time.earliest and time.latest][-2:]  # before them the week they stand in
    if not days:
        return False
    ends = {end for text in lasts if re.fullmatch(r"\d{4}-\d\d-\d\d", text) for end in (text, _day_before(text))}
    begins, closes = min(t.earliest or "" for t in days) in firsts, max(t.latest or "" for t in days) in ends
    if days[-1].mod == "END" and closes:  # the rest of the week
        return True
    years = [time.value for time in days if len(time.value or "") == 4]  # 2014-2018, whose end they leave out
    return begins and (closes or (bool(years) and f"{years[-1]}-01-01" in lasts))


def _is_clock_range(first: str, last: str, times: list[Time]) -> bool:
    clocks = [clock_of(time.value.split("T")[1]) for time in times if time.value and "T" in time.value]
    wanted = [clock_of(text.split("T")[1]) for text in (first, last)]
    return len(clocks) >= 2 and [clocks[0], clocks[-1]] == wanted


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def main(arguments: list[str]) -> int:
    """Run every case that counts and print the share that is right, by file."""
    if not BESIDE.exists():
        print(f"recognizers: no cases in {BESIDE}, skipped", file=sys.stderr)
        return 0
    without = left_out()
    right = counted = 0
    for file in sorted(BESIDE.glob("*.json")):
        mine = total = 0
        for number, case in enumerate(json.loads(file.read_text(encoding="utf-8-sig"))):
            if (file.stem, number) in without:
                continue
            anchor = str(case.get("Context", {}).get("ReferenceDateTime") or "2016-11-07")[:10]
            times = find_times_in(case["Input"], anchor)
            total += 1
            mine += is_right(case, times)
            if "--errors" in arguments and not is_right(case, times):
                gold = "; ".join(f"{r['Text']} = {(r.get('Value') or {}).get('Timex')}" for r in case["Results"])
                ours = "; ".join(f"{t.text} = {t.value} {t.mod or ''}" for t in times)
                print(f"{file.stem}\t{number}\t[{anchor}] {case['Input']}\n\tgold {gold}\n\tours {ours}")
        print(f"{file.stem:22} {mine:4} of {total:4}  {mine / max(total, 1):.3f}")
        right, counted = right + mine, counted + total
    print(f"{'all':22} {right:4} of {counted:4}  {right / max(counted, 1):.3f}   ({len(without)} cases do not count)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
