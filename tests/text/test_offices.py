"""The offices and their holders: people of the lists, terms in order, and answers that say when they are not sure."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from sijill.text.gazetteer import find_known, known_names
from sijill.text.offices import LAST_CHECKED, Term, holders, officeholders, offices_of, terms

MOMENT = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-[0-3]\d)?)?")


def test_there_are_many_people_and_offices():
    assert len({term.person for term in terms()}) >= 500
    assert len({term.office for term in terms()}) >= 300


def test_every_holder_and_body_is_in_the_lists_of_names():
    people = {known.name for known in known_names() if known.kind == "PER"}
    bodies = {known.name for known in known_names() if known.kind in ("LOC", "ORG")}
    assert {term.person for term in terms()} <= people
    assert {term.office.body for term in terms()} <= bodies


def test_an_office_stands_once_with_both_names():
    offices = {term.office for term in terms()}
    assert [name for name, count in Counter(office.name for office in offices).items() if count > 1] == []
    assert [name for name, count in Counter(office.english for office in offices).items() if count > 1] == []


def test_a_term_begins_before_it_ends():
    moments = [moment for term in terms() for moment in (term.first, term.last) if moment is not None]
    assert [moment for moment in moments if not MOMENT.fullmatch(moment)] == []
    assert [term for term in terms() if term.last is not None and term.last < term.first] == []


def test_the_holders_of_an_office_that_one_person_holds_follow_each_other():
    by_office: dict[str, list[Term]] = {}
    for term in terms():
        if not term.office.shared:
            by_office.setdefault(term.office.name, []).append(term)
    wrong = [
        (before.office.english, before.person, after.person)
        for held in by_office.values()
        for before, after in pairwise(held)
        if before.last is None or before.last > after.first
    ]
    assert wrong == []


def test_a_person_with_offices_is_not_described_a_second_time():
    doubled = [known.name for known in known_names() if known.known_for and offices_of(known.name)]
    assert doubled == []


def test_who_held_an_office_on_a_day():
    assert [term.person for term in holders("president of the United States", "2021-01-19")] == ["دونالد ترامب"]
    assert [term.person for term in holders("رئيس الولايات المتحدة", "2021-01-20")] == ["دونالد ترامب", "جو بايدن"]
    assert holders("رئيس لبنان", "2023-03") == ()  # the office was vacant
    assert holders("رئيس جزيرة الكنز", "2023-03") == ()


def test_a_month_that_two_share_is_sure_for_neither():
    left, came = holders("رئيس وزراء العراق", "2018-10-15")
    assert (left.person, came.person) == ("حيدر العبادي", "عادل عبد المهدي")
    assert not left.surely_holds("2018-10-15")
    assert not came.surely_holds("2018-10-15")
    assert came.surely_holds("2019")


def test_a_term_that_runs_on_is_not_sure_after_the_last_check():
    (king,) = holders("ملك الأردن", "2040")
    assert king.last is None
    assert king.surely_holds(LAST_CHECKED)
    assert not king.surely_holds("2040")


def test_the_offices_of_a_person_however_the_name_is_spelled():
    assert [term.office.english for term in offices_of("عبدالفتاح السيسي")] == [
        "defence minister of Egypt",
        "president of Egypt",
    ]
    assert offices_of("سليم الحارثي") == ()


def test_who_held_the_offices_of_a_state():
    held = {(term.office.english, term.person) for term in officeholders("تونس", "2013-08-01")}
    assert ("president of Tunisia", "المنصف المرزوقي") in held
    assert ("prime minister of Tunisia", "علي العريض") in held


def test_the_lists_hold_the_names_of_the_news():
    things = {known.name for known in known_names() if known.kind in ("PER", "ORG")}
    assert len(things) >= 4_000
    assert find_known("PER", "بريت ماكجورك").english == "Brett McGurk"
