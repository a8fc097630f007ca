from invented import report
from sijill.link.duplicates import find_credit, find_origins
from sijill.model.graph import article_key

TEXT = (
    "أعلنت هيئة الموانئ في مدينة السروة اليوم إغلاق الميناء الشرقي بعد عاصفة رملية شديدة أوقفت حركة السفن يومين كاملين"
)
OTHER = "افتتح وزير الثقافة معرض الكتاب في مدينة الزيتون مساء أمس بحضور مئات الكتاب والناشرين القادمين من عشرين دولة"


def test_a_copy_with_a_tail_of_its_own_is_the_same_origin():
    one, two, three = report("أ", TEXT), report("ب", TEXT + " كما ذكر مراسلنا هناك"), report("ج", OTHER)
    origins = find_origins([one, two, three])
    assert origins[article_key(one)].group == origins[article_key(two)].group != origins[article_key(three)].group


def test_an_article_without_text_is_no_copy():
    one, two = report("أ"), report("ب")
    origins = find_origins([one, two])
    assert len({origin.group for origin in origins.values()}) == 2


def test_a_credit_is_found_at_the_edges_only():
    assert find_credit(report("أ", "السروة (رويترز) - " + TEXT)) == "رويترز"
    assert find_credit(report("أ", TEXT + " (أ ف ب)")) == "فرانس برس"
    assert find_credit(report("أ", TEXT, "المصدر: وكالة الأناضول")) == "الأناضول"
    assert find_credit(report("أ", f"{TEXT}. وقال متحدث لرويترز إن الأمر انتهى. {OTHER}")) is None
