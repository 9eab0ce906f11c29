"""The situations that a document can be in, in the words of people."""

from typing import Final

from pipeline.model.metadata import Situation
from pipeline.model.text import Text

SITUATIONS: Final[dict[Situation, Text]] = {
    "drafted": Text("本单位排版待发", "laid out here to be issued"),
    "issued": Text("已印发或收到的定稿", "issued or received in its final form"),
    "template": Text("模板", "a template"),
    "copy": Text("没有自身版式的转载文本", "a copy without layout of its own"),
    "unknown": Text("情形未识别", "in an unknown situation"),
}
