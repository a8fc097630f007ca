"""What the encoder answers: every head with its label set, declared here and nowhere else.

A head is a small file of its own, `weights/NAME.npz`, beside the trunk that all of them share.  Training, loading, tests
and the model card read this list; a new head is a new line here and a file.
"""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

from sijill.model.records import Act, ChainKind, EventType, Modality

HeadKind = Literal["tags", "sentence", "pair", "words", "spoken"]
Layers = Literal["trunk", "news"]


class Head(Struct, frozen=True):
    """One question put to the trunk.

    `tags` labels every word of a sentence (kinds under B- and I-, `O` for none), `sentence` gives one vector of unit
    length, `pair` judges two sentences read together, `spoken` judges words of a sentence that a cue reports.
    """

    name: str
    kind: HeadKind
    labels: tuple[str, ...]
    about: str
    layers: Layers = "trunk"

    @property
    def classes(self) -> tuple[str, ...]:
        """The columns of the head's output: `O`, then B- and I- of each label for tags, else the labels themselves."""
        if self.kind != "tags":
            return self.labels
        return ("O", *(f"{place}-{label}" for label in self.labels for place in "BI"))


NAMES = Head("names", "tags", ("PER", "ORG", "LOC"), "names as ANERcorp's annotators marked them")
# FAC is no kind of ANERcorp's, so it has no hand-made examples: this head learns all four kinds from the rules of
# `annotate/entities` on news of 2018, and gives them back for words that no list knows.
MENTIONS = Head(
    "mentions", "tags", ("PER", "ORG", "LOC", "FAC"), "names by the project's own guidelines, learned from its rules"
)
MEANING = Head("meaning", "sentence", (), "mean of the pieces, of unit length; near for texts that mean the same")
STANCE = Head(
    "stance", "pair", ("agree", "conflict", "neither"), "do two reports say the same, or can they not both hold?"
)

CUES = Head("cues", "tags", get_args(Act), "the word that reports, by what the speaker does with what is said")
SPEAKERS = Head("speakers", "tags", ("SPEAKER", "ROLE"), "who is reported to speak, and in what role")
CONTENTS = Head("contents", "tags", ("CONTENT",), "what is said")
LINKS = Head("links", "tags", get_args(ChainKind), "the hands through which it came")
TRIGGERS = Head("triggers", "tags", get_args(EventType), "the word that names an event, by its type")
MODALITIES = Head("modalities", "tags", get_args(Modality), "the same words: done, planned, denied, demanded, possible")

# On the news layers: the trunk's upper layers once more, taught what marked news tells (`training/news`).
EVENTS = Head(
    "events",
    "words",
    ("none", *get_args(EventType)),
    "does a word name an event that is told, and of which type",
    "news",
)
MOODS = Head(
    "moods", "words", get_args(Modality), "of a word that names one: done, planned, denied, demanded, possible", "news"
)
MAIN = Head("main", "words", ("main",), "of a word that names one: is it what the article is about", "news")
ACTS = Head("acts", "spoken", get_args(Act), "what a speaker does by saying it, beside the words' own weights", "news")

TAUGHT = (NAMES, MENTIONS, MEANING, STANCE)  # of the first run; those after it are taught in a second one
HEADS = (*TAUGHT, CUES, SPEAKERS, CONTENTS, LINKS, TRIGGERS, MODALITIES)  # taught together with the trunk
LATER = (EVENTS, MOODS, MAIN, ACTS)  # learned afterwards, with layers of their own on the trunk as it is


def find_head(name: str) -> Head:
    """The head called `name`; KeyError names those there are."""
    for head in (*HEADS, *LATER):
        if head.name == name:
            return head
    raise KeyError(f"no head {name!r}; there are {', '.join(head.name for head in (*HEADS, *LATER))}")
