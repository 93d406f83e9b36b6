"""References in texts with authors, titles and errata."""

from __future__ import annotations

import pytest

from weeklypapers.formats.citations.reference_texts import (
    first_work,
    plain_reference,
    references_in,
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"Phys. Rev. A {\bf 76}, 1", "Phys. Rev. A 76, 1"),
        (r"Ann. Sci. \'Ecole Norm.~Sup.", "Ann. Sci. École Norm. Sup."),
        ("J. Chem. 61, 1234\u22121245", "J. Chem. 61, 1234-1245"),  # ACS
        ("Class.Quant.Grav.24:1,2007; Erratum-ibid.25:2,2008", "Class.Quant.Grav.24:1,2007"),
        ("Phys. Rev. D 76, 1 (2007) [Erratum-ibid. 77, 2]", "Phys. Rev. D 76, 1 (2007)"),
        ("Erratum: Phys. Rev. D 76, 1 (2007)", ""),
        ("Proceedings of the 41 st ICML", "Proceedings of the 41st ICML"),
        ("PMLR 235, 2024. Copyright 2024 by the author(s).", "PMLR 235, 2024"),
        ("Nature. 2015;521", "Nature 2015;521"),  # NLM
        ("EMNLP ©2024 Association for Computational Linguistics", "EMNLP"),
        ("Neural Comput. 2021; 33", "Neural Comput. 2021; 33"),
    ],
)
def test_references_in_plain_text(text: str, plain: str) -> None:
    assert plain_reference(text) == plain


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Published as a conference paper at ICLR 2025", "ICLR 2025"),
        ("Dans Actes du colloque", "Actes du colloque"),  # HAL
        ("In Silico Biology 5, 12 (2010)", "In Silico Biology 5, 12 (2010)"),
        ('Grushka Ya. and Torba S., "Direct Theorems", J. X 11 (2007)', "J. X 11 (2007)"),
        ("P. Virnau, L. A. Mirny, M. Kardar, PLoS 2 (2006)", "PLoS 2 (2006)"),
        ("A. Name and B. van Name: J. X 2 (2006)", "J. X 2 (2006)"),
        # BibTeX's plain style
        (
            "L. H. Name. Order of dots: an analysis. Journal of X, 1:2, 2007",
            "Journal of X, 1:2, 2007",
        ),
        ("A. Name. On lists. In Proceedings of X, 2007", "Proceedings of X, 2007"),
        # APA
        (
            "Name, A., & Name, B. (2015). On lists. Nature, 521(3), 4-5.",
            "Nature, 521(3), 4-5 (2015)",
        ),
        ("In: Name A., Name B. (eds) ECCV 2020. LNCS 1", "ECCV 2020. LNCS 1"),  # Springer
    ],
)
def test_references_after_authors_and_title(text: str, reference: str) -> None:
    assert reference in list(references_in(text))


def test_the_first_of_several_works() -> None:
    text = "Theor.Math.Phys.150:34-46,2007; Teor.Mat.Fiz.150:41-54,2007"
    assert first_work(text) == "Theor.Math.Phys.150:34-46,2007"
    assert first_work("JETP 85, 1 (2007) [Pis'ma 85, 2 (2007)]") == "JETP 85, 1 (2007)"
    assert first_work("J. X 5, 12 (2010)") == "J. X 5, 12 (2010)"
