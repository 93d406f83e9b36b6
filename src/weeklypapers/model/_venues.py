"""Names of conferences, journals and preprint servers, and the words in such names, as data."""

from __future__ import annotations

__all__ = [
    "AMBIGUOUS",
    "CONFERENCES",
    "JOURNALS",
    "JOURNAL_NAMES",
    "PREPRINT_SERVERS",
    "REMARKS",
    "SUBJECTS",
]


def _split(text: str) -> tuple[str, ...]:
    """Return the names in a text, which bars and line ends separate."""
    return tuple(
        name for line in text.splitlines() for part in line.split("|") if (name := part.strip())
    )


def _words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


CONFERENCES = _split(
    # Machine learning, artificial intelligence and data mining.
    """
    AAAI|AAMAS|ACML|AIES|AISTATS|AutoML|CIKM|CLeaR|CoLLAs|COLT|CPAL|DSAA|ECAI|ECML|ECML-PKDD
    FAccT|GECCO|ICANN|ICAPS|ICDM|ICLR|ICML|ICMLA|ICONIP|IJCAI|IJCNN|KDD|KR|LoG|MIDL|ML4H|MLHC
    MLSys|NeurIPS|NIPS|PAKDD|PKDD|PRICAI|SaTML|SDM|UAI|ESANN|EAAMO|CHIL|BIBM
    """
    # Vision and multimedia.
    """
    3DV|ACCV|ACM MM|ACMMM|ACPR|BMVC|CVPR|CVPRW|DAGM|DICTA|ECCV|ECCVW|FG|GCPR|ICCV|ICCVW|ICDAR
    ICIP|ICME|ICMR|ICPR|ISBI|MICCAI|MMAsia|WACV|WACVW|ICIAP|IPMI
    """
    # Language and speech.
    """
    AACL|AACL-IJCNLP|ACL|ACL-IJCNLP|ASRU|BioNLP|BlackboxNLP|CCL|COLING|COLM|CoNLL|DCASE|EACL
    EMNLP|EMNLP-IJCNLP|HLT|ICASSP|ICNLP|IJCNLP|INLG|INTERSPEECH|Interspeech|ISMIR|IWSLT|LREC
    LREC-COLING|NAACL|NAACL-HLT|NLPCC|Odyssey|PACLIC|RANLP|Repl4NLP|SemEval|SIGDIAL|SLT|TREC
    WASPAA|WMT|EUSIPCO|MMSP|SSW|MLSP|DAFx
    """
    # Robotics and control.
    """
    ACC|CASE|CDC|CoRL|ECC|HRI|Humanoids|ICRA|IROS|ISER|ISRR|L4DC|RO-MAN|RSS|WAFR|ITSC|IV|RoboCup
    """
    # Graphics, visualisation and human-computer interaction.
    """
    3DUI|ASSETS|CHI|CSCW|DIS|EuroVis|Eurographics|HCII|I3D|ICMI|IEEE VIS|IEEE VR|ISMAR|IUI
    INTERACT|MobileHCI|PacificVis|SCA|SIGGRAPH|SIGGRAPH Asia|TEI|UbiComp|UIST|VRST|UMAP|LAK
    """
    # Systems, architecture, networks and hardware.
    """
    ASPLOS|ATC|USENIX ATC|CGO|CoNEXT|DAC|DATE|EuroSys|FAST|FCCM|FPGA|FPL|HotChips|HotNets|HotOS
    HPCA|HPDC|ICCAD|ICCD|ICDCS|ICPP|ICS|IMC|INFOCOM|IPDPS|IPSN|ISCA|ISPASS|ISSCC|LISA|MICRO
    Middleware|MobiCom|MobiHoc|MobiSys|NOSSDAV|NSDI|OSDI|PACT|PLDI|PODC|POPL|PPoPP|RTAS|RTSS|SC
    SenSys|SIGCOMM|SIGMETRICS|SoCC|SOSP|SPAA|USENIX|VLSI|ASP-DAC|ICNP|Euro-Par|CCGrid|ARITH|ICFP
    OOPSLA|ECOOP|SPLASH|CAV|TACAS|ESOP|VMCAI|LICS|CADE|IJCAR|FMCAD|FSCD|Globecom|GLOBECOM|PIMRC
    WCNC|SPAWC
    """
    # Security and cryptography.
    """
    ACNS|ACSAC|AsiaCCS|AISec|ASIACRYPT|CCS|CHES|CRYPTO|CSF|DIMVA|DSN|ESORICS|EuroS&P|EUROCRYPT
    Financial Cryptography|IEEE S&P|IEEE SP|NDSS|PETS|PoPETs|RAID|S&P|SecureComm|SOUPS|TCC
    USENIX Security|WiSec|WOOT|ACM CCS|IEEE EuroS&P
    """
    # Databases, information retrieval and the Web.
    """
    ADMA|CIDR|DASFAA|ECIR|EDBT|ESWC|FIRE|ICDE|ICDT|ICTIR|ICWSM|ISWC|JCDL|PODS|RecSys|SIGIR
    SIGIR-AP|SIGMOD|SIGSPATIAL|SSDBM|TheWebConf|VLDB|WISE|WSDM|WWW|ASONAM|HyperText|CHIIR
    """
    # Software engineering.
    """
    APSEC|ASE|EASE|ESEC/FSE|FSE|ICPC|ICSE|ICSME|ICST|ISSRE|ISSTA|MSR|QRS|SANER|SEAMS
    """
    # Theory and economics.
    """
    ALT|APPROX|EC|ESA|FOCS|ICALP|ISAAC|ISIT|ITCS|MFCS|SAGT|SODA|SoCG|STACS|STOC|WINE
    """
    # Biology, medicine and education.
    """
    AIED|AMIA|CIBM|EDM|EMBC|ISMB|ISMRM|MLCB|PSB|RECOMB|SPIE|WCB|ITS
    """
)
"""Short names of conferences, with the capitals that they are written with."""

JOURNALS = _split(
    """
    AIJ|CVIU|DMKD|FnTML|IJCV|IJRR|JAIR|JASIST|JMLR|MLJ|MLST|NECO|PAMI|PVLDB|TACL|TIST|TKDD|TMLR
    TPAMI|TSP|IJHCS|TOCHI|TVCG|ToG|TOG|CGF|JCGT|TIP|TCSVT|TMM|TOMM|TGRS|TNNLS|TNN|TCYB|TASLP
    TALLIP|JSTSP|SPL|TIT|TKDE|TOIS|TODS|TOIT|TWEB|TORS|TSE|TOSEM|EMSE|JSS|IST|TDSC|TIFS|TISSEC
    TOPS|TOCS|TON|TPDS|TC|TACO|TCAD|TMC|JSAC|TWC|TRO|T-RO|RA-L|RAL|TMECH|TITS|TAC|TMI|MedIA|TBME
    JBHI|JAMIA|JBI|PNAS|NEJM|JAMA|BMJ|PRL|PRX|PRD|PRB|PRA|PRE|ApJ|MNRAS|JHEP|JCAP|JCP|JCTC|JCIM
    JACS|JPCL|NAR|NSR|SIAM|TOPLAS|PACMPL|IMWUT|TOMS|JACM|CACM|LMCS|TQC
    """
)
"""Short names of journals."""

AMBIGUOUS = _words(
    """
    acc alt approx ase assets atc case cc cdc chi clear crypto csf date dis ea ease ec ecc esa
    fast fg fire fse hlt i3d ics interact ist its iv kr lisa log micro middleware odyssey pact
    pets pods pra prb prd pre raid ral rss sc sca seams siam soda spl splash tac taco tc tei tip tog
    ton tops wine wise www
    """
)
"""Short names that are words or other abbreviations, too, without capitals: ``date``, ``rss``."""

PREPRINT_SERVERS = _split(
    """
    arXiv|bioRxiv|medRxiv|ChemRxiv|PsyArXiv|SocArXiv|EarthArXiv|EdArXiv|engrXiv|TechRxiv|viXra
    CoRR|SSRN|Research Square|Preprints.org|Preprints|OpenReview|HAL|Zenodo|OSF Preprints|OSF
    Authorea|ePrint|IACR ePrint|Cryptology ePrint Archive|ChinaXiv|AgriXiv
    """
)
"""Names of servers for preprints, and of other archives."""

JOURNAL_NAMES = _split(
    """
    AI Open|Bioinformatics|Biochemistry|Biomolecules|Biometrika|Blood|Brain|Cell|Chaos|Chem
    Cognition|Complexity|Distill|eLife|Electronics|Entropy|eNeuro|F1000Research|GigaScience
    Genetics|Gut|Heart|Heliyon|Information Fusion|iScience|Joule|Machine Learning|Matter|mAbs
    Metabolites|Molecules|Nature|NeuroImage|Neurocomputing|Neuron|Nucleic Acids Research
    Patterns|Pattern Recognition|Pediatrics|Pharmaceutics|Physica|PLoS ONE|PLOS ONE|Proteins
    Quantum|Radiology|Research|Robotica|Science|Sensors|SoftwareX|The Lancet|Lancet|Viruses
    Vaccines|Neural Networks|Neural Computation|Artificial Intelligence|Applied Sciences
    Remote Sensing|Scientific Reports|IEEE Access|Scientific Data|Advanced Materials
    Advanced Science|Automatica|Econometrica|Cancers|Cells|National Science Review|Science Advances
    Science Robotics|Drug Discovery Today|Signal Processing|Medical Image Analysis
    Expert Systems with Applications|Knowledge-Based Systems|npj Digital Medicine
    Computational Linguistics|Speech Communication|Computer Speech and Language|Software Impacts
    Frontiers|Nat Commun|Nat Methods|Sci Rep|Sci Adv|Chem Sci|Phys Rev Lett
    """
)
"""Names of journals that look like words of a text."""

SUBJECTS = _words(
    """
    academy access acoustics acta adv advanced advances aerospace agriculture algorithms amer
    american analysis analytics annals annual anthropology antibiotics appl applications applied
    architecture archives artificial astronomy astrophysical astrophysics atmospheric automation
    autonomous bayesian behavior behavioral biochemical biochemistry biodesign bioengineering
    bioinformatics biol biological biologics biology biomaterials biomed biomedical biomolecular
    biophys biophysical biophysics biosci bioscience biosciences biosystems biotechnol
    biotechnology brain briefings bulletin cancer catalysis cell cellular chem chemical chemie
    chemistry circuits climate clinical cogn cognition cognitive commun communications complex
    comput computation computational computer computers computing control cryptography
    crystallography cybernetics data database databases decision design development diagnostics
    digital discovery discrete drug dynamics earth ecology economic economics education
    electrical electronic electronics embo energy eng engineering environment environmental
    epidemiology evol evolution evolutionary fuzzy general genetics genome genomics geophysical
    geophysics geoscience geosciences graphics health human imaging immunology industrial inf
    inform informatics information intell intelligence intelligent interdisciplinary internet
    knowledge language languages learning lett letters life linguistics mach machine
    macromolecules management manufacturing marine materials math mathematical mathematics
    mechanical mechanics med medical medicinal medicine methods microbiology microsystems mind
    mobile model modeling modelling mol molecular multimedia nano nanotechnology nat natl
    natural nature networks neural neuro neurobiology neuroimage neurology neurosci neuroscience
    nuclear nucleic numerical nutrition omega oncology operations optical optics optimization
    organic parallel pattern pediatrics perspectives pharm pharmaceutical pharmaceutics
    pharmacol pharmacology philosophy photonics phys physica physical physics physiology
    planetary plant policy proc process processing programming protein proteins proteomics
    protocols psychiatry psychology public quantum radiology recognition reliability rep reports
    representation research reviews robotic robotica robotics safety sci science sciences
    scientific security semantics semiconductor sensing sensors signal simulation social society
    sociology soft software solar space spectroscopy speech statist statistical statistics
    struct structural structure surgery surgical survey surveys sustainability symbolic synth
    synthetic syst systems technol technologies technology telecommunications theor theoretical
    theory therapeutics therapy thermal toxicology trans transl translational transportation
    trends urban vaccines vehicular veterinary vision visual visualization water wireless
    """
)
"""Words in the names of journals. A text of words with capitals and none of them may be a name."""

REMARKS = _words(
    """
    abstract accept acceptance accepted and appear as at award award-winning awards benchmark
    benchmarks best breaking by camera-ready candidate coming conditionally consortium dataset
    datasets demo demonstration demonstrations demos distinguished doctoral extended finalist
    findings first for from full highlight highlighted highlights honorable honourable in
    industry invited journal keynote late late-breaking lbr long main mention nominated
    nomination nominations nominee notable of on oral oral-presentation orals outstanding paper
    papers poster posters preprint presentation proceedings rejected reproducibility resource
    resources review runner runner-up runners-up runnerup second shared short soon spotlight
    spotlights srw student submission submissions submitted system talk technical test
    test-of-time the time to top track tutorial under up w with withdrawn workshop workshops ws
    """
)
"""Words in remarks on an appearance, such as ``Oral`` and ``Best Paper Award``."""
