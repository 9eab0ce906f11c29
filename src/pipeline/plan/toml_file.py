"""A TOML file, and what is wrong with one in the words of those who wrote it in an office program."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.model.errors import PlanError
from pipeline.model.text import Text

WIDE = {
    **dict.fromkeys("“”„「」『』", '"'),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("，、；", ","),
    "【": "[",
    "】": "]",
    "：": "=",
    "。": ".",
    "　": " ",
}
"""Marks that a Chinese keyboard gives, and what TOML wants in their place; full-width forms come by Unicode itself."""
_STRING = re.compile(r"""\"(?:[^\"\\]|\\.)*\"|'[^']*'|#.*""")
_HALF_CLOSED = re.compile(r"[\"'][^\"'“”‘’]*([”’])")
_CHINESE_KEY = re.compile(r"\s*([^\s\"'=\[\]#]*[^\x00-\x7f\s\"'=\[\]#][^\s\"'=\[\]#]*)\s*=")
_AT = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)", re.DOTALL)

_SENTENCES: tuple[tuple[str, Text], ...] = (
    ("Invalid value", Text("值写得不对；文字要加英文引号", "this is no value; text stands in quotation marks")),
    ("Expected '=' after a key", Text("应写成“名称 = 值”", "write name = value")),
    ("Invalid statement", Text("应写成“名称 = 值”或“[表名]”", "write name = value, or [table]")),
    ("Unclosed array", Text("列表中缺逗号或 ]", "the list lacks a comma or its ]")),
    ("Unclosed inline table", Text("{ } 中缺逗号或 }", "the { } lacks a comma or its }")),
    ("Expected ']", Text("表名缺 ]", "the name of the table lacks its ]")),
    ("Unterminated string", Text("引号没有成对", "a quotation mark has no partner")),
    ("Illegal character '\\n'", Text("引号没有成对", "a quotation mark has no partner")),
    ("Expected newline", Text("一行只能写一项", "a line holds one entry")),
    ("Cannot overwrite", Text("同一名称写了两次", "a name is there twice")),
    ("Cannot declare", Text("同一张表写了两次", "a table is there twice")),
    ("Duplicate inline table key", Text("同一名称写了两次", "a name is there twice")),
    (
        "Invalid initial character for a key",
        Text(
            "名称只能是英文字母、数字和连字符，别的要加引号", "a name has letters, digits and -; put others in quotes"
        ),
    ),
    *(
        (what, Text(r"双引号中的 \ 要写成 \\，或改用单引号", r"in double quotes write \\ for \, or use single quotes"))
        for what in ("Unescaped", "Invalid hex value", "Escaped character")
    ),
)
"""How tomllib begins to say what is wrong, and what people are told."""
_OTHER = Text("写法有误", "it cannot be understood")


def parsed(path: Path) -> dict[str, Any]:
    """What the file says.

    Raises:
        PlanError: there is no such file, it cannot be opened, is no UTF-8 or no TOML.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise PlanError(f"没有这个方案文件：{path}", f"no such plan: {path}") from None
    except OSError as error:
        raise PlanError(
            f"方案文件打不开：{path}（{error.strerror}）", f"cannot open the plan {path}: {error.strerror}"
        ) from None
    text = _decoded(path, data)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        number, why = _explained(text, str(error))
        raise PlanError(
            f"方案 {path} 第 {number} 行不是正确的 TOML：{why.zh}",
            f"the plan {path}, line {number}, is no TOML: {why.en}",
        ) from None


def _decoded(path: Path, data: bytes) -> str:
    """The text, as TOML sees its lines."""
    at = data.find(b"\0")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        at = error.start
    if at < 0:
        return text
    number = data.count(b"\n", 0, at) + 1
    raise PlanError(
        f"方案 {path} 不是 UTF-8 编码（第 {number} 行；可能是记事本的 ANSI，即 GBK），请另存为 UTF-8",
        f"the plan {path} is not in UTF-8 (line {number}; maybe in GBK, Notepad's ANSI); save it as UTF-8",
    )


def _explained(text: str, error: str) -> tuple[int, Text]:
    """The line that is wrong, from 1, and why."""
    match = _AT.fullmatch(error)
    lines = text.rstrip().split("\n")
    number = int(match["line"]) if match and match["line"] else len(lines)
    line = text.split("\n")[number - 1]
    wide = _wide(line)
    if wide is not None:
        mark, plain = wide
        if plain == " ":
            return number, Text("有一处全角空格，请改成半角空格", "write a plain blank for the full-width one")
        return number, Text(f"{mark} 是全角符号，请改成半角的 {plain}", f"write {plain} for the full-width {mark}")
    key = _CHINESE_KEY.match(_STRING.sub("", line))
    if key is not None:
        return number, Text(f'名称中有中文，要加引号："{key[1]}" = …', f'put the name in quotes: "{key[1]}" = …')
    what = match["what"] if match else error
    if match and not match["line"] and what == "Invalid value":
        return number, Text("到文件末尾还没有写完", "the file ends within an entry")
    return number, next((said for begins, said in _SENTENCES if what.startswith(begins)), _OTHER)


def _wide(line: str) -> tuple[str, str] | None:
    """The first mark of ``line`` that is wide where TOML wants a plain one, and that one; in strings it may be wide."""
    for char in _STRING.sub("", line):
        plain = WIDE.get(char) or unicodedata.normalize("NFKC", char)
        if not char.isascii() and plain.isascii() and len(plain) == 1:
            return char, plain
    half = _HALF_CLOSED.search(line)
    return (half[1], WIDE[half[1]]) if half else None


def line_of(path: Path, keys: Sequence[str]) -> int | None:
    """The line, from 1, in which what stands at ``keys`` begins; ``None`` when nothing does.

    TOML's parser tells no lines: the shortest beginning of the file in which the keys are there ends in that entry.
    """
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    if not _has("\n".join(lines), keys):
        return None
    lacking, low, high = 0, 0, len(lines)
    while high - low > 1:
        middle = end = (low + high) // 2
        while end > low and (found := _has("\n".join(lines[:end]), keys)) is None:
            end -= 1
        if end == low:  # all of these lie within one entry
            low = middle
        elif found:
            high = end
        else:
            low, lacking = middle, end
    return lacking + 1


def _has(text: str, keys: Sequence[str]) -> bool | None:
    """Whether there is something at ``keys``; ``None`` when ``text`` breaks off within an entry."""
    try:
        table: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    for key in keys:
        if not isinstance(table, dict) or key not in table:
            return False
        table = table[key]
    return True
