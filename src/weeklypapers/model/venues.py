"""Names of conferences and journals, as references, venues and links use them."""

from __future__ import annotations

__all__ = ["CONFERENCES", "JOURNALS"]

CONFERENCES = (
    *("AAAI", "AACL", "ACCV", "ACL", "ACM MM", "AISTATS", "ASPLOS", "BMVC", "CHI", "CIKM"),
    *("COLING", "COLM", "COLT", "CVPR", "CoNLL", "CoRL", "EACL", "ECAI", "ECCV", "ECIR", "EMNLP"),
    *("EuroSys", "FAccT", "FOCS", "HPCA", "ICASSP", "ICCV", "ICDE", "ICDM", "ICLR", "ICML", "ICPP"),
    *("ICRA", "ICSE", "IJCAI", "INTERSPEECH", "IPDPS", "IROS", "ISCA", "Interspeech", "KDD"),
    *("LREC", "MICCAI", "MLSys", "NAACL", "NIPS", "NSDI", "NeurIPS", "OSDI", "PPoPP", "RSS"),
    *("RecSys", "SIGCOMM", "SIGGRAPH", "SIGGRAPH Asia", "SIGIR", "SIGMOD", "SOSP", "STOC", "UAI"),
    *("UIST", "USENIX", "VLDB", "WACV", "WSDM", "WWW"),
)
"""Short names of conferences, with the capitals that they are written with."""

JOURNALS = ("IJCV", "JAIR", "JMLR", "PNAS", "TACL", "TKDD", "TMLR", "TPAMI")
"""Short names of journals."""
