"""The fonts that a theme's names stand for (ECMA-376 part 1, 20.1.4.1.16 and 17.18.96)."""

from typing import Any

from pipeline.builtin.readers.docx.package.ooxml import A

_SCRIPTS = {"ja": "Jpan", "ko": "Hang", "zh-tw": "Hant", "zh-hk": "Hant", "zh-mo": "Hant"}


def script_of(language: str | None) -> str:
    """The script whose font a theme gives East Asian text in ``language`` (``w:themeFontLang``)."""
    language = (language or "").lower()
    return _SCRIPTS.get(language) or _SCRIPTS.get(language[:2], "Hans")


def theme_fonts(root: Any, script: str) -> dict[str, str]:
    """Font names by the theme's words (``minorEastAsia``); words without a font are absent."""
    fonts: dict[str, str] = {}
    for word in ("major", "minor"):
        family = root.find(f".//{A}{word}Font")
        if family is None:
            continue
        latin, east = _face(family.find(A + "latin")), _face(family.find(A + "ea"))
        if not east:
            east = next((_face(font) for font in family.findall(A + "font") if font.get("script") == script), "")
        for ending, name in (("Ascii", latin), ("HAnsi", latin), ("EastAsia", east)):
            if name:
                fonts[word + ending] = name
    return fonts


def _face(element: Any) -> str:
    return "" if element is None else element.get("typeface", "")
