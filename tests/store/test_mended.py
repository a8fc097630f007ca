"""Conditions of a question over articles that people put right."""

import pytest

from invented import report
from sijill.store.mended import meets

ARTICLE = report(
    "انهيار سد",
    "انهار جزء من السد، واتهم الوزير الشركة بالإهمال.",
    day="2031-05-13",
    events=[lambda page: page.event("DISASTER", "انهار")],
    statements=[lambda page: page.statement("الوزير", "اتهم", "الشركة بالإهمال", act="accuse")],
)


@pytest.mark.parametrize(
    ("field", "value", "met"),
    [
        ("type", "disaster", True),
        ("type", "ACCUSE", False),  # what is said is no event of that type
        ("act", "ACCUSE", True),
        ("act", "disaster", False),
        ("after", "٢٠٣١-٠٥-١٣", True),
        ("after", "2031-06", False),
        ("before", "٢٠٣١", True),
        ("before", "2031-04", False),
    ],
)
def test_each_field_is_asked_of_its_own_rows(field, value, met):
    assert meets(ARTICLE, field, [value]) is met
    assert not meets(None, field, [value])
