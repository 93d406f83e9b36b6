"""The choice of the entry that a new one is a copy of."""

from __future__ import annotations

from support.entry_forms import item_places, text_of
from weeklypapers.editing.entry_models import Models, incomplete
from weeklypapers.editing.entry_text import EntryText, Value, entry_text
from weeklypapers.model.templates import lines_of

LIST = """\
- **Alpha one thing**, ACL, 2024 [[Paper](https://arxiv.org/abs/2406.00001)]
- **Beta two things**, ACL, 2024 [[Paper](https://arxiv.org/abs/2406.00002)]

  ```
  pip install beta
  ```

- **Gamma three things**, ACL, 2024 [[Paper](https://arxiv.org/abs/2406.00003)]
"""


def models(text: str) -> Models:
    lines = text.splitlines()
    return Models({place: entry_text(place, lines) for place in item_places(text)})


def test_own_remarks_are_not_copied() -> None:
    text = text_of(LIST, 1)
    chosen = models(LIST)
    chosen.without_own_text(text)
    assert text.text() == LIST.splitlines()[1]
    best = chosen.ranked({"title", "venue", "date", "links"})[0]
    assert best.paper.title != "Beta two things"


def test_a_link_that_loses_its_label_is_incomplete() -> None:
    roles = ["title", "venue", "date", "url"]
    lines = lines_of("- {extra:0} [{extra:1} (vol. 6, {extra:2})]({extra:3})")
    values = {
        f"extra:{n}": Value(role, None, f"{role}.org", is_html=False)
        for n, role in enumerate(roles)
    }
    text = EntryText(list(lines), values)
    assert incomplete(text) == (0, 0)
    values["extra:1"].source = ""
    assert text.text() != "- title.org [venue.org (vol. 6, date.org)](url.org)"
    values["extra:2"].source = ""
    assert max(incomplete(text)) > 0
