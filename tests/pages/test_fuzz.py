"""Damaged pages: a few of the fuzz run, so that every test run has some."""

from evals.pages.fuzz import main


def test_damaged_pages_show_no_fault(capsys) -> None:
    assert main(["--pages", "300", "--seed", "70001"]) == 0, capsys.readouterr().out
