"""Days of events on hostile text: no number of times and triggers in one sentence costs more than their sum."""

import time

from sijill.annotate.events import find_events_by_weights
from sijill.annotate.times import find_times
from sijill.pages import open_page
from sijill.pages.documents import Document
from sijill.run.stages import STAGES, annotate
from sijill.text.reading import open_reading


def test_a_sentence_of_nothing_but_attacks_and_days_costs_no_square() -> None:
    text = "عنوان الخبر\n\n" + "قصف الجيش البلدة يوم الجمعة 3 مارس 2018 " * 1_000
    page, (article,) = open_page(Document("flood", text.encode(), "text", None, "2018-03-05", None))
    dated = annotate(page.text, article, [stage for stage in STAGES if stage.run is find_times])
    begin = time.process_time()
    events = find_events_by_weights(open_reading(page.text, dated))
    assert time.process_time() - begin < 20  # 2.1 s; a minute and more where every time is held against every trigger
    assert [event.when.value for event in events if event.when][:2] == ["2018-03-03", "2018-03-03"]
