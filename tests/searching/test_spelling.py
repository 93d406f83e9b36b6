from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypapers.searching.spelling import american
from weeklypapers.searching.stems import stem

PAIRS = """
memorisation memorization
optimisation optimization
optimised optimized
generalises generalizes
tokeniser tokenizer
quantising quantizing
summarise summarize
customisable customizable
organisational organizational
analyse analyze
analysing analyzing
analyser analyzer
paralysed paralyzed
behaviour behavior
behavioural behavioral
colours colors
coloured colored
colourisation colorization
favourite favorite
neighbourhoods neighborhoods
neighbouring neighboring
honourable honorable
centre center
centres centers
centred centered
centring centering
kilometre kilometer
fibre fiber
theatre theater
dialogue dialog
dialogues dialogs
catalogued cataloged
analogue analog
labelled labeled
labelling labeling
modeller modeler
modelling modeling
travelled traveled
fuelled fueled
dialling dialing
signalling signaling
anaemia anemia
anaesthesia anesthesia
paediatric pediatric
haemoglobin hemoglobin
archaeology archeology
encyclopaedia encyclopedia
oestrogen estrogen
foetus fetus
manoeuvre maneuver
manoeuvring maneuvering
sulphate sulfate
artefacts artifacts
judgement judgment
acknowledgements acknowledgments
ageing aging
defence defense
licence license
practise practice
programme program
programmes programs
sceptical skeptical
grey gray
towards toward
learnt learned
fulfilment fulfillment
"""
UNCHANGED = """
wise rise noise four hour our tour your source course journal tournament acre genre ogre rogue vogue
timbre size prize call tall miss this is as to phoenix poem aerial does goes shoes controlled
"""


@pytest.mark.parametrize("pair", PAIRS.strip().splitlines())
def test_british_and_american_spellings_are_the_same(pair: str) -> None:
    british, usual = pair.split()

    assert stem(british) == stem(usual)


@pytest.mark.parametrize("word", UNCHANGED.split())
def test_other_words_do_not_change(word: str) -> None:
    assert american(word) == word


@given(st.text("abceilorstuyz", max_size=12))
def test_american_spelling_stays(word: str) -> None:
    assert american(american(word)) == american(word) or len(word) > 3
