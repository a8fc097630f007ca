import pytest

from invented import report
from sijill.ledger.asof import known_by
from sijill.model.errors import UsageError
from sijill.model.records import Published


def titled(title, **rest):
    return report(title, "عقد مجلس المدينة جلسته.", **rest)


def titles(articles):
    return {article.title.text for article in articles}


def test_an_article_counts_once_it_was_certainly_published():
    articles = [
        titled("قبل", day="2021-03-01"),
        titled("في اليوم", day="2021-03-02T23:59"),
        titled("بعد", day="2021-03-03"),
        titled("محدود", published=Published(None, "bounded", "2021-02-25", "2021-03-01")),
        titled("ربما", published=Published(None, "bounded", "2021-03-01", "2021-03-05")),
        titled("لاحق", published=Published(None, "bounded", "2021-03-03", "2021-03-05")),
        titled("مجهول"),
    ]
    known, open_articles = known_by(articles, "2021-03-02")
    assert titles(known) == {"قبل", "في اليوم", "محدود"}
    assert titles(open_articles) == {"ربما", "مجهول"}


@pytest.mark.parametrize("day", ["2021-02-30", "2021", "أمس", "20210302"])
def test_what_is_no_day_is_refused(day):
    with pytest.raises(UsageError, match="not a day"):
        known_by([], day)
