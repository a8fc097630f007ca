"""Names on the map stand where one can read them."""

from sijill.model.labels import Label
from sijill.model.places import Spot
from sijill.show.atlas import draw_map


def spot(name, latitude, longitude):
    return Spot(name, name, name, "IQ", latitude, longitude, "town", ())


TOWNS = [("الكوت", 32.5, 45.8, 6), ("الموفقية", 32.35, 45.9, 2), ("الحي", 32.17, 46.04, 3), ("الشطرة", 31.4, 46.17, 9)]


def test_a_name_stands_on_no_other_circle_and_no_other_name():
    atlas = draw_map([(spot(name, y, x), weight, Label(name, name)) for name, y, x, weight in TOWNS])
    labelled = [(dot, dot.label) for dot in atlas.dots if dot.label]
    assert {TOWNS[dot.at][0] for dot, _ in labelled} == {name for name, *_ in TOWNS}
    boxes = []
    for dot, label in labelled:
        length = len(TOWNS[dot.at][0]) * 7
        left = label.x - {"middle": length / 2, "start": 0, "end": length}[label.anchor]
        boxes.append((dot, left, label.y - 10, left + length, label.y))
    for dot, left, top, right, bottom in boxes:
        for other in atlas.dots:
            assert other is dot or not (left < other.x < right and top < other.y < bottom)
        for other, left2, top2, right2, bottom2 in boxes:
            assert other is dot or left >= right2 or left2 >= right or top >= bottom2 or top2 >= bottom
