"""The class of a font by its name, as GB/T 9704-2012 speaks of fonts: 小标宋, 仿宋, 楷体, 黑体, 宋体.

The standard names classes and no makers, so any maker's font of the class is right. Names
come as Word and WPS write them, as PostScript names of pdf subsets (``ABCDEF+FZFSK--GBK1-0``),
and as GBK bytes that a tool took for Latin-1.
"""

import functools
import re

from pipeline.model.layout import FontClass

_CLASSES: tuple[tuple[FontClass, re.Pattern[str]], ...] = (
    ("小标宋", re.compile(r"小标宋|xiaobiaosong|^fzxbs|^xiaobs")),
    ("仿宋", re.compile(r"仿宋|fangsong|simfang|^fzfs|^stfs|^fandolfang")),
    ("楷体", re.compile(r"楷体|^楷|kaiti|simkai|^fzkt|^kaiu|^fandolkai")),
    ("黑体", re.compile(r"黑体|simhei|stheiti|heiti|^fzht|^fandolhei|sourcehansans|notosanscjk")),
    ("宋体", re.compile(r"宋体|书宋|simsun|nsimsun|stsong|songti|^fzss|^fandolsong|sourcehanserif|notoserifcjk")),
)
_OTHER = re.compile(r"微软雅黑|等线|中宋|标题|\(|大标宋|粗宋|中等线")


@functools.lru_cache(maxsize=4096)
def font_class(name: str | None) -> FontClass | None:
    """The class of the font called ``name``; ``None`` for no name, ``other`` for none of the five."""
    if not name:
        return None
    name = clean_name(name)
    key = name.lower().replace(" ", "").replace("-", "").replace("_", "")
    if _OTHER.search(key):
        return "other"
    return next((kind for kind, pattern in _CLASSES if pattern.search(key)), "other")


def clean_name(name: str) -> str:
    """``name`` without a subset prefix and list tail, with GBK bytes read as such."""
    name = re.sub(r"^[A-Z]{6}\+", "", name).split(";")[0].strip().lstrip("@")
    if name and any("\x80" <= char <= "\xff" for char in name) and all(char <= "\xff" for char in name):
        try:
            return name.encode("latin-1").decode("gbk")
        except UnicodeDecodeError:
            return name
    return name
