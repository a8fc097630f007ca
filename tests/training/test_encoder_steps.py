"""How the encoder was made: data in, the same bits out every time.  What needs torch is skipped where it is not installed."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from training.encoder.names import Swapper, Tagged, cut_long, read_sentences, split_blocks, well_formed
from training.encoder.pairs import Pair, add_unrelated, read_pairs

from sijill.encode.heads import NAMES, STANCE

STEPS = 50
WORDS = "في بغداد قال الوزير إن الجيش دخل المدينة أمس مع محمود عباس رئيس الحكومة".split()


def test_tokens_are_cut_as_the_package_cuts_them(tmp_path: Path) -> None:
    file = tmp_path / "train.txt"
    file.write_text("قال O\nبالعراق B-LOC\nبي.بي.سي B-ORG\nاليورو B-MISC\n\nنعم O\n", encoding="utf-8")
    first, second = read_sentences(file)
    assert list(zip(*first, strict=True)) == [
        ("قال", "O"), ("بالعراق", "B-LOC"),
        ("بي", "B-ORG"), (".", "I-ORG"), ("بي", "I-ORG"), (".", "I-ORG"), ("سي", "I-ORG"),
        ("اليورو", "O"),
    ]  # fmt: skip
    assert second == Tagged(["نعم"], ["O"])


def test_tags_become_well_formed() -> None:
    assert well_formed(["O", "I-PER", "I-PER", "I-LOC"]) == ["O", "B-PER", "I-PER", "B-LOC"]


def test_blocks_part_the_corpus() -> None:
    sentences = [Tagged([str(at)], ["O"]) for at in range(1_000)]
    training, held = split_blocks(sentences)
    assert len(held) == 420
    assert {s.words[0] for s in training}.isdisjoint(s.words[0] for s in held)
    assert len(training) + len(held) == 1_000


def test_long_sentences_are_cut_outside_names() -> None:
    tags = ["O"] * 79 + ["B-PER", "I-PER"] + ["O"] * 10
    parts = list(cut_long(Tagged([str(at) for at in range(len(tags))], tags)))
    assert [len(part.words) for part in parts] == [79, 12]
    assert parts[1].tags[:2] == ["B-PER", "I-PER"]


def test_a_swapped_name_keeps_its_kind_and_the_rest_of_the_sentence() -> None:
    import random

    sentence = Tagged("قال محمود عباس في بيان".split(), ["O", "B-PER", "I-PER", "O", "O"])
    swapped = Swapper().swap(sentence, 1.0, random.Random(3))
    assert swapped.words[0] == "قال"
    assert swapped.words[-2:] == ["في", "بيان"]
    assert swapped.words[1:3] != ["محمود", "عباس"]
    assert set(swapped.tags[1:-2]) <= {"B-PER", "I-PER"}
    assert Swapper().swap(sentence, 0.0, random.Random(3)) == sentence


def test_pairs_get_unrelated_ones_beside_them(tmp_path: Path) -> None:
    file = tmp_path / "dev.csv"
    file.write_text("s1,s2,stance\nارتفاع النفط,انخفاض النفط,disagree\nفوز الفريق,فوز الفريق,agree\n", encoding="utf-8")
    pairs = read_pairs(file)
    assert pairs[0] == Pair("ارتفاع النفط", "انخفاض النفط", "conflict")
    pairs = [Pair(f"خبر {at}", f"الخبر {at}", "agree") for at in range(30)]
    added = add_unrelated(pairs, 1)[len(pairs) :]
    assert {pair.label for pair in added} == {"neither"}
    assert add_unrelated(pairs, 1)[len(pairs) :] == added


def tiny_weights(vocabulary: int) -> dict[str, np.ndarray]:
    """Random weights of a trunk with two layers, 48 wide."""
    draw = np.random.default_rng(7)
    width, inner = 48, 96

    def some(*shape: int) -> np.ndarray:
        return (draw.standard_normal(shape) * 0.05).astype(np.float32)

    weights = {"words": some(vocabulary, width), "places": some(140, width)}
    shapes = {"qkv": (3 * width, width), "o": (width, width), "up": (inner, width), "down": (width, inner)}
    for at in range(2):
        for name, shape in shapes.items():
            weights |= {f"layers.{at}.{name}.weight": some(*shape), f"layers.{at}.{name}.bias": some(shape[0])}
    for name in ("ln", "layers.0.ln1", "layers.0.ln2", "layers.1.ln1", "layers.1.ln2"):
        weights |= {f"{name}.weight": np.ones(width, np.float32), f"{name}.bias": np.zeros(width, np.float32)}
    return weights


@pytest.mark.slow
def test_fifty_steps_give_the_same_bits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("torch", reason="torch is not installed: it is needed for training alone")
    from msgspec.structs import replace
    from training.encoder import train as steps
    from training.encoder.examples import Corpus
    from training.encoder.news import Told
    from training.encoder.settings import SETTINGS

    from sijill.encode.pieces import Cutter

    monkeypatch.setattr(steps, "SAVE_EVERY", STEPS // 2)
    pieces = [["<s>", 0], ["<pad>", 0], ["</s>", 0], ["<unk>", 0], ["▁", -3], *([f"▁{word}", -4] for word in WORDS)]
    model = {"type": "Unigram", "unk_id": 3, "vocab": pieces, "byte_fallback": False}
    space = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    plain = dict.fromkeys(("truncation", "padding", "normalizer", "post_processor", "decoder"))
    file = tmp_path / "tokenizer.json"
    file.write_text(json.dumps({"version": "1.0", **plain, "added_tokens": [], "pre_tokenizer": space, "model": model}))
    tagged = [Tagged(WORDS[: 4 + at % 9], [NAMES.classes[at % 2]] * (4 + at % 9)) for at in range(40)]
    pairs = [Pair(" ".join(WORDS[: 3 + at]), " ".join(WORDS[at:]), STANCE.labels[at % 3]) for at in range(10)]
    vector = np.ones(48, np.float32) / np.float32(48**0.5)
    told = [(Told(" ".join(WORDS), WORDS, ["O"] * len(WORDS)), vector)] * 12
    asked = [(Told("بغداد", ["بغداد"], [], is_query=True), vector)] * 12
    corpus = Corpus(tagged, pairs, told, told, asked, asked)
    settings = replace(SETTINGS, epochs=10, batch_pieces=80, leads=4, sentences=4, titles=4, english=4)

    def digest(checkpoint: Path | None, most: int) -> str:
        trained = steps.train(
            tiny_weights(len(pieces)), corpus, Cutter(file), settings, checkpoint=checkpoint, most=most
        )
        hashed = hashlib.sha256()
        for name, value in sorted(trained.state_dict().items()):
            hashed.update(name.encode() + value.numpy().tobytes())
        return hashed.hexdigest()

    straight = digest(None, STEPS)
    assert digest(None, STEPS) == straight
    assert digest(None, STEPS - 1) != straight
    digest(tmp_path / "checkpoint.pt", STEPS // 2 + 3)  # broken off behind its checkpoint
    assert digest(tmp_path / "checkpoint.pt", STEPS) == straight
