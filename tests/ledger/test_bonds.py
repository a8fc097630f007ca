"""What joins two people or bodies, counted and led to."""

import pytest

from sijill.ledger.bonds import DIRECT, Bonds


@pytest.fixture
def bonds():
    return Bonds(
        events=[("e1", ["a", "b"]), ("e2", ["a", "b", "c"])],
        statements=[("s1", "a", ["b", "c"])],
        articles=[(("p", 0), ["a", "b", "c"]), (("q", 0), ["c"]), (("r", 0), ["a"])],
    )


def test_a_tie_counts_what_two_share_and_leads_to_just_that(bonds):
    for tie in bonds.among("abc"):
        shared = bonds.between(tie.one, tie.other)
        assert (tie.events, tie.statements, tie.articles) == tuple(map(len, shared))
    assert bonds.between("a", "b") == (["e1", "e2"], ["s1"], [("p", 0)])
    assert bonds.between("b", "c") == (["e2"], [], [("p", 0)])  # the speaker is joined with both, they not by that
    assert bonds.between("a", "a") == ([], [], [])


def test_what_many_stand_in_joins_any_two_less_and_the_much_named_more_weakly(bonds):
    ties = {tie.one + tie.other: tie for tie in bonds.among("abc")}
    assert ties["ab"].shared == DIRECT + DIRECT / 2 + DIRECT / 2 + 1 / 2
    assert ties["ab"].weight == round(ties["ab"].shared / (2 * 1) ** 0.5, 6)  # a is named in two articles, b in one
    assert [tie.one + tie.other for tie in bonds.among("abc")] == ["ab", "ac", "bc"]
    assert bonds.around("a", "bc", 1) == ["b"]
