"""The headers of tables and their meanings, in several languages, as data."""

from __future__ import annotations

__all__ = ["COLUMNS", "LINK_COLUMNS"]


_HEADERS: dict[str, str] = {
    "week": """
        week|week of|week ending|week end|week no|week number|weekly|周|周次|周数|星期|期数
        |第几周
        |woche|kalenderwoche|kw|semaine|semana|hafta|неделя|주|주차|週
    """,
    "listed_date": """
        date|day|year|month|time|publish date|published|publish time|publication date
        |publication year|publishing date|pub date|pub year|published date|published on
        |release date|released|release|submitted|submission date|submit date|submitted date
        |first submitted|arxiv date|date added|added|posted|date published|date submitted
        |date released|first released|release time|conference date|yr|first year|日期|时间
        |年份|年|年月|月份|年度|发布时间|发布日期|发表时间|发表日期|发表年份|出版时间
        |提交日期|提交时间|首次提交|更新时间|收录时间|時間
        |update date|updated|update time|updated date|last updated|date updated|read date
        |date read|reading date|收录日期|更新日期|阅读日期|阅读时间
        |datum|jahr|erschienen|année|annee|fecha|año|ano|tarih|yıl|yayın tarihi|дата|год|날짜
        |연도|년도|발표일|게재일|発表日|公開日|日付|data de publicação|anno
    """,
    "title": """
        title|paper title|paper name|title of paper|article title|full title|paper titles
        |publication title|work title|title of the paper|name of paper|标题|题目|论文标题
        |论文题目|论文名称|论文名|文章标题|题名|篇名|標題|題目|タイトル
        |titel|titre|título|titulo|titolo|başlık|makale başlığı|название|заголовок|제목|논문 제목
        |논문명|논문제목|論文タイトル|論文名
    """,
    "listed_authors": """
        author|author list|first author|lead author|last author|writer|corresponding author
        |author name|main author|作者|论文作者|第一作者|一作|通讯作者|作者列表|著者
        |autor|autoren|autorin|verfasser|auteur|auteurs|autores|autore|autori|yazar|yazarlar
        |автор|авторы|저자|저자들|著者名|作者名
    """,
    "abstract": """
        abstract|summary|tl dr|tldr|key point|key idea|core idea|idea|main idea|description
        |desc|introduction|intro|overview|highlight|key insight|key contribution
        |contribution|main contribution|takeaway|key takeaway|synopsis|brief
        |short description|brief description|gist|brief introduction|about|content
        |key finding|findings|one liner|one sentence summary|paper summary|key innovation
        |innovation|what it does|摘要|简介|总结|要点|概要|介绍|描述|内容|一句话总结
        |一句话简介|一句话概括|一句话概况|核心思想|核心内容|核心贡献|主要贡献|核心创新
        |创新点|贡献|关键发现|论文简介|论文摘要|内容简介|概述|亮点|说明|主要内容
        |one line summary|one line description|one sentence description|中文摘要|英文摘要
        |zusammenfassung|kurzfassung|beschreibung|résumé|resume|resumen|resumo|riassunto|özet
        |аннотация|описание|краткое содержание|요약|초록|설명|한줄 요약
        |概要説明|要約|要旨|一言で言うと
    """,
    "category": """
        category|categorie|primary category|arxiv category|subject|class|primary subject
        |main category|subcategory|sub category|arxiv class|分类|类别|主分类|论文分类
        |所属类别|学科|子类|大类|類別|分類
    """,
    "topics": """
        topic|keyword|key word|tag|task|area|field|theme|domain|research area|research topic
        |direction|research field|track|core keyword|index term|application area|关键词
        |关键字|核心关键词|标签|领域|方向|主题|任务|研究方向|研究领域|研究主题|话题|专题
        |应用领域|領域|關鍵詞
        |thema|themen|stichworte|schlagworte|schlagwörter|thème|sujet|mots clés|mot clé|tema
        |palabras clave|etiquetas|konu|anahtar kelimeler|тема|темы|теги|ключевые слова|주제|키워드
        |태그|分野|キーワード|タグ
    """,
    "links": """
        link|url|resource|material|reference link|related link|access|address|href|链接|网址
        |地址|资源|相关链接|资料|传送门|材料|連結|鏈接
        |lien|liens|enlace|enlaces|vínculo|verweis|bağlantı|bağlantılar|ссылка|ссылки|링크|주소
        |リンク
    """,
    "paper": """
        paper link|paper url|pdf|arxiv|arxiv id|arxiv link|arxiv url|abs|pdf link|pdf url
        |pdf file|doi|preprint|full text|paper pdf|link to paper|link to the paper|arxiv no
        |arxiv number|arxiv paper|eprint|original paper|paper address|article link|paper doi
        |paper arxiv|openreview|论文链接|论文地址|原文|原文链接|文章链接|论文原文|论文网址
        |下载|下载链接
        |全文
    """,
    "code": """
        code|github|repo|repository|source code|implementation|git|official code|code link
        |link to code|code repo|code availability|gitlab|github repo|github link|open source
        |open source code|code url|code base|code repository|pytorch|tensorflow|代码|源码
        |开源代码|源代码|代码链接|代码地址|开源|仓库|官方代码|实现|代码仓库|开源地址
        |项目代码|代碼|程式碼
        |quellcode|quelltext|código|codice|kod|код|코드|コード|実装
    """,
    "project": """
        project|project page|project website|project site|page|website|homepage|home page
        |web page|webpage|web site|site|web|github page|project link|项目|项目主页|主页
        |项目页|项目页面|项目链接|项目地址|官网|网站|网页
        |projekt|projektseite|projet|proyecto|proje|проект|프로젝트|プロジェクト
    """,
    "video": """
        video|youtube|bilibili|talk|recording|presentation|lecture|vid|视频|视频链接
        |讲解视频|视频讲解|录像|b站|演讲|视频地址
        |vidéo|видео|영상|동영상|비디오|動画
    """,
    "demo": """
        demo|live demo|online demo|demo page|playground|colab|demo link|演示|在线演示|体验
        |试用|在线体验|演示链接
    """,
    "data": """
        dataset|data|data set|dataset link|data link|benchmark link|数据|数据集|数据链接
        |数据集链接|数据地址
        |daten|datensatz|données|datos|veri|veri seti|данные|데이터|데이터셋|データ|データセット
    """,
    "model": """
        weight|checkpoint|ckpt|model weight|pretrained model|hugging face|huggingface|hf
        |model link|models|model zoo|hf model|pretrained weight|权重|模型权重|模型链接
        |预训练模型|模型下载
    """,
    "slides": """
        slide|poster|ppt|deck|幻灯片|课件|海报|folien|diapositives|diapositivas|sunum|слайды
        |презентация|발표자료|발표 자료|슬라이드|スライド
    """,
    "post": "tweet|twitter|x|thread|post|x post|weibo|推文|推特|微博",
    "blog": """
        blog|blog post|blogpost|medium|zhihu|blog link|博客|博文|知乎|博客链接|公众号|解读
        |论文解读|解读链接
    """,
    "venue": """
        venue|conference|conf|journal|publication|published in|published at|pub|publisher
        |proceedings|publication venue|accepted|accepted by|conference name|journal name
        |accepted at|publish|appeared in|会议|期刊|会议期刊|期刊会议|发表|发表会议|发表期刊
        |发表于|会议名称|出处|刊物|出版物|录用|中稿情况|会议中稿情况|发表情况|會議|期刊名称
        |会议期刊名
        |konferenz|zeitschrift|tagung|veröffentlicht in|conférence|revue|conferencia|revista
        |congreso|konferans|dergi|конференция|журнал|학회|저널|게재|学会|会議名|掲載誌|採択
    """,
    "affiliation": """
        affiliation|institution|institute|org|organization|organisation|company|university
        |lab|team|group|author affiliation|school|机构|单位|作者单位|公司|学校|组织|研究机构
        |团队|发布机构|所属机构|機構
        |einrichtung|hochschule|universität|institución|universidad|kurum|üniversite
        |организация|университет|소속|기관|소속기관|所属|所属機関
    """,
    "comment": """
        comment|note|remark|remarks|additional note|misc|other|short note|备注|评论|注释
        |其他|其它|附注|点评
        |笔记|注
        |anmerkung|anmerkungen|kommentar|notiz|remarque|remarques|nota|notas|comentario
        |comentarios|not|notlar|примечание|комментарий|заметки|비고|메모|코멘트|備考|コメント|メモ
    """,
    "entry": """
        paper|article|reference|study|literature|citation title|references|论文|文章|文献
        |参考文献|论文信息|相关论文|論文
        |aufsatz|artikel|arbeit|artículo|articulo|makale|статья|работа|논문
    """,
    "name": """
        name|method|model|work|approach|algorithm|method name|model name|abbreviation|abbr
        |acronym|alias|short name|nickname|benchmark|method model|technique|dataset name
        |benchmark name|short title|名字|名称|方法|模型|算法|简称|缩写|模型名称|方法名称
        |方法名|模型名
    """,
    "number": """
        no|number|num|nr|index|idx|id|paper id|s no|sr no|sl no|serial no|sn|serial number
        |rank|#|序号|编号|号|排名
    """,
}


COLUMNS: dict[str, tuple[str, ...]] = {
    column: tuple(map(str.strip, headers.split("|"))) for column, headers in _HEADERS.items()
}
"""The headers of each class of columns, in the form that `plain_header` returns.

Most classes are fields of a paper or kinds of links. Three are not: ``"entry"`` is a title, a title
with a summary, a linked title or a link; ``"name"`` is the name of a method or a model, which is
the title only if no better column exists; ``"number"`` is the number of the row.
"""


LINK_COLUMNS: frozenset[str] = frozenset(
    [
        *("links", "paper", "code", "project", "video", "demo"),
        *("data", "model", "slides", "post", "blog"),
    ]
)
"""The classes of columns of links: of any kind, or of the kind with that name."""
