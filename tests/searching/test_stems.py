from __future__ import annotations

from itertools import permutations

import pytest

from support.search import matching
from weeklypapers import (
    Paper,
    Papers,
)
from weeklypapers.searching.stems import stem

# Endings


SAME = """
model models modeling modelling modeled
train trains trained training
scale scales scaling scaled
retrieve retrieves retrieving retrieved
study studies studying
embed embeds embedded embedding embeddings
plan plans planning
cache caches caching
process processes processing
bias biases biased
analysis analyses
hypothesis hypotheses
gas gases
species
series
news
lens lenses
llm llms
kg kgs
qa qas
ui uis
gui guis
vm vms
gpu gpus
api apis
schema schemas
matrix matrices
use uses using used
age ages
try tries trying tried
"""


OTHER = """
bias biology
gas ga gap
gps gp
news new
thing th
string str
king k
ising is
need ne
was wa
this thi
corpus corpu corp
retrieval retrieve
class clas
"""


@pytest.mark.parametrize("group", SAME.strip().splitlines())
def test_forms_of_a_word_are_the_same(group: str) -> None:
    for text, query in permutations(group.split(), 2):
        assert matching(Papers([Paper(title=text)]), query), (text, query)


@pytest.mark.parametrize("group", OTHER.strip().splitlines())
def test_other_words_are_not(group: str) -> None:
    stems = [stem(word) for word in group.split()]

    assert len(set(stems)) == len(stems), stems


def test_all_those_forms_stay_apart() -> None:
    stems = [stem(group.split()[0]) for group in SAME.strip().splitlines()]

    assert len(set(stems)) == len(stems)
