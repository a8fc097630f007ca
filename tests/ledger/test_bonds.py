"""What joins two, counted and weighed."""

from sijill.ledger.bonds import Bonds

BONDS = Bonds(
    events=[("e1", {"a", "b"}), ("e2", {"a"}), ("e3", {"a", "b", "c"})],
    statements=[("s1", "a", {"b", "c"})],
    articles=[(("p", 0), {"a", "b"}), (("q", 0), {"a", "b", "c", "d"})],
)


def test_a_tie_counts_what_two_share():
    ties = {(tie.one, tie.other): tie for tie in BONDS.among("abcd")}
    tie = ties["a", "b"]
    assert (tie.events, tie.statements, tie.articles) == (2, 1, 2)
    assert tie.shared == round(3 + 3 / 2 + 3 / 2 + 1 + 1 / 3, 6)
    assert tie.weight == round((3 + 3 / 2 + 3 / 2 + 1 + 1 / 3) / 2, 6), "two articles name each of them"
    assert (ties["b", "c"].events, ties["b", "c"].statements) == (1, 0), "of whom somebody speaks are not joined by it"
    assert BONDS.between("b", "a") == (["e1", "e3"], ["s1"], [("p", 0), ("q", 0)])
    assert BONDS.between("a", "a") == ([], [], [])
    assert BONDS.around("a") == ["b", "c", "d"]
