"""The networks lead to just what their lines count."""

import json
import re
from html import unescape

import pytest
from starlette.testclient import TestClient

import sijill
from sijill.show.wording import count_words
from sijill.web import make_app

TIE = re.compile(r'<li><a href="[^"]+">.*?: <a class="u" href="([^"]+)">(.*?)</a></li>')


TOLD = (
    "افتتح وزير الري سامر الياسين أمس سد الوادي وقال إن الماء سيصل إلى القرى كلها قبل الخريف المقبل.",
    "وشكر الوزير العمال الذين بنوا السد في ثلاث سنوات، ووعد بأن تبنى مدرسة لأبنائهم قرب البحيرة الجديدة.",
    "وحضر الافتتاح رئيس البلدية نادر السعدي ومئات من أهل القرى، ووزعت الوزارة على المزارعين بذورا وأسمدة.",
    "وكان بناء السد قد توقف مرتين بسبب الفيضان ونقص المال، ثم استؤنف بعد أن أقرضت المصارف الوزارة ما يلزم.",
)


def ties_on(html):
    listed = html[html.index('<details class="why ties">') :]
    return [(unescape(href), words) for href, words in TIE.findall(listed[: listed.index("</details>")])]


@pytest.fixture(autouse=True)
def all_worked_out(app):
    app.state.snapshots.of(None)


def test_a_line_leads_to_the_events_statements_and_articles_it_counts(client, dossier):
    pages = ["/actors", *(f"/actors/{thing.id}" for thing in dossier.actors())]
    seen = 0
    for path in pages:
        html = client.get(path).text
        if 'class="net"' not in html:
            continue
        for href, words in ties_on(html):
            found = client.get(f"{href}.json").json()
            counts = [(found[of]["total"], of[:-1]) for of in ("events", "statements", "articles")]
            assert words == "، ".join(count_words(count, noun).ar for count, noun in counts if count)
            assert client.get(href).status_code == 200
            assert href in unescape(html[: html.index("</figure>")]), "what is listed is drawn"
            seen += 1
    assert seen > 5
    assert client.get(f"{href}?of=articles").status_code == 200
    one = href.split("/")[2]
    assert client.get(f"/actors/{one}/with/{one}").status_code == 404
    assert client.get(f"/actors/{one}/with/nobody.json").status_code == 404


def test_an_arrow_leads_to_the_articles_carried(tmp_path):
    ends = ("البردي", ""), ("رنين", "وعاد الوفد."), ("المرجان", "وعاد الوفد مساء."), ("النخيل", "(رويترز)")
    for number, (outlet, end) in enumerate(ends):
        text = f"افتتاح سد الوادي\n\n{' '.join(TOLD) if number < 3 else TOLD[3]} {end}"
        page = {"id": f"p{number}", "outlet": outlet, "published": f"2031-05-0{number + 1}", "text": text}
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(page), encoding="utf-8")
    sijill.open(tmp_path / "c.sijill").build(sorted(tmp_path.glob("*.jsonl")), jobs=1)
    client = TestClient(make_app(tmp_path / "c.sijill"), base_url="http://localhost")
    ties = ties_on(client.get("/sources").text)
    assert len(ties) == 3
    for href, words in ties:
        rows = client.get(href.replace("/articles?", "/articles.json?")).json()["rows"]
        assert words == count_words(len(rows), "article").ar == "مقالة واحدة"
        assert "إزالة" in client.get(href).text
