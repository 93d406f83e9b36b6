"""The hosts, file endings and labels that show the kind of a link, as tables."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from weeklypapers.model._publishers import CATALOGUES, PUBLISHERS
from weeklypapers.model.venues import AMBIGUOUS, CONFERENCES, JOURNALS

__all__ = [
    "BADGES",
    "CLEAR_DOMAINS",
    "DOMAINS",
    "ENDINGS",
    "FILES",
    "FILLERS",
    "KINDS",
    "LABELS",
    "LABELS_WITHOUT_KIND",
    "NO_KINDS",
    "OPEN_PLACES",
    "PLACES",
    "STEPS",
    "LinkKind",
    "TargetKinds",
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
"""The kind of page or file that a link leads to.

``"post"`` is on a social network, ``"slides"`` include posters, ``"summary"`` is somebody's notes
on the paper, and ``"citations"`` is its page in a citation index.
"""

KINDS: frozenset[LinkKind] = frozenset(get_args(LinkKind))

NO_KINDS: frozenset[LinkKind] = frozenset()

TargetKinds: TypeAlias = tuple[LinkKind | None, frozenset[LinkKind]]
"""The kind of a target, and the kinds that a label can choose instead."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- Places -------------------------------------------------------------------------------------

# Hosts with their subdomains, alone or with the beginning of a path.
_PLACES: dict[LinkKind, str] = {
    "paper": CATALOGUES + PUBLISHERS,
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
        api.semanticscholar.org
    """,
}

# Exceptions on those hosts: profiles, documentation, searches.
_PLACES_WITHOUT_KIND = """
    docs.github.com support.github.com github.com/topics github.com/sponsors github.com/orgs
    github.com/marketplace github.com/settings github.com/search github.com/stars
    discuss.huggingface.co huggingface.co/docs huggingface.co/learn huggingface.co/tasks
    linkedin.com/in linkedin.com/company reddit.com/user scholar.google.com/citations
    dblp.org/pid openreview.net/profile openreview.net/group space.bilibili.com
    status.twitter.com developer.twitter.com developers.facebook.com medium.com/m
"""

PLACES: dict[str, LinkKind | None] = {
    **{place: kind for kind, places in _PLACES.items() for place in places.split()},
    **dict.fromkeys(_PLACES_WITHOUT_KIND.split()),
}
"""The kind of all pages in a place; the longest place that contains a page decides."""

_HUB: frozenset[LinkKind] = frozenset({"data", "demo"})
_TALK: frozenset[LinkKind] = frozenset({"slides", "video"})
_ARCHIVE: frozenset[LinkKind] = frozenset({"paper", "code", "data", "model", "slides", "video"})
_IDENTIFIED: frozenset[LinkKind] = _ARCHIVE | frozenset[LinkKind]({"demo", "project"})
_PROJECT: frozenset[LinkKind] = KINDS - frozenset[LinkKind]({"post", "citations"})
_ARCHIVES = "zenodo.org figshare.com datadryad.org data.mendeley.com dataverse.harvard.edu"

OPEN_PLACES: dict[str, frozenset[LinkKind]] = {
    **dict.fromkeys(_PLACES["project"].split(), _PROJECT),
    **dict.fromkeys(("huggingface.co", "hf.co", "modelscope.cn", "modelscope.ai"), _HUB),
    **dict.fromkeys(PUBLISHERS.split(), _TALK),
    **dict.fromkeys(_PLACES["citations"].split(), frozenset({"paper"})),
    **dict.fromkeys(_ARCHIVES.split(), _ARCHIVE),
    "doi.org": _IDENTIFIED,
    "openreview.net/forum": frozenset({"review"}),
    "slideslive.com": frozenset({"slides"}),
    **dict.fromkeys(("notion.site", "deepmind.google", "deepmind.com"), KINDS),
    **dict.fromkeys(("openai.com/index", "openai.com/research"), KINDS),
    **dict.fromkeys(("anthropic.com/news", "anthropic.com/research"), KINDS),
}
"""The kinds that a label can choose for pages of a place.

They have several contents: a forum has the paper and its reviews, a project page may be the demo or
the paper, an archive has papers and data, a DOI leads to either, and an index links to the file of
the paper.
"""

ENDINGS: dict[str, TargetKinds] = {
    "pdf": ("paper", frozenset({"slides", "review", "summary", "code", "data"})),
    "ppt": ("slides", NO_KINDS),
    "pptx": ("slides", NO_KINDS),
    "mp4": ("video", frozenset({"demo"})),
    "mov": ("video", frozenset({"demo"})),
    "webm": ("video", frozenset({"demo"})),
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "svg", "webp"), (None, KINDS)),
}
"""The kinds of files, by the ending of their path. A PDF contains slides if its label says so."""

STEPS: dict[str, TargetKinds] = {
    "blog": ("blog", NO_KINDS),
    "blogs": ("blog", NO_KINDS),
    "news": ("blog", KINDS),
    "summary": ("summary", KINDS),
    "summaries": ("summary", KINDS),
    "summary_en": ("summary", KINDS),
    "summary_zh": ("summary", KINDS),
    "demo": ("demo", KINDS),
}
"""Steps of a path or first labels of a host, which decide if nothing else does."""

BADGES = _words(
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
"""Hosts of images of badges and counters."""

# --- Addresses without a scheme -----------------------------------------------------------------

DOMAINS = _words(
    """
    com org net edu gov io ai co cn uk de fr jp kr tw hk sg in eu ca au ch nl se at be it es ru br
    us dev app info me xyz tech page site online blog press science pub google live space studio
    cloud host chat top art world social news
    """
)
"""Top-level domains of sites without a scheme, except those that are also file endings.

The exceptions are md, py, sh, rs, pl, ps, cc, ml, zip and mov.
"""

CLEAR_DOMAINS = _words("com org net edu gov io cn")
"""Top-level domains that show a site even if nothing follows."""

FILES = (".md", ".markdown", ".txt", ".ipynb", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".bib")
"""Endings of files in the repository of a list."""

# --- Labels -------------------------------------------------------------------------------------

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
_VENUES = {name.casefold() for name in (*CONFERENCES, *JOURNALS)}

LABELS: dict[str, LinkKind] = {
    # As labels, these are words: a date, a feed, a website.
    **dict.fromkeys(_VENUES - AMBIGUOUS, "paper"),
    **{label.strip(): kind for kind, text in _LABELS.items() for label in text.split("|")},
}
"""The kinds of labels."""

LABELS_WITHOUT_KIND = _words(
    """
    urls click this more details download downloads access open star stars badge license coming
    soon tbd tba todo na none null bib bibtex cite supp supplement supplementary supplemental
    material appendix discord slack wechat telegram api image figure fig back top google drive
    baidu 链接 地址 网址 下载 详情 点击 点这里 这里 更多 原链接 补充材料 附录 微信 星标 网盘
    百度网盘
    """
)
"""Words of generic labels that have no kind."""

FILLERS = _words(
    """
    a an the our at online available official unofficial original new full free link links url here
    read watch view see on at in of for to by with via page site version ver en cn zh eng english
    chinese hf
    huggingface hugging face live online my
    """
)
"""Words that accompany a kind: `Official code`, `Paper link 2`, `v2 PDF`."""
