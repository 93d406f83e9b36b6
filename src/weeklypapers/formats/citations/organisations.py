"""Names of organisations, recognised by their words.

The words name kinds of organisations, and companies that sign papers. Words that are also names of
people, such as Meta and Mistral, are not among them.
"""

from __future__ import annotations

import re

from weeklypapers.formats.citations.family_names import is_east_asian

__all__ = ["is_collaboration", "is_organisation"]


def _alternatives(words: str) -> str:
    return "|".join(words.split())


_KINDS = _alternatives(
    """
    Academy Agency Alliance Association Authors Cent(?:er|re) Collaborations? Collaborators
    Commission Committee Communications? Community Computing Consortium Contributors Corp
    Corporation Council Department Developers Experiment Federation Foundation Group Hospital Inc
    Initiative Instit\\w+ Intelligence Internet Investigators Labs Laborator\\w+ Mission Models
    Networks? Observatory Organi[sz]ation Program(?:me)? Project Research Robotics Societ\\w+
    Survey Task\\sForce Teams? Technolog(?:y|ies) Telescope Universi\\w+ Workshop
    """
)
_COMPANIES = _alternatives(
    """
    Adobe Alibaba Amazon Anthropic Baidu ByteDance Cohere DeepMind DeepSeek Google Huawei
    Hugging\\sFace Hunyuan IBM Intel Kuaishou Meituan Microsoft Moonshot Nvidia OpenAI Qualcomm Qwen
    Salesforce Samsung SenseTime StepFun Tencent Xiaomi Zhipu
    """
)
# Parts of words with a hyphen don't count; they may be parts of a family name.
_KIND = re.compile(
    rf"(?<![\w-])(?:{_KINDS}|(?-i:AI|AGI|\w+[a-z]AI|of|for))(?![\w-])", re.IGNORECASE
)
_COMPANY = re.compile(rf"(?<![\w-])(?:{_COMPANIES})(?![\w-])", re.IGNORECASE)
# Words that are names of people in other places.
_AT_THE_END = re.compile(r"\b(?:\w*Lab|AG|GmbH|LLC|Ltd)\.?$")
_COLLABORATION = re.compile(r"\b(?:Collaborations?|Consortium|Team)$", re.IGNORECASE)


def is_organisation(text: str) -> bool:
    """Return whether a text is the name of an organisation, and not of a person.

    >>> from weeklypapers.formats.citations.organisations import is_organisation
    >>> names = ("Gemini Team, Google", "The Polymath", "Xiaodong Ai", "The Anh Han", "Huawei Shen")
    >>> [is_organisation(name) for name in names]
    [True, True, False, False, False]
    """
    if _KIND.search(text) or _AT_THE_END.search(text):
        return True
    words = text.split()
    # Huawei is also a given name in China, and "The" in Vietnam.
    begins_or_belongs = words[:1] == ["The"] or _COMPANY.search(text) is not None
    return begins_or_belongs and not is_east_asian(words)


def is_collaboration(text: str) -> bool:
    """Return whether a text is the name of a group whose members can be listed after it."""
    return _COLLABORATION.search(text) is not None
