"""Corrections at rest: only ever added, found again as they were, undone by one more."""

import itertools
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import create_engine

from sijill.model.corrections import (
    ActChange,
    Change,
    Confirmation,
    Correction,
    DayChange,
    DifferentThing,
    Hiding,
    Note,
    PlaceChange,
    SameThing,
    SpeakerChange,
    Target,
    Undoing,
    make_correction,
    pairs_of,
    standing,
)
from sijill.model.errors import UsageError
from sijill.store import tables
from sijill.store.corrections import add_corrections, read_corrections
from sijill.store.record import Record
from sijill.store.signing import fingerprint_of, is_signed_right, load_key, sign

DAM = Target("ab" * 32, "event", 10, 15, "انهار")
MINISTER = Target("ab" * 32, "mention", 20, 27, "الياسين")
NAMESAKE = Target("cd" * 32, "mention", 4, 11, "الياسين")
CHANGES: list[Change] = [
    SpeakerChange("ليلى حداد"), SpeakerChange(None), ActChange("deny"), DayChange("2031-05-12"), DayChange(None),
    PlaceChange("وادي الرمان"), PlaceChange("طرابلس", "gn2210247"), Hiding(), Note("قارن بالبيان"), Confirmation(),
    SameThing(NAMESAKE), DifferentThing(NAMESAKE), Undoing("0123456789abcdef"),
]  # fmt: skip
changes = st.sampled_from(CHANGES)
clock = itertools.count()


def made(change: Change, target: Target = DAM, at: int | None = None) -> Correction:
    moment = f"2031-06-01T10:00:{next(clock) if at is None else at:09.6f}Z"
    return make_correction(target, change, who="ريما", made=moment, why="الصفحة تقول غير ذلك")


@given(st.lists(st.tuples(changes, st.integers(0, 59)), max_size=8))
@settings(max_examples=25, deadline=None)
def test_what_is_added_is_read_back_once_and_in_order(drawn: list[tuple[Change, int]]) -> None:
    corrections = [made(change, at=at) for change, at in drawn]
    expected = sorted({one.id: one for one in corrections}.values(), key=lambda one: one.order)
    with create_engine("sqlite://").begin() as connection:
        tables.metadata.create_all(connection)
        assert add_corrections(connection, corrections) == len(expected)
        assert add_corrections(connection, corrections[::-1]) == 0
        assert read_corrections(connection) == expected


def test_a_correction_lies_beside_the_pages(tmp_path: Path) -> None:
    correction = made(SpeakerChange("ليلى حداد"))
    with Record.open_to_write(tmp_path / "x.sijill") as record, record.writing() as connection:
        add_corrections(connection, [correction])
    with Record.open(tmp_path / "x.sijill") as record, record.reading() as connection:
        assert read_corrections(connection) == [correction]


def test_undoing_takes_one_away_and_undoing_that_gives_it_back() -> None:
    first, other = made(ActChange("deny")), made(Hiding(), MINISTER)
    undone = made(Undoing(first.id))
    again = made(Undoing(undone.id))
    assert standing([first, other]) == [first, other]
    assert standing([undone, other, first]) == [other]
    assert standing([again, undone, other, first]) == [first, other]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_what_stands_does_not_depend_on_the_order_of_rows(data: st.DataObject) -> None:
    corrections: list[Correction] = []
    for at in range(data.draw(st.integers(0, 8))):
        undo = corrections and data.draw(st.booleans())
        change = Undoing(data.draw(st.sampled_from(corrections)).id) if undo else data.draw(changes)
        corrections.append(made(change, at=at))
    assert standing(data.draw(st.permutations(corrections))) == standing(corrections)
    undone = [*corrections, *(made(Undoing(one.id), at=30 + at) for at, one in enumerate(standing(corrections)))]
    assert standing(undone) == []


def test_a_row_that_undoes_itself_ends_nowhere() -> None:
    forged = replace(made(Undoing("x")), id="x")
    assert standing([forged]) == []


@pytest.mark.parametrize("count", [1_500, 1_501])
def test_undoings_of_undoings_may_be_many(count: int) -> None:
    chain = [made(Hiding())]
    for _ in range(count):
        chain.append(made(Undoing(chain[-1].id)))
    assert standing(chain) == chain[: 1 - count % 2]
    assert standing(chain[::-1]) == chain[: 1 - count % 2]


def test_of_two_words_on_one_pair_the_later_holds() -> None:
    apart, together = made(DifferentThing(NAMESAKE), MINISTER), made(SameThing(MINISTER), NAMESAKE)
    events = made(SameThing(replace(DAM, start=40, end=45)))
    pairs = pairs_of([together, events, apart], "mention")
    assert [(pair.one, pair.other) for pair in pairs.same] == [(NAMESAKE.span, MINISTER.span)]
    assert pairs.different == ()
    assert [pair.other for pair in pairs_of([together, events, apart], "event").same] == [("ab" * 32, 40, 45)]
    assert pairs_of([apart], "mention").different[0].correction == apart


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    path = tmp_path / "key.pem"
    path.write_bytes(Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return path


def test_a_signature_holds_for_the_correction_as_it_was_made(key_file: Path) -> None:
    signed = sign(made(SpeakerChange("ليلى حداد")), load_key(key_file))
    assert is_signed_right(signed)
    assert not is_signed_right(replace(signed, why="سبب آخر"))
    assert not is_signed_right(replace(signed, change=SpeakerChange("سامر الياسين")))
    for forged in ("ed25519:AAAA:BBBB", "rsa:x:y", "ed25519", "", None):
        assert not is_signed_right(replace(signed, signature=forged))
    assert (fingerprint_of(signed) or "")[:7] == "SHA256:"
    assert fingerprint_of(made(Hiding())) is None


def test_a_key_of_ssh_keygen_serves_and_has_its_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "id_ed25519"
    try:
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)
    except FileNotFoundError:
        pytest.skip("no ssh-keygen here")
    signed = sign(made(Hiding()), load_key(path))
    told = subprocess.run(["ssh-keygen", "-l", "-f", str(path)], check=True, capture_output=True, text=True).stdout
    assert is_signed_right(signed)
    assert fingerprint_of(signed) == told.split()[1]


def test_what_is_no_key_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "words").write_text("ليس مفتاحا", encoding="utf-8")
    for path, words in ((tmp_path / "words", "holds no key"), (tmp_path / "missing", "cannot be read")):
        with pytest.raises(UsageError, match=words) as caught:
            load_key(path)
        assert caught.value.hint == f"make one with: openssl genpkey -algorithm ed25519 -out {path}"
