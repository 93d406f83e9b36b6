"""Names of conferences and journals, and the three places that recognise them."""

from __future__ import annotations

import pytest

import weeklypapers as wp
from weeklypapers.formats.citations.appearances import parse_venue
from weeklypapers.model.links import kind_of
from weeklypapers.model.venues import AMBIGUOUS, CONFERENCES, JOURNALS

VENUES = [*CONFERENCES, *JOURNALS]


@pytest.mark.parametrize("venue", VENUES)
def test_a_bullet_names_it_with_a_year(venue: str) -> None:
    text = f"- [A Study of Lists](https://arxiv.org/abs/2406.00001), {venue}, 2024\n"
    (paper,) = wp.parse(text)

    assert (paper.title, paper.venue) == ("A Study of Lists", venue)


@pytest.mark.parametrize("venue", VENUES)
def test_a_citation_appeared_there(venue: str) -> None:
    appearance = parse_venue(venue, 2024)

    assert appearance is not None
    assert appearance.kind == ("journal" if venue in JOURNALS else "conference")


@pytest.mark.parametrize("venue", VENUES)
def test_a_link_with_its_name_leads_to_a_paper(venue: str) -> None:
    kind = kind_of("https://example.org/one", venue)

    assert kind == "paper" or venue.casefold() in AMBIGUOUS  # a feed, a website, a date
