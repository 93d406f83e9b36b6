"""What an address leads to: a paper, its code, a talk about it, a place-holder.

The address tells more reliably than the label that a list gives it, so it is asked first. Hosts are
compared by whole labels from the right, as DNS names are read (RFC 1034 section 3.1):
``www.arxiv.org`` is a host of ``arxiv.org``, ``arxiv.org.example.net`` and ``notarxiv.org`` aren't.
Nothing here raises, whatever the address.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal, TypeAlias, get_args
from urllib.parse import quote, urlsplit

from weeklypapers.model.ids import lookup
from weeklypapers.model.venues import CONFERENCES, JOURNALS

__all__ = [
    "KINDS",
    "LinkKind",
    "iri",
    "is_anchor",
    "is_badge",
    "is_dead",
    "is_generic_label",
    "kind_of",
    "needs_scheme",
    "web_iri",
]

LinkKind = Literal[
    "paper",
    "code",
    "project",
    "video",
    "post",
    "blog",
    "demo",
    "data",
    "model",
    "slides",
    "review",
    "summary",
    "citations",
]
"""What a link leads to.

``"post"`` is one on a social network; ``"slides"`` are a poster, too; ``"summary"`` is somebody's
reading of the paper; ``"citations"`` is an index's page about it.
"""

KINDS: frozenset[LinkKind] = frozenset(get_args(LinkKind))

# What an IRI can't hold (RFC 3987 sections 2.2 and 4.1), formatting of direction included.
_NO_IRI = re.compile(
    '[\\s<>"{}|\\\\^`\x00-\x20\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]'
)

# What a target says, and which kinds a label may make of it all the same.
_Told: TypeAlias = tuple[LinkKind | None, frozenset[LinkKind]]

_NO_KINDS: frozenset[LinkKind] = frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# -- Data: hosts -------------------------------------------------------------------------------

# The kind of everything on a host and on its subdomains.
_HOSTS: dict[LinkKind, str] = {
    "paper": """
        doi.org openreview.net aclanthology.org aclweb.org proceedings.mlr.press
        proceedings.neurips.cc papers.neurips.cc papers.nips.cc proceedings.mlsys.org
        proceedings.iclr.cc openaccess.thecvf.com ecva.net ieeexplore.ieee.org dl.acm.org
        link.springer.com sciencedirect.com onlinelibrary.wiley.com tandfonline.com mdpi.com
        frontiersin.org journals.plos.org pnas.org cell.com iopscience.iop.org journals.aps.org
        pubs.acs.org academic.oup.com journals.sagepub.com biorxiv.org medrxiv.org techrxiv.org
        chemrxiv.org psyarxiv.com osf.io/preprints papers.ssrn.com preprints.org
        researchsquare.com jmlr.org ojs.aaai.org aaai.org/papers ijcai.org/proceedings
        usenix.org/conference usenix.org/system isca-archive.org isca-speech.org
        roboticsproceedings.org eprint.iacr.org ndss-symposium.org/ndss-paper vldb.org/pvldb
        transacl.org distill.pub transformer-circuits.pub nature.com/articles science.org/doi
        science.org/content/article direct.mit.edu royalsocietypublishing.org/doi
        ncbi.nlm.nih.gov/pmc pmc.ncbi.nlm.nih.gov pubmed.ncbi.nlm.nih.gov europepmc.org/article
        hal.science arxiv.org/abs arxiv.org/pdf arxiv.org/html arxiv.org/ps arxiv.org/format
        arxiv.org/src arxiv.org/e-print xxx.lanl.gov/abs xxx.lanl.gov/pdf ar5iv.org/abs
        ar5iv.org/html ar5iv.org/pdf alphaxiv.org/abs alphaxiv.org/pdf alphaxiv.org/html
        alphaxiv.org/overview huggingface.co/papers hf.co/papers paperswithcode.com/paper
        paperswithcode.com/papers papers.cool/arxiv papers.cool/venue openreview.net/forum
        catalyzex.com/paper zhuanzhi.ai/paper scholar.archive.org/work scirate.com/arxiv
        research.google/pubs ai.meta.com/research/publications
    """,
    "code": """
        github.com gist.github.com raw.githubusercontent.com gitlab.com bitbucket.org gitee.com
        codeberg.org sourceforge.net/projects anonymous.4open.science git.sr.ht sr.ht
        paperswithcode.com/lib pypi.org/project code.google.com codeocean.com
    """,
    "project": """
        github.io gitlab.io gitee.io sites.google.com netlify.app vercel.app pages.dev web.app
        readthedocs.io
    """,
    "video": """
        youtube.com youtu.be youtube-nocookie.com bilibili.com b23.tv vimeo.com slideslive.com
        zhihu.com/zvideo videolectures.net ted.com/talks dailymotion.com v.qq.com loom.com/share
        v.douyin.com douyin.com ixigua.com underline.io/lecture
    """,
    "post": """
        twitter.com x.com t.co nitter.net fxtwitter.com vxtwitter.com xcancel.com
        threadreaderapp.com weibo.com weibo.cn linkedin.com lnkd.in reddit.com redd.it
        mastodon.social mathstodon.xyz sigmoid.social fosstodon.org bsky.app bsky.social
        threads.net threads.com facebook.com news.ycombinator.com xiaohongshu.com xhslink.com
    """,
    "blog": """
        medium.com towardsdatascience.com substack.com zhihu.com mp.weixin.qq.com csdn.net
        cnblogs.com jianshu.com juejin.cn juejin.im segmentfault.com jiqizhixin.com qbitai.com
        wordpress.com blogspot.com bearblog.dev ghost.io hashnode.dev dev.to hackernoon.com
        bilibili.com/read huggingface.co/blog hf.co/blog lesswrong.com alignmentforum.org
        thegradient.pub lilianweng.github.io marktechpost.com venturebeat.com techcrunch.com
        wandb.ai note.com qiita.com zenn.dev velog.io tistory.com habr.com lmsys.org/blog
        openai.com/index openai.com/research anthropic.com/news anthropic.com/research
        deepmind.google deepmind.com blog.google research.google/blog ai.googleblog.com
        ai.meta.com/blog microsoft.com/en-us/research/blog bair.berkeley.edu/blog notion.site
    """,
    "demo": """
        colab.research.google.com huggingface.co/spaces hf.co/spaces hf.space gradio.live
        gradio.app streamlit.app streamlitapp.com replicate.com modelscope.cn/studios
        modelscope.ai/studios openxlab.org.cn/apps ngrok.io ngrok.app ngrok-free.app herokuapp.com
        chat.qwen.ai chatgpt.com aistudio.google.com mybinder.org stablediffusionweb.com
        trycloudflare.com
    """,
    "data": """
        huggingface.co/datasets hf.co/datasets modelscope.cn/datasets modelscope.ai/datasets
        zenodo.org kaggle.com/datasets kaggle.com/c kaggle.com/competitions dataverse.harvard.edu
        figshare.com datadryad.org physionet.org ieee-dataport.org opendatalab.com
        paperswithcode.com/dataset paperswithcode.com/datasets data.mendeley.com
        tianchi.aliyun.com/dataset openxlab.org.cn/datasets registry.opendata.aws
        archive.ics.uci.edu openneuro.org grand-challenge.org commoncrawl.org
    """,
    "model": """
        huggingface.co hf.co modelscope.cn modelscope.ai ollama.com/library civitai.com
        openxlab.org.cn/models tfhub.dev kaggle.com/models wisemodel.cn/models
    """,
    "slides": """
        slideshare.net speakerdeck.com docs.google.com/presentation slides.com
    """,
    "citations": """
        semanticscholar.org/paper scholar.google.com dblp.org dblp.uni-trier.de
        connectedpapers.com inspirehep.net/literature ui.adsabs.harvard.edu/abs
        researchgate.net/publication scite.ai openalex.org citeseerx.ist.psu.edu
    """,
}

# Places on those hosts that are nothing of the kind: profiles, documentation, searches.
_NO_KIND = """
    docs.github.com support.github.com github.com/topics github.com/sponsors github.com/orgs
    github.com/marketplace github.com/settings github.com/search github.com/stars
    discuss.huggingface.co huggingface.co/docs huggingface.co/learn huggingface.co/tasks
    linkedin.com/in linkedin.com/company reddit.com/user scholar.google.com/citations
    dblp.org/pid openreview.net/profile openreview.net/group space.bilibili.com
    status.twitter.com developer.twitter.com developers.facebook.com medium.com/m
"""

# What a label may make of a target that holds several things: a forum with the paper and its
# reviews, a page of a project that is the demo, an index that links to the paper's file.
_PAGE: frozenset[LinkKind] = frozenset(
    {"demo", "data", "video", "blog", "slides", "model", "summary"}
)
_HUB: frozenset[LinkKind] = frozenset({"data", "demo"})
_OPEN: dict[str, frozenset[LinkKind]] = {
    **dict.fromkeys(_HOSTS["project"].split(), _PAGE),
    **dict.fromkeys(("huggingface.co", "hf.co", "modelscope.cn", "modelscope.ai"), _HUB),
    "openreview.net/forum": frozenset({"review"}),
    "semanticscholar.org/paper": frozenset({"paper"}),
    "researchgate.net/publication": frozenset({"paper"}),
    "slideslive.com": frozenset({"slides"}),
    **dict.fromkeys(("notion.site", "deepmind.google", "deepmind.com"), KINDS),
    **dict.fromkeys(("openai.com/index", "openai.com/research"), KINDS),
    **dict.fromkeys(("anthropic.com/news", "anthropic.com/research"), KINDS),
    "zenodo.org": frozenset({"paper", "code", "model", "slides", "video"}),
}

# Files, by the ending of the path. A PDF may be of slides, if the label says so.
_ENDINGS: dict[str, _Told] = {
    "pdf": ("paper", frozenset({"slides", "review", "summary"})),
    "ppt": ("slides", _NO_KINDS),
    "pptx": ("slides", _NO_KINDS),
    "mp4": ("video", frozenset({"demo"})),
    "mov": ("video", frozenset({"demo"})),
    "webm": ("video", frozenset({"demo"})),
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "svg", "webp"), (None, KINDS)),
}
# Words in a path or in front of a host that are told no other way.
_SEGMENTS: dict[str, _Told] = {
    "blog": ("blog", _NO_KINDS),
    "blogs": ("blog", _NO_KINDS),
    "news": ("blog", KINDS),
    "summary": ("summary", KINDS),
    "summaries": ("summary", KINDS),
    "summary_en": ("summary", KINDS),
    "summary_zh": ("summary", KINDS),
    "demo": ("demo", KINDS),
}

_BADGES = _words(
    """
    shields.io badgen.net badge.fury.io forthebadge.com camo.githubusercontent.com
    hits.seeyoufarm.com hits.sh hits.dwyl.com komarev.com visitor-badge.laobi.icu
    visitor-badge.glitch.me page-views.glitch.me profile-counter.glitch.me visitor-badge.one9x.org
    visitor-badge.imlete.cn vbr.wocr.tk vbr.nathanchung.dev count.getloli.com badges.toozhao.com
    visitcount.itsvg.in hitcounter.pythonanywhere.com counter.seku.su api.visitorbadge.io
    badges.pufler.dev badges.frapsoft.com badge.buildkite.com static.pepy.tech
    api.star-history.com contrib.rocks starchart.cc github-readme-stats.vercel.app api.codacy.com
    img.badgesize.io clustrmaps.com mapmyvisitors.com trackgitgives.com
    """
)

# -- Data: labels ------------------------------------------------------------------------------

_LABELS: dict[LinkKind, str] = {
    "paper": """
        paper|papers|pdf|arxiv|arxiv id|abs|abstract|html|doi|preprint|manuscript|article|full text
        |technical report|tech report|report|white paper|whitepaper|system card|openreview
        |open review|publication|proceedings|journal|conference|ieee|acm|acl anthology|pmlr|cvf
        |springer|ssrn|biorxiv|medrxiv|techrxiv|alphaxiv|ar5iv|hf paper|hugging face paper
        |original paper|camera ready|long version|short version|extended version|论文|文章|原文
        |全文|论文原文|论文地址|技术报告|报告|预印本|摘要
    """,
    "code": """
        code|codes|source|source code|github|git hub|git|gitlab|gitee|repo|repository
        |implementation|pytorch|torch|tensorflow|tf|keras|jax|matlab|caffe|mindspore|paddle|c++
        |python|notebook|github repo|toolkit|toolbox|software|library|package|代码|源码|源代码
        |开源代码|代码仓库|仓库|官方代码|实现|复现|代码实现|项目代码|开源
    """,
    "project": """
        project|projects|page|project page|project website|project site|homepage|home page|home
        |website|web page|webpage|web|site|web site|github page|github pages|documentation|docs
        |项目|项目主页|项目页面|项目网站|主页|官网|网站|网页|官方网站|文档
    """,
    "video": """
        video|videos|youtube|you tube|bilibili|b站|talk|presentation|oral|recording|lecture
        |video presentation|teaser|trailer|vimeo|slideslive|demo video|视频|讲解视频|视频讲解|录像
        |录播|演讲|报告视频|精读视频
    """,
    "post": """
        tweet|tweets|twitter|x|thread|twitter thread|x thread|tweet thread|post|posts|x post|weibo
        |linkedin|linkedin post|reddit|reddit post|mastodon|bluesky|threads|announcement|推文|推特
        |微博|小红书
    """,
    "blog": """
        blog|blogs|blog post|blogpost|blog article|medium|substack|zhihu|wechat article|news
        |press release|博客|博文|知乎|公众号|微信公众号|专栏
    """,
    "demo": """
        demo|demos|live demo|online demo|demo page|demo site|playground|colab|google colab|try it
        |try it out|space|spaces|hf space|hf demo|hugging face demo|hugging face space|gradio
        |samples|interactive demo|web demo|演示|示例|在线演示|在线体验|体验|试用|样例
    """,
    "data": """
        data|dataset|datasets|data set|data sets|benchmark|benchmarks|corpus|hf dataset|hf data
        |hugging face dataset|kaggle|zenodo|leaderboard|annotations|数据|数据集|评测集|基准|语料
        |榜单
    """,
    "model": """
        model|models|weight|weights|model weights|checkpoint|checkpoints|ckpt|ckpts|hf|huggingface
        |hugging face|hf model|hf models|model card|model zoo|pretrained model|pretrained models
        |modelscope|ollama|gguf|adapter|模型|权重|模型权重|预训练模型
    """,
    "slides": """
        slide|slides|poster|ppt|deck|slide deck|presentation slides|talk slides|幻灯片|海报|课件
    """,
    "review": "review|reviews|peer review|peer reviews|审稿|审稿意见|评审",
    "summary": """
        summary|summaries|sum|tl dr|tldr|notes|note|reading notes|paper notes|explanation|explained
        |explainer|commentary|digest|解读|论文解读|笔记|论文笔记|阅读笔记|读书笔记|总结|小结|精读
        |导读|中文解读
    """,
    "citations": """
        citation|citations|cited by|semantic scholar|google scholar|scholar|s2|connected papers
        |引用|引用数|被引|谷歌学术
    """,
}
# Labels that stand for a link and say nothing of what it leads to.
_EMPTY_LABELS = _words(
    """
    link links url urls here click this more read details download downloads access open view see
    official source star stars badge license coming soon tbd tba todo na none null bib bibtex cite
    supp supplement supplementary supplemental material appendix discord slack wechat telegram api
    image figure fig back to top 链接 地址 网址 下载 详情 点击 点这里 这里 更多 原链接 补充材料
    附录 微信 星标 网盘 百度网盘
    google drive baidu
    """
)
# Words that go with a kind: `Official code`, `Paper link 2`, `v2 PDF`.
_FILL = _words(
    """
    a an the our official unofficial original new full free link links url here read watch view
    see on at in of for to by with via page site version ver en cn zh eng english chinese hf
    huggingface hugging face live online my
    """
)


def _by_host() -> dict[str, LinkKind | None]:
    told: dict[str, LinkKind | None] = {
        place: kind for kind, places in _HOSTS.items() for place in places.split()
    }
    return told | dict.fromkeys(_NO_KIND.split())


def _by_label() -> dict[str, LinkKind]:
    labels = {label.strip(): kind for kind, text in _LABELS.items() for label in text.split("|")}
    venues: dict[str, LinkKind] = {name.casefold(): "paper" for name in (*CONFERENCES, *JOURNALS)}
    # As labels, these are a feed, a website and a name.
    for name in ("rss", "www", "chi"):
        del venues[name]
    return venues | labels


# Both a host alone and a host with the beginning of its paths, as `nature.com/articles`.
_PLACES = _by_host()
_WITH_PATHS = frozenset(place.partition("/")[0] for place in _PLACES if "/" in place)
_KNOWN_HOSTS = frozenset(place.partition("/")[0] for place in _PLACES) | _BADGES
_KIND_OF_LABEL = _by_label()

# -- Addresses ---------------------------------------------------------------------------------

# Scheme, host, port and path. What has a user's name, a backslash or a bracket before its path is
# told nothing of: programs don't agree what its host is.
_ADDRESS = re.compile(
    r"(?:https?|ftp)://+(?P<host>[^/?#\\@:\[\]\s\0]+)(?::\d*)?(?P<path>/[^?#]*)?(?:[?#]|\Z)",
    re.IGNORECASE,
)
_MOST_WORDS = 8  # a label of more is a title
# Addresses of arXiv's as nearly all lists write them, up to the identifier's first digits.
_PLAIN_ARXIV = re.compile(r"https?://arxiv\.org/(?:abs|pdf)/\d{4}", re.ASCII)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST = re.compile(
    r"(?P<host>(?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\.)+(?P<top>[a-z]{2,24}))\.?(?::\d+)?"
    r"(?P<rest>[/?#]|\Z)",
    re.IGNORECASE | re.ASCII,
)
# Top-level domains that such addresses have, but for those that are endings of files, too:
# md, py, sh, rs, pl, ps, cc, ml, zip, mov.
_TOPS = _words(
    """
    com org net edu gov io ai co cn uk de fr jp kr tw hk sg in eu ca au ch nl se at be it es ru br
    us dev app info me xyz tech page site online blog press science pub google live space studio
    cloud host chat top art world social news
    """
)
# Endings of files that lists keep beside themselves.
_FILES = (".md", ".markdown", ".txt", ".ipynb", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".bib")
_CLEAR_TOPS = _TOPS & _words("com org net edu gov io cn")

_WRAPPED = " \t\r\n<>()[]{}\"'`"


@cache
def _dead() -> re.Pattern[str]:
    """What place-holders look like; compiled when it is first asked for, since that takes time."""
    return re.compile(
        r"""
        [\W_]* | (?:https?|ftp):?/* (?:www\.?)? | (?:javascript|about) : .* | void\(.* | data:,?
        | tb[adc] | todo | to[ _-]?do | href | n/?a | none | null | nil | nan | undefined | unknown
        | (?:coming[\W_]*)? soon | placeholder
        | (?:your|insert)[\W_](?:link|url|paper|code|repo|project|here)\b.*
        | (?:https?://)? (?:links?|urls?|tbd|todo|placeholder) (?:[\W_](?:here|to[\W_].*))? /*
        | (?:https?://)? (?:paper|code|pdf|arxiv|github|project|demo|website|video)
          (?:[\W_](?:link|url))?
        | (?:https?://)? (?:www\.)? x{2,} (?:\.com|\.xxx)?
          (?:[/?\#].*)?
        | (?:https?://)? (?:www\.)? arxiv\.org /(?:abs|pdf) (?:/[x.?]*)?
        """,
        re.VERBOSE | re.IGNORECASE | re.DOTALL,
    )


def is_dead(url: str) -> bool:
    """Whether it is a place-holder that leads nowhere: ``''``, ``'#'``, ``'TBD'``, ``'https://'``.

    >>> from weeklypapers.model.links import is_dead
    >>> [is_dead(url) for url in ("#", "todo", "https://arxiv.org/abs/xxxx.xxxxx", "docs/a.md")]
    [True, True, True, False]
    """
    return _dead().fullmatch(url.strip(_WRAPPED)) is not None


def is_anchor(url: str) -> bool:
    """Whether it leads to another place in the same document, as ``'#section'`` does."""
    return url.lstrip().startswith("#") and not is_dead(url)


def is_badge(url: str) -> bool:
    """Whether it is the image of a badge or of a counter, not a page to read."""
    match = _ADDRESS.match(url.strip())
    if match is None:
        return False
    if any(host in _BADGES for host in _hosts(match["host"])):
        return True
    directory, _, name = (match["path"] or "").lower().rpartition("/")
    if not name.endswith((".svg", ".png")):
        return False
    return "badge" in name or not {"badge", "badges"}.isdisjoint(directory.split("/"))


def needs_scheme(url: str) -> bool:
    """Whether it is the address of a site, but for its scheme.

    GitHub takes ``arxiv.org/abs/2406.15319`` for a file beside the document. A relative path such
    as ``docs/a.md`` begins with no name that could be a host's, and needs none.
    """
    url = url.strip()
    relative = url.startswith("//")
    match = _HOST.match(url.lstrip("/") if relative else url)
    if match is None:
        return False
    host, top = match["host"].lower(), match["top"].lower()
    if relative or host.startswith("www.") or any(name in _KNOWN_HOSTS for name in _hosts(host)):
        return True
    if url.lower().endswith(_FILES):  # in a folder whose name has a dot
        return False
    return top in (_TOPS if match["rest"] else _CLEAR_TOPS)


def _hosts(host: str) -> list[str]:
    """The host and the domains that it is in, but for the last one."""
    labels = host.lower().rstrip(".").split(".")
    # A name has at most 127 labels (RFC 1035 section 2.3.4), and known ones have few.
    labels = labels[-8:]
    return [".".join(labels[at:]) for at in range(len(labels) - 1)]


# -- Kinds -------------------------------------------------------------------------------------


def kind_of(url: str, label: str | None = None) -> LinkKind | None:
    """What a link leads to, told by its target first and by its label second.

    A label decides where the target tells nothing, and where the target holds several things: a
    page of a project may be the demo, a PDF may be of slides. Place-holders, anchors and badges
    are of no kind, whatever their label.

    >>> from weeklypapers.model.links import kind_of
    >>> kind_of("https://github.com/TIGER-AI-Lab/LongRAG", "Paper")
    'code'
    >>> kind_of("https://example.edu/long-rag", "Paper")
    'paper'

    Args:
        url: The target as listed; its scheme may be missing.
        label: The text of the link, with its markup or without.
    """
    if _PLAIN_ARXIV.match(url):
        return "paper"  # as most are
    return _kind_of(url, label)


@lru_cache(maxsize=16_384)
def _kind_of(url: str, label: str | None) -> LinkKind | None:
    kind, others = _told_by(url)
    if label is None or not others:
        return kind
    said = _said_by(label)
    return said if said in others else kind


def is_generic_label(label: str) -> bool:
    """Whether a label is only a word for a link, a number or an address, so no title of a paper.

    >>> from weeklypapers.model.links import is_generic_label
    >>> [is_generic_label(label) for label in ("[PDF]", "here", "2406.15319", "Code Llama")]
    [True, True, True, False]
    """
    text = _shown(label).strip(_WRAPPED)
    if text.count(" ") > _MOST_WORDS:
        return False
    if lookup(text) is not None or _ADDRESS.match(text) or (" " not in text and needs_scheme(text)):
        return True
    return all(map(_is_generic, _parts(text)))


def _told_by(url: str) -> _Told:
    match = _ADDRESS.match(url)
    if match is None:
        return _told_without_scheme(url)
    host, path = match["host"].lower(), match["path"] or "/"
    place = _place_of(host, path)
    if place is None:
        return (None, _NO_KINDS) if is_dead(url) or is_badge(url) else _told_by_words(host, path)
    kind = _PLACES[place]
    if kind == "project":
        told, others = _told_by_words(host, path)
        return (kind, _OPEN[place]) if told is None or others is KINDS else (told, others)
    if kind == "code" and not _is_repository(path):
        return _told_by_ending(path) or (None, KINDS)
    if kind == "code":
        return _told_by_ending(path) or (kind, _NO_KINDS)
    if place.startswith("arxiv.org") and is_dead(url):  # as https://arxiv.org/abs/xxxx.xxxxx
        return None, _NO_KINDS
    if path.endswith((".svg", ".png")) and is_badge(url):
        return None, _NO_KINDS
    return kind, KINDS if kind is None else _OPEN.get(place, _NO_KINDS)


def _told_without_scheme(url: str) -> _Told:
    text = url.strip()
    if needs_scheme(text):
        return _told_by("https://" + text.lstrip("/"))
    if text != url:
        return _told_by(text)
    if lookup(text) is not None:
        return "paper", _NO_KINDS
    if text.startswith("#") or is_dead(text):
        return None, _NO_KINDS
    if _SCHEME.match(text):  # such as mailto:, or an address that can't be told apart
        return None, KINDS
    return _told_by_words("", re.split(r"[?#]", text, maxsplit=1)[0])


def _place_of(host: str, path: str) -> str | None:
    """The longest known name of where it is."""
    for name in _hosts(host):
        if name in _WITH_PATHS:
            steps = path.lower().split("/", 4)[1:4]
            for count in range(len(steps), 0, -1):
                place = "/".join((name, *steps[:count]))
                if place in _PLACES:
                    return place
        if name in _PLACES:
            return name
    return None


def _is_repository(path: str) -> bool:
    """Whether a path on a host of code has more than the name of its owner."""
    return "/" in path.strip("/")


def _told_by_ending(path: str) -> _Told | None:
    return _ENDINGS.get(path[-6:].rpartition(".")[2].lower()) if "." in path[-6:] else None


def _told_by_words(host: str, path: str) -> _Told:
    told = _told_by_ending(path)
    if told is not None:
        return told
    first, _, rest = host.partition(".")
    if first == "blog" or rest.endswith("blog"):
        return "blog", _NO_KINDS
    steps = path.lower().split("/")
    named = [_SEGMENTS[step] for step in (first, *steps) if step in _SEGMENTS]
    return named[0] if named else (None, KINDS)


# -- Labels ------------------------------------------------------------------------------------

_IMAGE = re.compile(r"!\[([^\[\]]*)\](?:\([^()\s]*\))?")
_REMARK = re.compile(r"\([^()]*\)")
_EMOJI = re.compile(r":[a-z0-9_+-]+:")  # as GitHub writes them, such as `:octocat:`
_TARGET = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_JOINT = re.compile(r"[&/|+,;·、]|\band\b|\bor\b|与|和|及")
_VERSION = re.compile(r"v?\d{1,4}", re.ASCII)
_WORD = re.compile(r"[^\W_]+(?:\+\+)?")


def _shown(label: str) -> str:
    """The text that a label shows: of an image what stands for it."""
    return _TARGET.sub(r"\1", _IMAGE.sub(r"\1", label)) if "](" in label else label


@lru_cache(maxsize=4096)
def _said_by(label: str) -> LinkKind | None:
    """The kind of the first part of a label that says one."""
    text = _shown(label)
    kind = _KIND_OF_LABEL.get(text.lower())  # as nearly all are
    if kind is not None:
        return kind
    if lookup(text.strip(_WRAPPED)) is not None:
        return "paper"
    parts = _parts(text)
    if not all(map(_is_generic, parts)):
        return None
    for part in parts:
        kind = _kind_of_part(part)
        if kind is not None:
            return kind
    return None


def _parts(text: str) -> list[str]:
    """What is joined in a label, each part without case, emoji and punctuation."""
    folded = unicodedata.normalize("NFKC", text[:200]).casefold()
    if ":" in folded:
        folded = _EMOJI.sub(" ", folded)
    if "(" in folded:  # as in `Paper (ICLR 2024)`
        without = _REMARK.sub(" ", folded)
        folded = without if _WORD.search(without) else folded
    whole = " ".join(_WORD.findall(folded))
    if whole in _KIND_OF_LABEL:
        return [whole]
    return [" ".join(_WORD.findall(part)) for part in _JOINT.split(folded)]


def _kind_of_part(part: str) -> LinkKind | None:
    """The kind that a part names: whole, or in its last words that name one.

    `arXiv paper` is a paper, `paper code` code: what is named stands last, in English as in
    Chinese.
    """
    kind = _KIND_OF_LABEL.get(part)
    if kind is not None:
        return kind
    words = _content(part)
    for begin in range(len(words)):
        kind = _KIND_OF_LABEL.get(" ".join(words[begin:]))
        if kind is not None:
            return kind
    return None


def _content(part: str) -> list[str]:
    """The words of a part that aren't fillers or numbers."""
    words = [word.removesuffix("链接").removesuffix("地址") for word in part.split()]
    return [word for word in words if word and word not in _FILL and not word.isdecimal()]


def _is_generic(part: str) -> bool:
    words = _content(part)
    if not words or part in _KIND_OF_LABEL or " ".join(words) in _KIND_OF_LABEL:
        return True
    # More words than that are a title, though each were such a word.
    return len(words) <= 4 and all(
        word in _KIND_OF_LABEL or word in _EMPTY_LABELS or _VERSION.fullmatch(word)
        for word in words
    )


def iri(address: str) -> str:
    """An address as an IRI, what can't stand in one percent-encoded."""
    return _NO_IRI.sub(lambda match: quote(match[0]), address)


def web_iri(url: str) -> str | None:
    """The address as an IRI, if it is one of the web that names a host; else None."""
    try:
        parts = urlsplit(url)
    except ValueError:  # such as an open bracket in place of the host
        return None
    is_web = (
        parts.scheme in ("http", "https") and parts.hostname and not _NO_IRI.search(parts.netloc)
    )
    return iri(url) if is_web else None
