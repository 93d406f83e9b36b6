"""Words of references: months, publishers, series, places and remarks, as data."""

from __future__ import annotations

__all__ = [
    "BOOK_SERIES",
    "CITY_STATES",
    "COUNTRIES",
    "MONTHS",
    "NOT_A_SERIAL",
    "PROCEEDINGS_SERIES",
    "PUBLISHERS",
    "REMARKS",
    "STATES",
]


def _split(text: str) -> tuple[str, ...]:
    """Return the names in a text, which bars and line ends separate."""
    return tuple(
        name for line in text.splitlines() for part in line.split("|") if (name := part.strip())
    )


MONTHS = _split(
    """
    January|February|March|April|May|June|July|August|September|October|November|December
    Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec
    janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre
    Januar|Februar|März|Juni|Juli|Oktober|Dezember
    """
)
"""The months in English, in French (as HAL writes them) and in German."""

PROCEEDINGS_SERIES = _split(
    """
    PMLR|Proceedings of Machine Learning Research|JMLR W&CP|JMLR: W&CP|LIPIcs|OASIcs
    JMLR Workshop and Conference Proceedings|JMLR: Workshop and Conference Proceedings
    Leibniz International Proceedings in Informatics|EPTCS
    Electronic Proceedings in Theoretical Computer Science|CEUR Workshop Proceedings|CEUR-WS|CEUR
    """
)
"""Series of proceedings that are cited alone, without the name of the conference."""

BOOK_SERIES = _split(
    """
    Lecture Notes in Computer Science|Lecture Notes in Artificial Intelligence
    Lecture Notes in Physics|Lecture Notes in Mathematics|Lecture Notes in Networks and Systems
    Lecture Notes in Electrical Engineering|Lecture Notes in Business Information Processing
    Springer LNCS|LNCS|LNAI|LNNS|LNEE|LNBIP
    Communications in Computer and Information Science|CCIS
    IFIP Advances in Information and Communication Technology|IFIP AICT
    Advances in Intelligent Systems and Computing|Studies in Computational Intelligence
    Frontiers in Artificial Intelligence and Applications
    ACM International Conference Proceeding Series
    """
)
"""Series of books. Their volumes have names, without which a reference is incomplete."""

PUBLISHERS = _split(
    """
    ACM Press|ACM|Association for Computing Machinery|IEEE Computer Society|IEEE Press|IEEE
    Institute of Electrical and Electronics Engineers|USENIX Association|USENIX
    Association for Computational Linguistics|European Language Resources Association
    International Committee on Computational Linguistics|ELRA and ICCL|ELRA|INCOMA Ltd
    AAAI Press|AAAI|Curran Associates, Inc|Curran Associates Inc|Curran Associates|OpenReview.net
    Computer Vision Foundation / IEEE|Computer Vision Foundation|CVF|ISCA|ijcai.org|BMVA Press
    International Joint Conferences on Artificial Intelligence Organization|MIT Press|The MIT Press
    Schloss Dagstuhl - Leibniz-Zentrum für Informatik|Schloss Dagstuhl|SciTePress|SCITEPRESS
    Springer International Publishing|Springer Nature Switzerland|Springer Nature|Springer-Verlag
    Springer Verlag|Springer|Birkhäuser|Elsevier Masson|Elsevier|North-Holland|Academic Press
    Wiley-Blackwell|Wiley-VCH|Wiley-VCH Verlag|John Wiley & Sons|Wiley|Taylor & Francis|Hindawi
    World Scientific Publishing|World Scientific|IOP Publishing|Institute of Physics|IOS Press
    American Physical Society|American Institute of Physics|AIP Publishing|EDP Sciences|MDPI
    American Chemical Society|Royal Society of Chemistry|American Geophysical Union
    American Association for the Advancement of Science|National Academy of Sciences
    American Mathematical Society|London Mathematical Society|European Mathematical Society
    Institute of Mathematical Statistics|Bernoulli Society|Mathematical Sciences Publishers
    Society for Industrial and Applied Mathematics|SIAM|SPIE|Optical Society of America
    Acoustical Society of America|Oxford University Press (OUP)|Oxford University Press
    Oxford University Press (OUP): Policy P - Oxford Open Option A
    Cambridge University Press (CUP)|Cambridge University Press|Royal Society, The|Royal Society
    Nature Publishing Group|Nature Research|Public Library of Science|BioMed Central|PeerJ
    Frontiers Media|Frontiers|Copernicus Publications|European Geosciences Union|De Gruyter
    SAGE Publications|Annual Reviews|Institut Fourier|Société Mathématique de France|CNRS
    Centre Mersenne|INFORMS|Emerald|Inderscience|Episciences|Now Publishers|Cell Press
    """
)
"""Publishers as records of Crossref, HAL and the ACL Anthology name them."""

REMARKS = _split(
    """
    oral|oral presentation|spotlight|spotlight presentation|poster|poster presentation|highlight
    best paper|best paper award|best student paper|best student paper award|best paper finalist
    outstanding paper|outstanding paper award|honorable mention|long paper|short paper|full paper
    brief report|rapid communication|rapid communications|letter|letter to the editor
    regular article|research article|review article|topical review|invited|invited paper
    invited article|invited talk|editors' suggestion|editor's suggestion|featured|featured article
    featured in physics|open access|communication|fast track communication|extended abstract
    early access|early view|online first|advance access|cover|cover article
    in russian|in french|in german|in spanish|in chinese|in japanese
    in ukrainian|in italian
    """
)
"""Remarks on an article, in parentheses or after the name of a conference."""

COUNTRIES = _split(
    """
    Argentina|Australia|Austria|Belgium|Brazil|Bulgaria|Canada|Chile|China|P.R. China|PR China
    Colombia|Croatia|Cuba|Cyprus|Czech Republic|Czechia|Denmark|Dominican Republic|Ecuador|Egypt
    Estonia|Ethiopia|Finland|France|Georgia|Germany|Ghana|Greece|Hungary|Iceland|India|Indonesia
    Iran|Ireland|Israel|Italy|Japan|Jordan|Kazakhstan|Kenya|Korea|South Korea|Republic of Korea
    Latvia|Lebanon|Lithuania|Malaysia|Malta|Mexico|Morocco|Nepal|Netherlands|The Netherlands
    New Zealand|Nigeria|North Macedonia|Norway|Pakistan|Peru|Philippines|Poland|Portugal|Qatar
    Romania|Russia|Rwanda|Saudi Arabia|Scotland|Serbia|Slovakia|Slovenia|South Africa|Spain
    Sri Lanka|Sweden|Switzerland|Taiwan|Thailand|Tunisia|Turkey|Türkiye|UAE|UK|Ukraine
    United Arab Emirates|United Kingdom|United States|Uruguay|USA|U.S.A.|US|Vietnam|Wales
    """
)
"""Countries in which conferences take place, as their proceedings write them."""

CITY_STATES = _split(
    """
    Singapore|Hong Kong|Luxembourg|Monaco|Macau|Macao|Puerto Rico|Online|Virtual|Virtual Event
    Virtual Conference|Virtual-only|Virtual Only|Online Event|Held Online
    """
)
"""Places that are named without a city, or that are none."""

STATES = _split(
    """
    Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho
    Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan
    Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico
    New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island
    South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|Washington State
    West Virginia|Wisconsin|Wyoming|AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD
    MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC
    D.C.|Alberta|British Columbia|Manitoba|Nova Scotia|Ontario|Quebec|Québec|AB|BC|MB|NS|ON|QC
    New South Wales|Queensland|Victoria|NSW|QLD|VIC|England
    """
)
"""States of the USA, and provinces and states of Canada, Australia and the United Kingdom."""

NOT_A_SERIAL = _split(
    """
    abstracts|arxiv|based on|book|books|chapter|chapters|contributed|course
    dissertation|doctoral|ed|eds|edited|editor|editors|encyclopaedia|encyclopedia|festschrift
    habilitation|handbook|honor of|honour of|lecture given|lecture notes|lectures|manuscript
    master's|memory of|occasion of|patent|ph\\.?d|research report|talk|tech\\. rep|technical report
    textbook|thesis|title|under the|working paper|report no|part of
    """
)
"""Words of texts that are no reference to an article, as regular expressions."""
