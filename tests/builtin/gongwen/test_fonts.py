"""Fonts by their names: read where that is certain, shown where somebody can read them."""

import pytest

from pipeline.builtin.gongwen.fonts import font_class, shown_name


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("·ÂËÎ_GB2312", "仿宋", "仿宋_GB2312"),  # GBK taken for Latin-1
        ("ABCDEE+ËÎÌå,Bold", "宋体", "宋体"),
        ("ä»¿å®‹", "仿宋", "仿宋"),  # UTF-8 taken for the Latin letters of Windows
        ("b'ABCDEE+\\xcb\\xce\\xcc\\xe5'", "宋体", "宋体"),
        ("ËÎÌ", None, ""),  # cut short: nobody can tell
        ("CIDFont+F1", None, ""),
        ("KTJ+ZIFCh8-248", None, ""),
        ("T3_0", None, ""),
        ("", None, ""),
        ("Söhne", "other", "Söhne"),
        ("MicrosoftYaHei-Bold", "other", "微软雅黑"),
        ("DengXian", "other", "等线"),
        ("TimesNewRomanPSMT", "other", "Times New Roman"),
        ("TimesNewRomanPS-BoldMT", "other", "Times New Roman"),
        ("AdobeSongStd-Light", "宋体", "AdobeSongStd"),
        ("楷体_GB2312", "楷体", "楷体_GB2312"),
    ],
)
def test_a_font_is_told_by_its_name(name: str, kind: str | None, shown: str) -> None:
    assert font_class(name) == kind
    assert shown_name(name) == shown
