import pytest

from invented_flood import make_story
from sijill.export.report import render_report
from sijill.model.records import Rejection
from sijill.run.derived import Derived
from sijill.run.view import View


def following_from(articles, *, as_of=None):
    """What follows from articles that are in no record."""
    return Derived(View(list(articles), [], as_of))


@pytest.fixture(scope="session")
def story():
    return make_story()


@pytest.fixture(scope="session")
def html(story):
    articles, texts = story
    rejections = [Rejection("empty.txt", None, "empty", "The file is empty.")]
    return render_report(following_from(articles), texts, title="فيضان السروة", rejections=rejections)
