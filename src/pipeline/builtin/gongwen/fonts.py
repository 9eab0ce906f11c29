"""The class of a font by its name, as GB/T 9704-2012 speaks of fonts: 小标宋, 仿宋, 楷体, 黑体, 宋体.

The standard names classes and no makers, so any maker's font of the class is right. Names
come as Word and WPS write them, as PostScript names of pdf subsets (``ABCDEF+FZFSK--GBK1-0``),
and as bytes of GBK or UTF-8 that a tool took for Latin letters.
"""

import functools
import re

from pipeline.model.layout import FontClass

_CLASSES: tuple[tuple[FontClass, re.Pattern[str]], ...] = (
    ("小标宋", re.compile(r"小标宋|xiaobiaosong|^fzxbs|^xiaobs")),
    ("仿宋", re.compile(r"仿宋|fangsong|simfang|^fzfs|^stfs|^fandolfang")),
    ("楷体", re.compile(r"楷体|^楷|kaiti|simkai|^fzkt|^kaiu|^fandolkai")),
    (
        "黑体",
        re.compile(r"黑体|simhei|stheiti|heiti|^fzht|^fandolhei|sourcehansans|notosanscjk|notosanssc|notosansschinese"),
    ),
    (
        "宋体",
        re.compile(
            r"宋体|书宋|simsun|nsimsun|stsong|songti|^fzss|^fzsongs|adobesong|^fandolsong|sourcehanserif|notoserifcjk"
        ),
    ),
)
_OTHER = re.compile(r"微软雅黑|等线|中宋|标题|\(|大标宋|粗宋|中等线")
_GENERATED = re.compile(r"[a-z]{0,9}\+.*|[a-z]{0,4}[0-9_]*[0-9]|unset|none|unknown", re.IGNORECASE)
"""Names that the maker of a pdf counts its fonts with (``CIDFont+F1``, ``T3_0``): nobody can tell the font by them."""
_WEIGHT = re.compile(
    r"(?:[-, ](?:Regular|(?:Bold)?(?:Italic)?(?:MT)?|Medium|Light|Thin|W\d)|(?<=[a-z])(?:(?:PS)?MT|PS(?=-)))+\Z",
    re.IGNORECASE,
)
_BYTES = re.compile(r"b'(.*)'")
"""How Python writes bytes that a program took for a name."""
_OF_FONTS = re.compile("[宋楷黑体线圆隶书仿魏标雅明简]")
"""Characters of which one at least stands in the Chinese name of a font."""
_READ = re.compile(r"[\u3400-\u9fff\w \-.,()（）+*@]+")
_HIGH = re.compile(r"[\x80-\xff\u0152-\u0192\u02c6\u02dc\u2013-\u2122]")
"""What the bytes of other encodings look like as Latin-1 or its kin of Windows."""
_KNOWN = {
    "microsoftyahei": "微软雅黑",
    "microsoftyaheiui": "微软雅黑",
    "dengxian": "等线",
    "stzhongsong": "华文中宋",
    "stxingkai": "华文行楷",
    "pingfangsc": "苹方",
    "lisu": "隶书",
    "youyuan": "幼圆",
    "fzdbsk": "方正大标宋",
    "fzdhtk": "方正大黑",
    "timesnewroman": "Times New Roman",
}
"""What people call common fonts of no class, by their PostScript names."""


@functools.lru_cache(maxsize=4096)
def font_class(name: str | None) -> FontClass | None:
    """The class of the font called ``name``; ``other`` for none of the five, ``None`` where the name tells nothing."""
    if not name:
        return None
    name = clean_name(name)
    key = name.lower().replace(" ", "").replace("-", "").replace("_", "")
    if _OTHER.search(key):
        return "other"
    known = next((kind for kind, pattern in _CLASSES if pattern.search(key)), None)
    return known or ("other" if shown_name(name) else None)


def clean_name(name: str) -> str:
    """``name`` without a subset prefix and list tail; bytes that were misread are read where that is certain."""
    name = re.sub(r"^[A-Z]{6}\+", "", _reread(name)).split(";")[0].strip().lstrip("@")
    return _reread(name)


def shown_name(name: str) -> str:
    """``name`` as it can be shown to people: ``微软雅黑`` for MicrosoftYaHei-Bold, nothing where it is unreadable."""
    name = clean_name(name).lstrip("*")
    if not name or _GENERATED.fullmatch(name) or not _READ.fullmatch(name) or len(_HIGH.findall(name)) * 3 > len(name):
        return ""
    plain = _WEIGHT.sub("", name) or name
    return _KNOWN.get(re.sub(r"--.*|[ _-]", "", plain).lower(), plain)


def _reread(name: str) -> str:
    """``name`` from its bytes, if they are the Chinese name of a font in another encoding."""
    raw = name
    if (quoted := _BYTES.fullmatch(name)) is not None:
        raw = re.sub(r"\\x([0-9a-fA-F]{2})", lambda code: chr(int(code[1], 16)), quoted[1])
    if not _HIGH.search(raw):
        return name
    for taken in ("latin-1", "cp1252"):
        for encoding in ("utf-8", "gbk"):
            try:
                read = raw.encode(taken).decode(encoding)
            except UnicodeError:
                continue
            if _OF_FONTS.search(read) and _READ.fullmatch(read) and not _HIGH.search(read):
                return read
    return name
