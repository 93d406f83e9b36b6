"""Names of organisations, and of people that resemble them."""

from __future__ import annotations

import pytest

from weeklypapers.formats.citations.names import Name, split_names
from weeklypapers.formats.citations.organisations import is_collaboration, is_organisation

# As arXiv has them in its lists of authors.
ORGANISATIONS = """
    Amazon AGI
    Apple Intelligence Foundation Language Models
    ByteDance Seed
    Baidu Inc.
    Cohere For AI
    Event Horizon Telescope
    GLM-V Team
    Gemini Team, Google
    Gemini Team Google
    Google DeepMind
    Hugging Face
    Hunyuan Vision Team
    Intelligent Internet
    Kimi Team
    LHCb collaboration
    LIGO Scientific Collaboration
    Liquid AI
    Meta AI
    Meta Fundamental AI Research Diplomacy Team (FAIR)
    NVIDIA Cosmos
    Nanbeige LLM Lab
    Open Ended Learning Team
    Particle Data Group
    Physical Intelligence
    QuEra Computing
    Sage Developers
    Seamless Communication
    Stability AI
    Team GLM
    Tencent Hunyuan
    The Event Horizon Telescope Collaboration
    The Mosaic Research Team
    The Polymath
    The Univalent Foundations Program
    Thyssen Krupp AG
    Together AI
    V-JEPA 2 team
    Xiaomi LLM-Core Team
    Max Planck Institut
    Universidad Nacional
    Llama Team, AI @ Meta
    Foo, Bar, and Others, Inc.
"""
SINGLE_WORDS = "01.AI AI2 Anthropic DeepSeek-AI GPT-4 Kimi MiniMax NVIDIA OpenAI Qwen xAI"
PEOPLE = """
    Ai Nagato
    Xiaodong Ai
    Lab Tan
    Huawei Shen
    The Anh Han
    Joan P. Company-Corcoles
    Alan Seed
    Meta Smith
    Frédéric Mistral
    Core Francisco Park
    Weixin Cai
"""


def lines(table: str) -> list[str]:
    return [line.strip() for line in table.strip().splitlines()]


@pytest.mark.parametrize("text", lines(ORGANISATIONS))
def test_organisations_are_recognised(text: str) -> None:
    assert is_organisation(text)
    assert split_names([text]) == ((Name(literal=text),), False)


@pytest.mark.parametrize("text", SINGLE_WORDS.split())
def test_single_words_stay_whole(text: str) -> None:
    assert split_names([text]) == ((Name(literal=text),), False)


@pytest.mark.parametrize("text", lines(PEOPLE))
def test_people_are_no_organisations(text: str) -> None:
    assert not is_organisation(text)


def test_collaborations_have_members() -> None:
    assert all(map(is_collaboration, ("IceCube Collaboration", "Euclid Consortium", "Kimi Team")))
    assert not any(map(is_collaboration, ("Google Research", "Team Duncan", "Ada Lovelace")))
