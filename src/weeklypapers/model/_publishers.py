"""The sites of publishers, preprint servers and libraries, where each page is that of a paper."""

from __future__ import annotations

__all__ = ["ARTICLES", "CATALOGUES", "PUBLISHERS"]

CATALOGUES = """
    arxiv.org/abs arxiv.org/pdf arxiv.org/html arxiv.org/ps arxiv.org/format arxiv.org/src
    arxiv.org/e-print xxx.lanl.gov/abs xxx.lanl.gov/pdf ar5iv.org/abs ar5iv.org/html ar5iv.org/pdf
    alphaxiv.org/abs alphaxiv.org/pdf alphaxiv.org/html alphaxiv.org/overview huggingface.co/papers
    hf.co/papers paperswithcode.com/paper paperswithcode.com/papers papers.cool/arxiv
    papers.cool/venue openreview.net openreview.net/forum catalyzex.com/paper zhuanzhi.ai/paper
    scirate.com/arxiv
"""
"""arXiv with its mirrors and catalogues: no label changes the kind of their pages."""

PUBLISHERS = """
    doi.org hdl.handle.net

    aclanthology.org aclweb.org cv-foundation.org/openaccess openaccess.thecvf.com ecva.net
    bmva-archive.org.uk bmva.org/bmvc proceedings.bmvc.org proceedings.mlr.press
    proceedings.mlsys.org proceedings.neurips.cc papers.neurips.cc papers.nips.cc
    proceedings.iclr.cc jmlr.org proceedings.kr.org ijcai.org/proceedings ojs.aaai.org
    aaai.org/papers aaai.org/ocs cdn.aaai.org usenix.org/conference usenix.org/system
    usenix.org/legacy isca-archive.org isca-speech.org roboticsproceedings.org
    ndss-symposium.org/ndss-paper ndss-symposium.org/wp-content petsymposium.org/popets
    vldb.org/pvldb vldb.org/cidrdb cidrdb.org openproceedings.org ceur-ws.org drops.dagstuhl.de
    eprint.iacr.org transacl.org diglib.eg.org archives.ismir.net distill.pub
    transformer-circuits.pub joss.theoj.org/papers jair.org/index.php ebooks.iospress.nl
    content.iospress.com scitepress.org

    dl.acm.org portal.acm.org ieeexplore.ieee.org computer.org/csdl csdl.computer.org
    link.springer.com springeropen.com/articles biomedcentral.com/articles nature.com/articles
    sciencedirect.com linkinghub.elsevier.com cell.com thelancet.com/journals
    onlinelibrary.wiley.com tandfonline.com taylorfrancis.com/chapters taylorfrancis.com/books
    mdpi.com frontiersin.org journals.plos.org pnas.org journals.sagepub.com academic.oup.com
    oxfordjournals.org cambridge.org/core direct.mit.edu mitpressjournals.org/doi science.org/doi
    science.org/content/article science.sciencemag.org advances.sciencemag.org
    royalsocietypublishing.org/doi royalsocietypublishing.org/rspa annualreviews.org/doi
    annualreviews.org/content hindawi.com/journals downloads.hindawi.com degruyter.com/document
    degruyterbrill.com/document brill.com/view brill.com/display emerald.com/insight
    worldscientific.com/doi igi-global.com/article inderscienceonline.com/doi
    ingentaconnect.com/content techscience.com aimspress.com/article scirp.org/journal
    sciopen.com/article tandf.co.uk/journals jstor.org/stable muse.jhu.edu/article projecteuclid.org
    epubs.siam.org/doi pubsonline.informs.org/doi scipost.org

    iopscience.iop.org pubs.aip.org scitation.org/doi journals.aps.org link.aps.org pubs.acs.org
    pubs.rsc.org spiedigitallibrary.org opg.optica.org osapublishing.org ascelibrary.org/doi
    asmedigitalcollection.asme.org arc.aiaa.org/doi journals.ametsoc.org pubs.geoscienceworld.org
    copernicus.org/articles aanda.org/articles quantum-journal.org/papers episciences.org
    iucr.org/journals journals.iucr.org

    elifesciences.org/articles elifesciences.org/reviewed-preprints embopress.org/doi
    liebertpub.com/doi rupress.org journals.biologists.com journals.asm.org/doi
    journals.physiology.org/doi microbiologyresearch.org/content portlandpress.com cshlp.org/content
    jneurosci.org/content eneuro.org/content jbc.org/article peerj.com/articles peerj.com/preprints
    f1000research.com/articles wellcomeopenresearch.org/articles gatesopenresearch.org/articles
    bmj.com/content jamanetwork.com/journals nejm.org/doi acpjournals.org/doi ahajournals.org/doi
    ascopubs.org/doi aacrjournals.org atsjournals.org/doi ashpublications.org pubs.rsna.org/doi
    ajronline.org/doi pubs.asahq.org journals.lww.com karger.com thieme-connect.com/products
    thieme-connect.de/products eurekaselect.com/article jmir.org cureus.com/articles psycnet.apa.org
    econtent.hogrefe.com spandidos-publications.com oncotarget.com/article dovepress.com
    jci.org/articles insight.jci.org/articles

    biorxiv.org medrxiv.org chemrxiv.org psyarxiv.com osf.io/preprints eartharxiv.org engrxiv.org
    techrxiv.org authorea.com papers.ssrn.com ssrn.com/abstract preprints.org researchsquare.com
    chinaxiv.org langtaosha.org.cn vixra.org/abs philpapers.org/rec philsci-archive.pitt.edu
    nber.org/papers ideas.repec.org econstor.eu aeaweb.org/articles essopenarchive.org
    ncbi.nlm.nih.gov/pubmed ncbi.nlm.nih.gov/pmc pmc.ncbi.nlm.nih.gov pubmed.ncbi.nlm.nih.gov
    europepmc.org/article europepmc.org/articles europepmc.org/abstract scholar.archive.org/work
    core.ac.uk/download core.ac.uk/display core.ac.uk/works core.ac.uk/outputs core.ac.uk/reader
    citeseerx.ist.psu.edu/viewdoc/download citeseerx.ist.psu.edu/pdf semanticscholar.org/reader
    pdfs.semanticscholar.org ntrs.nasa.gov/citations osti.gov/biblio osti.gov/servlets hal.science
    hal.archives-ouvertes.fr tel.archives-ouvertes.fr hal.inria.fr theses.fr theses.hal.science
    persee.fr/doc escholarship.org/uc proquest.com/docview diva-portal.org tdx.cat ethos.bl.uk

    jstage.jst.go.jp/article cir.nii.ac.jp ci.nii.ac.jp ipsj.ixsq.nii.ac.jp anlp.jp/proceedings
    cnki.net cnki.com.cn wanfangdata.com.cn cqvip.com airitilibrary.com kci.go.kr/kciportal
    dbpia.co.kr koreascience.or.kr koreascience.kr riss.kr scielo.br scielo.org scielo.cl
    scielo.org.mx scielo.org.co redalyc.org mathnet.ru elibrary.ru cyberleninka.ru/article
    dergipark.org.tr

    research.google/pubs ai.meta.com/research/publications ai.facebook.com/research/publications
    research.facebook.com/publications microsoft.com/en-us/research/publication
    amazon.science/publications research.ibm.com/publications machinelearning.apple.com/research
"""
"""Their pages hold the paper, often with its slides and the recording of the talk."""

ARTICLES = r"""
    / 10\.\d{4,9} /+ [^/]                                         # a DOI
    | / (?:article|preprint|paper) / (?:view|download) / \d       # Open Journal Systems
    | / id/eprint/ \d                                             # EPrints
    | / (?:article|pdf) s? / (?:pii/)? S \d{4}-? \d{3} [\dX]      # Elsevier
    | / content / (?:early|\d{1,3}) / [\w-]{1,9} / e? \d          # HighWire
    | / article (?:-abstract|-pdf)? / \d{1,3} / \d{1,3} / \w      # Silverchair
    | / Content/Article (?:Landing|HTML|PDF) /
"""
"""A regular expression (verbose) for paths that lead to articles on any host."""
