import sqlite3

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine

import sijill
from sijill.encode import has_weights
from sijill.encode.vectors import WIDTH, likenesses, measure_lengths, pack_vector, stack_vectors
from sijill.store.meanings import Meanings

needs_encoder = pytest.mark.skipif(not has_weights(), reason="the encoder's weights are not here")
PAGES = {
    "bridge.txt": "افتتاح جسر السروة\n\n2021-03-02\n\nقال سامي الراوي إن الجسر جاهز للعبور بعد سنوات من الانتظار.",
    "flood.txt": "فيضان في السروة\n\n2021-05-04\n\nغمرت المياه الأحياء القريبة من النهر وشكر السكان فرق الإنقاذ.",
}


def vectors(path):
    with sqlite3.connect(path) as file:
        return dict(
            file.execute(
                "SELECT articles.title_text, vector FROM meanings JOIN articles ON articles.id = meanings.article"
            ).fetchall()
        )


@needs_encoder
def test_every_article_has_a_vector_and_a_rebuilt_record_the_same(dossier):
    before = vectors(dossier.path)
    assert {title: len(vector) for title, vector in before.items()} == {
        "افتتاح جسر السروة": 384,
        "فيضان في السروة": 384,
    }
    with sqlite3.connect(dossier.path) as file:
        file.execute("UPDATE pages SET run = NULL")
    dossier.build()
    assert vectors(dossier.path) == before


@needs_encoder
def test_a_build_makes_the_vectors_that_are_missing(dossier):
    before = vectors(dossier.path)
    with sqlite3.connect(dossier.path) as file:
        file.execute("DELETE FROM meanings WHERE article = 1")
    dossier.build()
    assert vectors(dossier.path) == before


@needs_encoder
def test_vectors_come_along_when_records_are_joined_and_go_with_their_page(dossier, tmp_path):
    other = sijill.open(tmp_path / "other.sijill")
    other.merge(dossier.path)
    assert vectors(other.path) == vectors(dossier.path)
    other.forget(str(tmp_path / "flood.txt"), why="asked for")
    assert list(vectors(other.path)) == ["افتتاح جسر السروة"]


@given(st.integers(0, 2**32), st.floats(1.0, 9.0))
def test_a_vector_at_rest_points_where_it_pointed(seed, power):
    rows = np.random.default_rng(seed).normal(size=(4, WIDTH)) ** int(power)  # the higher, the fewer numbers stand out
    units = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    packed = stack_vectors(map(pack_vector, units))
    found = likenesses(packed, measure_lengths(packed), units[0])
    assert found == pytest.approx(units @ units[0], abs=0.02)
    assert found[0] > 0.999


def test_the_nearest_are_chosen_of_those_that_count_however_many_there_are():
    draw = np.random.default_rng(7)
    matrix = draw.integers(-127, 128, (700, WIDTH)).astype(np.int8)
    vector = draw.normal(size=WIDTH).astype(np.float32)
    vector /= np.linalg.norm(vector)
    lengths = measure_lengths(matrix)
    cosines = matrix.astype(np.float64) @ vector / lengths
    meanings = Meanings()
    meanings._found = np.arange(1, 701), matrix, lengths
    connection = create_engine("sqlite://").connect()
    order = [int(at) + 1 for at in np.argsort(-cosines)]
    found = meanings.nearest(connection, vector, most=20)
    assert [one.article for one in found] == order[:20]
    assert [one.likeness for one in found] == pytest.approx([cosines[number - 1] for number in order[:20]], abs=1e-5)
    far = set(order[400:500])
    assert [one.article for one in meanings.nearest(connection, vector, most=20, among=far)] == order[400:420]
    assert meanings.nearest(connection, vector, most=20, among=()) == []
