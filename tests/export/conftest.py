import pytest

from invented_flood import make_story
from sijill.export.report import render_report
from sijill.model.records import Rejection


@pytest.fixture(scope="session")
def story():
    return make_story()


@pytest.fixture(scope="session")
def html(story):
    articles, texts = story
    rejections = [Rejection("empty.txt", None, "empty", "The file is empty.")]
    return render_report(articles, texts, title="فيضان السروة", rejections=rejections)
