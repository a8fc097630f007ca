"""Articles made by hand for the tests of the store."""

from hypothesis import strategies as st

from sijill.model.records import (
    Actor,
    Article,
    ChainLink,
    Entity,
    Event,
    Figure,
    Furniture,
    Outlet,
    Page,
    Place,
    Published,
    Speaker,
    Statement,
    Time,
    Words,
)
from sijill.model.time import TimeValue

texts = st.text(min_size=1, max_size=12)
numbers = st.integers(0, 1 << 40)
maybe_text = st.none() | texts
maybe_number = st.none() | numbers
time_values = st.builds(TimeValue, maybe_text, st.sampled_from([None, "MID"]), maybe_text, maybe_text, maybe_text)
words = st.builds(Words, texts, numbers, numbers)
certainties = st.none() | st.floats(0, 1)


def some(strategy):
    return st.lists(strategy, max_size=3).map(tuple)


statements = st.builds(
    Statement,
    id=texts,
    speaker=st.builds(Speaker, maybe_text, maybe_number, maybe_number, maybe_text, maybe_text),
    addressee=st.none() | words,
    role=st.none() | words,
    cue=words,
    content=words,
    quote=st.just("direct"),
    act=st.just("deny"),
    chain=some(st.builds(ChainLink, st.just("agency"), texts, numbers, numbers)),
    said_on=st.none() | time_values,
    deadline=st.none() | time_values,
    certainty=certainties,
)
events = st.builds(
    Event,
    id=texts,
    type=st.just("AID"),
    trigger=words,
    when=st.none() | time_values,
    places=some(st.builds(Place, texts, numbers, numbers, maybe_text)),
    actors=some(st.builds(Actor, st.just("agent"), texts, numbers, numbers, maybe_text)),
    figures=some(st.builds(Figure, st.just("killed"), maybe_number, maybe_number, texts, numbers, numbers)),
    said_in=maybe_text,
    modality=st.just("planned"),
    main=st.booleans(),
    certainty=certainties,
)
published = st.builds(
    Published, maybe_text, st.just("stated"), maybe_text, maybe_text, maybe_text, maybe_number, maybe_number, maybe_text
)


@st.composite
def articles_of(draw, page: Page, ordinal: int) -> Article:
    """An article of the page, its text the body's ranges, the rest anything the records allow."""
    cuts = sorted(draw(st.sets(st.integers(0, len(page.text)), max_size=6)))
    body = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    return Article(
        source=page.source,
        page_sha256=page.sha256,
        ordinal=ordinal,
        title=draw(st.none() | words),
        outlet=draw(st.none() | st.builds(Outlet, maybe_text, maybe_number, maybe_number, texts)),
        byline=draw(st.none() | words),
        dateline=draw(st.none() | words),
        published=draw(published),
        updated=draw(st.none() | published),
        language=draw(maybe_text),
        text="\n".join(page.text[start:end] for start, end in body),
        body=body,
        furniture=draw(some(st.builds(Furniture, numbers, numbers, st.just("share")))),
        times=draw(
            some(
                st.builds(
                    Time,
                    texts,
                    numbers,
                    numbers,
                    st.just("DATE"),
                    maybe_text,
                    st.none(),
                    maybe_text,
                    maybe_text,
                    maybe_text,
                )
            )
        ),
        entities=draw(some(st.builds(Entity, texts, numbers, numbers, st.just("PER"), texts, texts))),
        statements=draw(some(statements)),
        events=draw(some(events)),
    )
