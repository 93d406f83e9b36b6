from __future__ import annotations

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.limits import hang_guard
from support.real_lists import path_of
from weeklypapers.model._links import (
    CLEAR_DOMAINS,
    DOMAINS,
    ENDINGS,
    FILLERS,
    LABELS,
    LABELS_WITHOUT_KIND,
    OPEN_PLACES,
    PLACES,
)
from weeklypapers.model.links import (
    KINDS,
    LinkKind,
    describes_link,
    iri,
    is_anchor,
    is_badge,
    is_dead,
    is_generic_label,
    kind_of,
    needs_scheme,
    web_iri,
)

_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^\s)>]*)")


# -- By target ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        ("paper", "https://arxiv.org/abs/2406.15319"),
        ("paper", "http://arxiv.org/pdf/2406.15319v2.pdf"),
        ("paper", "https://www.arxiv.org/html/2406.15319v1"),
        ("paper", "https://browse.arxiv.org/pdf/2309.10020.pdf"),
        ("paper", "HTTPS://ARXIV.ORG/ABS/2406.15319"),
        ("paper", "https://arxiv.org:443/abs/2406.15319"),
        ("paper", "https://arxiv.org./abs/2406.15319?context=cs#top"),
        ("paper", "arxiv.org/abs/2406.15319"),
        ("paper", "//arxiv.org/abs/2406.15319"),
        ("paper", "arXiv:2406.15319"),
        ("paper", "10.48550/arXiv.2406.15319"),
        ("paper", "https://ar5iv.org/abs/2406.15319"),
        ("paper", "https://ar5iv.labs.arxiv.org/html/2406.15319"),
        ("paper", "https://www.alphaxiv.org/abs/2406.15319"),
        ("paper", "https://huggingface.co/papers/2406.15319"),
        ("paper", "https://paperswithcode.com/paper/attention-is-all-you-need"),
        ("paper", "https://papers.cool/arxiv/2406.15319"),
        ("paper", "https://doi.org/10.1145/3654674"),
        ("paper", "https://openreview.net/forum?id=r1gs9JgRZ"),
        ("paper", "https://openreview.net/pdf?id=bsCCJHbO8A"),
        ("paper", "https://aclanthology.org/P18-1238/"),
        ("paper", "https://proceedings.mlr.press/v162/shen22f.html"),
        ("paper", "https://proceedings.neurips.cc/paper_files/paper/2022/hash/x-Abstract.html"),
        ("paper", "https://papers.nips.cc/paper/2012/hash/x.html"),
        ("paper", "https://openaccess.thecvf.com/content/CVPR2023/html/x.html"),
        ("paper", "https://www.ecva.net/papers/eccv_2024/papers_ECCV/html/1.php"),
        ("paper", "https://ieeexplore.ieee.org/document/8877390"),
        ("paper", "https://dl.acm.org/doi/10.1145/3654674"),
        ("paper", "https://link.springer.com/article/10.1007/s11263-016-0981-7"),
        ("paper", "https://www.nature.com/articles/s41586-021-03819-2"),
        ("paper", "https://www.science.org/doi/10.1126/sciadv.adk4489"),
        ("paper", "https://www.biorxiv.org/content/10.1101/2024.04.22.590591v1"),
        ("paper", "https://www.medrxiv.org/content/10.1101/2025.05.01.25326820v1"),
        ("paper", "https://jmlr.org/papers/v23/21-0998.html"),
        ("paper", "https://ojs.aaai.org/index.php/AAAI/article/view/20215"),
        ("paper", "https://www.usenix.org/conference/osdi14/technical-sessions/x"),
        ("paper", "https://www.isca-archive.org/interspeech_2024/x.html"),
        ("paper", "https://example.edu/~me/report.PDF?download=1"),
        ("paper", "https://github.com/QwenLM/Qwen2.5-Omni/blob/main/assets/Qwen2.5_Omni.pdf"),
        ("paper", "https://mobile.github.io/assets/paper.pdf"),
        ("paper", "papers/long-rag.pdf"),
        ("paper", "papers/halls.v.2.pdf"),
        ("paper", "https://example.edu/a.pdf"),
        ("paper", "papers/long-rag.pdf#page=2"),
        ("code", "https://github.com/TIGER-AI-Lab/LongRAG"),
        ("code", "github.com/TIGER-AI-Lab/LongRAG"),
        ("code", "https://www.github.com/a/b/tree/main/c"),
        ("code", "https://github.com/a/b/blob/main/README.md"),
        ("code", "https://gist.github.com/a/0123"),
        ("code", "https://gitlab.com/marvl/map-fusion"),
        ("code", "https://bitbucket.org/a/b"),
        ("code", "https://gitee.com/a/b"),
        ("code", "https://codeberg.org/a/b"),
        ("code", "https://anonymous.4open.science/r/FIHA-45BB"),
        ("project", "https://tiger-ai-lab.github.io/LongRAG/"),
        ("project", "https://sites.google.com/view/medusa-llm"),
        ("model", "https://huggingface.co/openbmb/MiniCPM-V"),
        ("data", "https://huggingface.co/datasets/TIGER-Lab/LongRAG"),
        ("demo", "https://huggingface.co/spaces/openlamm/LAMM"),
        ("blog", "https://huggingface.co/blog/rlhf"),
        ("model", "https://modelscope.cn/models/a/b"),
        ("data", "https://modelscope.cn/datasets/a/b"),
        ("demo", "https://modelscope.cn/studios/damo/x"),
        ("data", "https://zenodo.org/records/1234"),
        ("data", "https://www.kaggle.com/datasets/a/b"),
        ("video", "https://www.youtube.com/watch?v=mlnjz4eSjB4"),
        ("video", "https://youtu.be/K0SZ9mdygTw"),
        ("video", "https://www.bilibili.com/video/BV1c8HbeaEXi"),
        ("video", "https://vimeo.com/1"),
        ("video", "https://slideslive.com/1/x"),
        ("video", "https://www.zhihu.com/zvideo/1490959755963666432"),
        ("post", "https://twitter.com/_akhaliq/status/1697081112164475304?s=20"),
        ("post", "https://x.com/_yixu/status/1924497238908375072"),
        ("post", "https://t.co/abc"),
        ("post", "https://weibo.com/1/2"),
        ("post", "https://www.linkedin.com/posts/x"),
        ("post", "https://www.reddit.com/r/LocalLLaMA/comments/14lz7j5/x/"),
        ("post", "https://bsky.app/profile/a/post/b"),
        ("blog", "https://medium.com/@me/x"),
        ("blog", "https://nlpnews.substack.com/p/x"),
        ("blog", "https://zhuanlan.zhihu.com/p/1"),
        ("blog", "https://mp.weixin.qq.com/s/f6YW"),
        ("blog", "https://pytorch.org/blog/flash-decoding/"),
        ("blog", "https://qwenlm.github.io/blog/qwen-vlo/"),
        ("blog", "https://blog.example.org/x"),
        ("blog", "https://blog.example.org/doi/10.1038/s44320"),
        ("blog", "https://perceiving-systems.blog/en/post/x"),
        ("demo", "https://colab.research.google.com/github/a/b"),
        ("demo", "https://deb6a97bae6fab67ae.gradio.live/"),
        (
            "citations",
            "https://www.semanticscholar.org/paper/7d39d69b23424446f0400ef603b2e3e22d0309d6",
        ),
        ("summary", "summary/2024/2407.0945.md"),
        (None, "https://example.org/long-rag"),
        (None, "https://arxiv.org/list/cs.CL/recent"),
        (None, "https://github.com/tuidan"),
        (None, "https://github.com"),
        (None, "https://docs.github.com/en/get-started"),
        (None, "https://www.linkedin.com/in/somebody"),
        (None, "mailto:me@example.org"),
        (None, "docs/README.md"),
        (None, "mp4"),
        (None, "https://github.com/a/b/blob/main/group.jpg"),
    ],
)
def test_kind_by_target(kind: LinkKind | None, url: str) -> None:
    assert kind_of(url) == kind


@pytest.mark.parametrize(
    "url",
    [
        *("https://pubs.rsc.org/en/content/articlelanding/2024/cs/d4cs00196f",),
        *("https://elifesciences.org/articles/79854", "https://www.karger.com/Article/Abstract/1"),
        *("https://www.embopress.org/doi/full/10.1038/s44320-024-00016-x",),
        *("https://www.liebertpub.com/doi/10.1089/cmb.2024.0510", "https://peerj.com/articles/1"),
        *("https://www.jstage.jst.go.jp/article/seibutsukogaku/101/8/101_431/_article",),
        *("https://bmcbioinformatics.biomedcentral.com/articles/1", "https://brill.com/view/x"),
        *("https://advanced.onlinelibrary.wiley.com/doi/1", "https://hal.inria.fr/hal-0123"),
        *(
            "https://kns.cnki.net/kcms/detail/1.html",
            "https://drops.dagstuhl.de/entities/document/1",
        ),
        *("https://www.cambridge.org/core/journals/x", "https://jmg.bmj.com/content/1/2/3"),
        *("http://dx.doi.org/10.1145/3654674", "https://europepmc.org/abstract/MED/1"),
        *(
            "https://core.ac.uk/download/1.pdf",
            "https://www.computer.org/csdl/proceedings-article/x",
        ),
        *("https://www.microsoft.com/en-us/research/publication/x", "https://ceur-ws.org/Vol-1/"),
    ],
)
def test_pages_of_publishers_are_papers(url: str) -> None:
    assert kind_of(url) == kind_of(url, "Halls of Language") == "paper"


@pytest.mark.parametrize(
    "path",
    [
        *("doi/10.1038/s44320", "doi/full/10.1038/s44320", "en/10.15302/vita.2026.07.005"),
        *("index.php/ms/article/view/1426", "id/eprint/40409/", "preprint/view/74"),
        *(
            "article/S2211-0348(25)00335-9/fulltext",
            "content/12/3/456",
            "content/early/2024/03/01/x",
        ),
        *("article/54/2/BST20253060/237195", "en/Content/ArticleLanding/2024/CS/D4"),
    ],
)
def test_paths_of_articles_are_papers_on_any_host(path: str) -> None:
    url = f"https://journal.example/{path}"
    assert kind_of(url) == "paper"
    assert kind_of(url, "Slides") == "slides"


@pytest.mark.parametrize(
    "path",
    [
        *("article/2024/05/12/x", "articles/what-is-new", "content/2024/05/12", "article/x"),
        *("doi/", "v10.1234/x", "10.12/x", "publications", "papers/", "article/view/abc"),
    ],
)
def test_other_paths_have_no_kind(path: str) -> None:
    assert kind_of(f"https://journal.example/{path}") is None


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org.evil.example/abs/2406.15319",
        "https://notarxiv.org/abs/2406.15319",
        "https://arxiv.org@evil.example/abs/2406.15319",
        "https://notgithub.com/a/b",
        "https://github.com.evil.example/a/b",
        "https://github.com@evil.example/a/b",
        "https://github.com:pass@evil.example/a/b",
        "https://github.com\\@evil.example/a/b",
        "https://evil.example/https://github.com/a/b",
        "https://evil.example/?u=https://arxiv.org/abs/2406.15319",
        "https://evil.example/#https://arxiv.org/abs/2406.15319",
        "https://notgithub.io/x",
        "https://github-io.example/x",
        "https://max.com/a",
        "https://netflix.com/a",
        "https://reddit.com.example/r/x",
        "https://evil.example/x.pdf/../x",
        "https://nature.com/articlesofmine",
    ],
)
def test_imitations_have_no_kind(url: str) -> None:
    assert kind_of(url) is None


# -- By label ----------------------------------------------------------------------------------

UNKNOWN_PLACE = "https://example.edu/long-rag"


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        (
            "paper",
            "Paper|PDF|arXiv|Abs|[PDF]|📄 Paper|Technical Report|Tech. Report|paper link",
        ),
        ("paper", "(PDF)|[Paper](https://e.org/a)|![2406.15319]|Our System Card"),
        (
            "paper",
            "**Paper**|arXiv 2024|Paper (ICLR 2024)|Paper & Code|论文|论文链接|2406.15319",
        ),
        (
            "code",
            "Code|code|GitHub|Github|Repo|Official Code|Code (PyTorch)|:octocat: Code|Paper code",
        ),
        (
            "code",
            "Code (from June on)|代码地址|PyTorch|代码|开源代码|GitHub repo|[Code]|![Code](https://img.shields.io/x)",
        ),
        ("project", "Project|Page|Project Page|🌐 Website|Homepage|home page|项目|主页|项目主页"),
        ("demo", "Demo|🤗 Demo|Online Demo|Colab|演示|HF Space"),
        ("video", "Video|YouTube|Bilibili|Talk|视频|![bilibili](https://img.shields.io/x?y=z)"),
        ("post", "Tweet|Twitter|X|Thread|Reddit post"),
        ("blog", "Blog|Blog Post|博客|知乎"),
        ("data", "Dataset|Data|🤗 Dataset|HF Dataset|数据集|Benchmark"),
        ("model", "Model|Weights|HF|Hugging Face|Huggingface|🤗 Model|权重"),
        ("slides", "Slides|Poster|PPT"),
        ("review", "Review|Reviews"),
        ("summary", "Summary|Sum.|TL;DR|解读|论文解读|Notes"),
        ("citations", "Citations|引用|Semantic Scholar"),
        (None, "Link|here|url|链接|1|Star|Discord||LongRAG|Code Llama|Coming soon|Paper Plain"),
    ],
)
def test_kind_by_label(kind: LinkKind | None, labels: str) -> None:
    kinds = {label: kind_of(UNKNOWN_PLACE, label) for label in labels.split("|")}

    assert kinds == dict.fromkeys(labels.split("|"), kind)


@pytest.mark.parametrize(
    ("kind", "url", "label"),
    [
        ("code", "https://github.com/x/y", "Paper"),
        ("paper", "https://arxiv.org/abs/2406.15319", "Code"),
        ("paper", "https://openreview.net/forum?id=x", "OpenReview"),
        ("paper", "https://openreview.net/pdf?id=x", "Review"),
        ("review", "https://openreview.net/forum?id=x", "Reviews"),
        ("paper", "https://www.semanticscholar.org/paper/x", "Paper"),
        ("citations", "https://www.semanticscholar.org/paper/x", "Link"),
        ("slides", "https://example.edu/talk.pdf", "Slides"),
        ("slides", "https://www.usenix.org/system/files/sec22_slides-a.pdf", "Slides"),
        ("slides", "https://aclanthology.org/attachments/2024.acl-long.1.Poster.pdf", "Poster"),
        ("video", "https://www.usenix.org/conference/osdi14/presentation/x", "Video"),
        ("paper", "https://dl.acm.org/doi/10.1145/3654674", "Code"),
        ("code", "https://example.edu/talk.pdf", "Code"),
        ("paper", "https://example.edu/talk.pdf", "Video"),
        ("paper", "https://arxiv.org/pdf/2406.15319.pdf", "Slides"),
        ("code", "https://doi.org/10.5281/zenodo.17089342", "Code"),
        ("data", "https://doi.org/10.6084/m9.figshare.1", "Dataset"),
        ("paper", "https://doi.org/10.1145/3654674", "DOI"),
        ("paper", "https://zenodo.org/records/1234", "Paper"),
        ("data", "https://zenodo.org/records/1234", "Link"),
        ("paper", "https://figshare.com/articles/preprint/x/1", "Preprint"),
        ("paper", "http://citeseerx.ist.psu.edu/viewdoc/summary?doi=10.1.1.1", "[Paper]"),
        ("citations", "http://citeseerx.ist.psu.edu/viewdoc/summary?doi=10.1.1.1", "Link"),
        ("paper", "http://citeseerx.ist.psu.edu/viewdoc/download?doi=10.1.1.2&type=pdf", "[Paper]"),
        ("paper", "https://ana.github.io/publication/halls-2020", "Paper"),
        ("paper", "https://dblp.org/rec/conf/icml/x", "Paper"),
        ("demo", "https://chameleon-llm.github.io/", "Demo"),
        ("paper", "https://mobile-aloha.github.io/", "Paper"),
        ("paper", "https://ada.github.io/publication/aaai-2020", "Paper"),
        ("code", "https://ada.github.io/halls/", "Code"),
        ("project", "https://ada.github.io/halls/", "Link"),
        ("project", "https://ada.github.io/halls/", "Halls of Language"),
        ("data", "https://huggingface.co/TIGER-Lab", "Dataset"),
        ("model", "https://huggingface.co/CofeAI/FLM-101B", "Code"),
        ("blog", "https://x.ai/blog/grok-1.5", "Paper"),
        ("paper", "https://mistral.ai/news/mixtral-8x22b/", "Paper"),
        ("paper", "https://github.com@evil.example/", "Paper"),
        ("code", "https://github.com/tuidan", "GitHub"),
        (None, "https://github.com/tuidan", "tuidan"),
        (None, "#", "Paper"),
        (None, "#code", "Code"),
        (None, "TBD", "Code"),
        (None, "//XXX.com/", "Code"),
        (None, "https://arxiv.org/abs/xxxx.xxxxx", "Paper"),
        (None, "https://img.shields.io/badge/paper", "Paper"),
        (None, "https://github.com/a/b/actions/workflows/ci.yml/badge.svg", "CI"),
    ],
)
def test_target_before_label(kind: LinkKind | None, url: str, label: str) -> None:
    assert kind_of(url, label) == kind


@pytest.mark.parametrize(
    "label",
    [
        *("Paper", "[PDF]", "**Code**", "here", "Link", "🔗", "", "1", "[12]", "论文", "链接", "X"),
        *("<https://x.org/a>", "github.com/ada/halls", "PDF Code Data Demo"),
        "Paper | Code | Data | Demo | Video",
        *(
            "Paper & Code",
            "Project Page",
            "arXiv 2024",
            "2406.15319",
            "https://x.org/a",
            "Coming soon",
        ),
        *(
            "![citation](https://img.shields.io/x)",
            "arxiv.org/abs/2406.15319",
            "Hugging Face",
            "v2",
        ),
    ],
)
def test_generic_labels(label: str) -> None:
    assert is_generic_label(label)


@pytest.mark.parametrize(
    "label",
    [
        *(
            "LongRAG",
            "Code Llama",
            "Attention Is All You Need",
            "GPT-4",
            "Paper2Code",
            "研究的艺术",
        ),
        *("github.com/ada Halls", "Paper | Code | Data | Demo | Video | Blog"),
        *("Data Data Data Data Data", "Video-MME", "A Survey", "**LongRAG: Paper**", "Node.js"),
    ],
)
def test_titles_are_not_generic_labels(label: str) -> None:
    assert not is_generic_label(label)


# -- Placeholders, anchors, badges, schemes ----------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        *("", " ", "#", "TBD", "tba", "todo", "javascript:void(0)", "JavaScript:;", "about:blank"),
        *(
            "link",
            "url",
            "xxx",
            "XXXX",
            "https://",
            "http://",
            "https:",
            "...",
            "…",
            "-",
            "--",
            "N/A",
        ),
        *(
            "none",
            "null",
            "coming soon",
            "Coming-Soon",
            "<link>",
            "{url}",
            "(TBD)",
            "#!",
            "your-link-here",
        ),
        *("https://xxx", "https://link", "paper_link", "?", "data:,"),
        *("https://arxiv.org/abs/xxxx.xxxxx", "https://arxiv.org/abs/", "link-to-paper", "nan"),
    ],
)
def test_dead(url: str) -> None:
    assert is_dead(url)
    assert kind_of(url, "Paper") is None
    assert not is_anchor(url)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "#section",
            "#todo-list",
            "docs/a.md",
            "paper.pdf",
            "https://x.org",
            "https://x.com",
            "x.org",
        ),
        *(
            "https://arxiv.org/abs/2406.15319",
            "https://arxiv.org",
            "xxx.lanl.gov/abs/hep-th/9108001",
        ),
        *(
            "https://example.edu",
            "https://link.springer.com/x",
            "https://paperswithcode.com",
            "linked",
        ),
        *("https://todo.example.edu/a", "https://www.x.org", "论文", "https://examplex.com/"),
    ],
)
def test_alive(url: str) -> None:
    assert not is_dead(url)


def test_anchors() -> None:
    assert is_anchor("#section")
    assert is_anchor(" #section")
    assert is_anchor("#论文")
    assert not is_anchor("#")
    assert not is_anchor("README.md#usage")
    assert not is_anchor("https://x.org/#a")


@pytest.mark.parametrize(
    "url",
    [
        "https://img.shields.io/github/stars/a/b.svg?style=social&label=Star",
        "https://badgen.net/github/stars/a/b",
        "https://badge.fury.io/py/x.svg",
        "https://camo.githubusercontent.com/0123",
        "https://visitor-badge.laobi.icu/badge?page_id=a",
        "https://komarev.com/ghpvc/?username=a",
        "https://hits.seeyoufarm.com/api/count/incr/badge.svg?url=x",
        "https://github.com/a/b/actions/workflows/ci.yml/badge.svg",
        "https://colab.research.google.com/assets/colab-badge.svg",
        "https://cdn.example.org/badges/paper.svg",
        "https://cdn.example.org/badge/paper.png",
        "http://IMG.SHIELDS.IO/x",
    ],
)
def test_badges(url: str) -> None:
    assert is_badge(url)
    assert kind_of(url, "Paper") in {None, "paper"}


@pytest.mark.parametrize(
    "url",
    [
        *("https://arxiv.org/abs/2406.15319", "https://github.com/badges/shields", "images/a.png"),
        *(
            "https://e.org/badger/paper.svg",
            "https://img.shields.io.evil.example/x",
            "https://notbadgen.net/x",
            "",
            "https://x.org/a.png",
        ),
    ],
)
def test_other_addresses_are_not_badges(url: str) -> None:
    assert not is_badge(url)


@pytest.mark.parametrize(
    "url",
    [
        *("arxiv.org/abs/2406.15319", "www.x.org", "github.com/a/b", "//arxiv.org/abs/2406.15319"),
        *(
            "ArXiv.org/abs/2406.15319",
            "x.com/a/status/1",
            "openai.com",
            "arxiv.org:443/abs/2406.15319",
        ),
        *("tiger-ai-lab.github.io/LongRAG", "www.youtube.com/watch?v=x", "some-lab.edu/paper.pdf"),
        *("huggingface.co/papers/2406.15319", "hf.co", "example.ai/x", "lab.example.ac.uk?x=1"),
        *("www.halls.museum", "WWW.halls.museum", "//halls.museum/a", "//X.com/ada/status/1"),
    ],
)
def test_scheme_is_missing(url: str) -> None:
    assert needs_scheme(url)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "docs/a.md",
            "summary/2024/2407.0945.md",
            "paper.pdf",
            "README.md",
            "README.md#usage",
            "main.py",
        ),
        *(
            "./a.org/b",
            "../a.md",
            "/a/b.com",
            "/arxiv.org/abs/2406.15319",
            "#arxiv.org",
            "?a.com",
            "https://arxiv.org/abs/2406.15319",
        ),
        *(
            "mailto:me@x.org",
            "me@x.org",
            "2406.15319",
            "10.1145/3654674",
            "a b.org",
            "",
            ".",
            "//",
            "//x",
        ),
        *(
            "figs/model.v1.ai/x",
            "docs.io/a.md",
            "v1.ai/teaser.png",
            "logo.ai",
            "Node.js",
            "e.g.",
            "http://",
            "javascript:a.com",
            "论文.com/x",
        ),
    ],
)
def test_no_scheme_is_missing(url: str) -> None:
    assert not needs_scheme(url)


# -- Anything ----------------------------------------------------------------------------------

HOSTILE = [
    *(
        "http://[",
        "http://[::1",
        "http://]",
        "https://\0",
        "\0",
        "https://a\0.org/",
        "//[",
        "http://:80",
    ),
    *(
        "https://arxiv.org/abs/%zz",
        "https://" + "a." * 5000,
        "https://" + "a" * 10_000,
        "x" * 10_000,
    ),
    *(
        "-" * 10_000 + "a",
        " " * 10_000 + "a",
        "[" * 10_000,
        "https://" + "/" * 10_000,
        "http" * 2500,
    ),
    *(
        "https://x.org/" + "blog" * 2500,
        "https://x.org" + "/a" * 5000,
        "a." * 5000 + "com",
        "#" * 10_000,
    ),
    *(
        "your-link" + "-" * 10_000,
        "xxx" * 3000 + "y",
        "\ud800",
        "https://\ud800.org/",
        "https://x.org:99999",
    ),
    *("![](" * 2500, "![a](" * 2500, "()" * 5000, "(a" * 5000, "10.48550/arxiv." + "/" * 10_000),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile(text: str) -> None:
    with hang_guard():
        for function in (is_dead, is_anchor, is_badge, needs_scheme, is_generic_label):
            assert function(text) in {True, False}
        assert kind_of(text) in {None, *KINDS}
        assert kind_of("https://example.edu", text) in {None, *KINDS}


@given(st.text(), st.none() | st.text())
def test_no_address_or_label_raises(url: str, label: str | None) -> None:
    for address in (url, f"https://{url}", f"https://arxiv.org{url}", f"https://x.org/{url}"):
        assert kind_of(address, label) in {None, *KINDS}
        assert not (is_dead(address) and is_anchor(address))
        assert isinstance(needs_scheme(address) or is_badge(address), bool)
    assert is_generic_label(url) in {True, False}


@pytest.mark.parametrize("host", ["e.org", "a.b.e.org", ".".join(["a"] * 40) + ".e.org"])
@pytest.mark.parametrize("known", ["github.com", "GitHub.com", "github.com."])
def test_a_host_is_known_with_its_subdomains(host: str, known: str) -> None:
    assert needs_scheme(f"{host.removesuffix('e.org')}{known}/ada/halls")


@pytest.mark.parametrize("label", ["Code", "online", "Online HERE"])
def test_labels_that_describe_a_link(label: str) -> None:
    assert describes_link(label)


@pytest.mark.parametrize("label", ["Google", "online Google", "12"])
def test_labels_that_describe_no_link(label: str) -> None:
    assert not describes_link(label)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://e.org/a b", "https://e.org/a%20b"),
        ("http://e.org/<x>\u202e", "http://e.org/%3Cx%3E%E2%80%AE"),
        ("HTTPS://E.org/é%20", "HTTPS://E.org/é%20"),
        ("ftp://e.org/", None),
        ("mailto:ada@e.org", None),
        ("https:///path", None),
        ("https://a b.org/", None),
        ("https://[e", None),
    ],
)
def test_web_addresses_as_iris(url: str, expected: str | None) -> None:
    assert web_iri(url) == expected


def test_invalid_characters_of_any_address_are_encoded() -> None:
    assert iri("mailto:ada lovelace@e.org") == "mailto:ada%20lovelace@e.org"


def test_kinds_are_the_literals() -> None:
    assert frozenset(get_args(LinkKind)) == KINDS


def test_tables_are_consistent() -> None:
    assert OPEN_PLACES.keys() <= PLACES.keys()
    assert all(place == place.lower() for place in PLACES)
    assert CLEAR_DOMAINS <= DOMAINS
    # A word is in one table only: fillers are removed first, and kinds are looked up next.
    assert not LABELS_WITHOUT_KIND & (FILLERS | LABELS.keys())
    kinds = {*PLACES.values(), *LABELS.values(), *(kind for kind, _ in ENDINGS.values())}
    assert kinds - {None} == KINDS


# -- Real lists --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        *("ml-papers-of-the-week", "weekly-papers", "lists/arxiv-daily", "lists/awesome-venues"),
        *("lists/daily-summaries", "lists/chinese-reading", "lists/survey-bullets"),
    ],
)
def test_real_links_have_a_kind(name: str) -> None:
    path = path_of(f"{name}.md")
    links = [
        (url, label)
        for label, url in _LINK.findall(path.read_text(encoding="utf-8"))
        if not (is_dead(url) or is_anchor(url) or is_badge(url))
    ]
    unknown = [(url, label) for url, label in links if kind_of(url, label) is None]

    # Profiles of contributors, images, companies' pages, files on drives.
    assert len(unknown) <= max(1, len(links) // 20), unknown
