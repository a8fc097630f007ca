"""Events by weights and encoder together: what the encoder's say changes, and that nothing needs it."""

from __future__ import annotations

import pytest

from invented import open_paragraphs
from sijill.annotate.events import find_events, find_events_by_weights, heard
from sijill.encode import has_weights
from sijill.model.reading import Reading

TITLE = "وفاة الكاتب سليم الحارثي"
BODY = "توفي الكاتب سليم الحارثي صباح الأحد بعد صراع مع المرض. وكانت روايته الأخيرة صدرت عام 2019."


def reading() -> Reading:
    return open_paragraphs(TITLE, BODY, published="2024-05-07")


@pytest.mark.skipif(not has_weights(), reason="the encoder's weights are not in this checkout: make model")
def test_chances_of_a_death_speak_for_death() -> None:
    article = reading()
    hearing = heard.hear_article(article)
    assert hearing is not None
    died = article.page_text.index("توفي")
    morning = article.page_text.index("صباح")
    assert hearing.bonus(died, in_lead=True) > 0 > hearing.bonus(morning, in_lead=True)
    assert hearing.bonus(died, in_lead=True) > hearing.bonus(died, in_lead=False)
    chances = hearing.type_chances(died)
    assert max(chances, key=chances.__getitem__) == "DEATH"
    assert max(chances.values()) == pytest.approx(1)
    moods = hearing.mood_scores(died)
    assert max(moods, key=moods.__getitem__) == "actual"
    assert hearing.weight_as_main(died) > hearing.weight_as_main(article.page_text.index("الأخيرة"))
    assert [event.type for event in find_events(article) if event.main] == ["DEATH"]


def test_without_the_encoder_the_weights_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heard, "installed_encoder", lambda: None)
    article = reading()
    assert find_events(article) == find_events_by_weights(article)
