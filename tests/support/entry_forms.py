"""Lists of each form of entries outside of tables."""

# ruff: noqa: E501 - entries as long as they are

from __future__ import annotations

from weeklypapers.editing.document import Document
from weeklypapers.editing.entry_text import EntryText, entry_text
from weeklypapers.editing.places import ItemPlace, read_contents

__all__ = [
    "ADDRESSES",
    "DETAILS",
    "FOLDED",
    "HEADED_PAPERS",
    "ITEMS",
    "LISTS",
    "NESTED",
    "NUMBERED",
    "PARAGRAPHS",
    "WEEKS",
    "item_places",
    "text_of",
]

ITEMS = """\
# List

## Agents

- **Alpha: One Thing**, ICML, 2024 [[Paper](https://arxiv.org/abs/2401.00001)] [[Code](https://github.com/a/a)]
- **Beta: Two Things**, 2023 [[Paper](https://arxiv.org/abs/2301.00001)]
- **Gamma: Three Things**, ACL, 2022 [[Paper](https://arxiv.org/abs/2201.00001)]

## Theory

- **Delta: Four Things**, NeurIPS, 2024 [[Paper](https://arxiv.org/abs/2402.00001)]
- **Zeta: Five Things**, ICLR, 2021 [[Paper](https://arxiv.org/abs/2102.00001)]
"""

NUMBERED = """\
1. [One is it](https://arxiv.org/abs/2001.00001) (2020)
2. [Two is it](https://arxiv.org/abs/2001.00002) (2020)
3. [Three is it](https://arxiv.org/abs/2101.00003) (2021)
"""

NESTED = """\
# List

- [Alpha one thing](https://arxiv.org/abs/2406.00001)
  - Ann Lee, Bo Chan
  - Date: June 3, 2024
  - Code: [official](https://github.com/a/a)
- [Beta two things](https://arxiv.org/abs/2406.00002)
  - Cy Dow, Ed Fox
  - Date: June 1, 2024
- [Gamma three things](https://arxiv.org/abs/2405.00001)
  - Gil Hay, Ida Jay and Kay Lim
"""

HEADED_PAPERS = """\
# List

## Agents

### [Alpha one thing](https://arxiv.org/abs/2406.00001)

**Authors:** Ann Lee, Bo Chan

**Published:** June 2024

It says that one thing is the case.

```
@article{a}
```

---

### [Beta two things](https://arxiv.org/abs/2306.00001)

**Authors:** Cy Dow, Ed Fox

**Published:** May 2023

**Code:** [link](https://github.com/b/b)

It says that two things are the case.

---

## Theory

### [Gamma three things](https://arxiv.org/abs/2206.00001)

**Authors:** Gil Hay

It says that three things are the case.
"""

PARAGRAPHS = """\
# List

**Alpha one thing**

- arXiv：<https://arxiv.org/abs/2406.00001>
- github：<https://github.com/a/a>

**Beta two things**

- arXiv：<https://arxiv.org/abs/2406.00002>

**Gamma three things**

- arXiv：<https://arxiv.org/abs/2406.00003>
- github：<https://github.com/c/c>
"""

FOLDED = """\
1. **Alpha one thing** *Ann Lee, Bo Chan* `ICML 2024` [[pdf]](https://arxiv.org/abs/2406.00001) <details> <summary>[Abs]</summary> It says that one thing is the case here. </details>
1. **Beta two things** *Cy Dow, Ed Fox* `ACL 2023` [[pdf]](https://arxiv.org/abs/2306.00001)
1. **Gamma three things** *Cy Dow, Gil Hay* `ACL 2022` [[pdf]](https://arxiv.org/abs/2206.00001)
"""

WEEKS = """\
# Papers

## June 3 - June 9, 2024

- [Alpha one thing](https://arxiv.org/abs/2406.00001)
- [Beta two things](https://arxiv.org/abs/2406.00002)

## May 27 - June 2, 2024

- [Gamma three things](https://arxiv.org/abs/2405.00001)
"""

DETAILS = """\
<details>
<summary><b>Alpha one thing</b></summary>

*Ann Lee, Bo Chan*, ICML 2024

[Paper](https://arxiv.org/abs/2406.00001)

</details>

<details>
<summary><b>Beta two things</b></summary>

*Cy Dow, Ed Fox*, ACL 2023

[Paper](https://arxiv.org/abs/2406.00002)

</details>
"""

ADDRESSES = """\
These are worth a read:

- https://arxiv.org/abs/2406.00001
- https://arxiv.org/abs/2406.00002
"""

LISTS = {
    "addresses": ADDRESSES,
    "details": DETAILS,
    "items": ITEMS,
    "numbered": NUMBERED,
    "nested": NESTED,
    "headed": HEADED_PAPERS,
    "paragraphs": PARAGRAPHS,
    "folded": FOLDED,
    "weeks": WEEKS,
}


def item_places(text: str) -> list[ItemPlace]:
    """Return the places of the papers of a list."""
    places = read_contents(Document(text)).places
    return [place for place in places if isinstance(place, ItemPlace)]


def text_of(text: str, index: int) -> EntryText:
    """Return the text of an entry of a list."""
    return entry_text(item_places(text)[index], text.splitlines())
