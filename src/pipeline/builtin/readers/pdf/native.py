"""pdfium's functions with plain integers for pointers, which pass several times faster.

Names end in what the function is asked about: ``_at`` a character of a text page, ``_of`` an
object, ``_in`` how many there are, ``_on`` one of them.
"""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2  # noqa: F401 - importing it starts the library
import pypdfium2.raw as pdfium

Pointer = ctypes.c_void_p
_pointer, _int = Pointer, ctypes.c_int


def _native(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert address is not None
    return ctypes.CFUNCTYPE(result, *arguments)(address)


count_of = _native("FPDFText_CountChars", _int, _pointer)
object_at = _native("FPDFText_GetTextObject", _pointer, _pointer, _int)
unicode_at = _native("FPDFText_GetUnicode", ctypes.c_uint, _pointer, _int)
box_at = _native("FPDFText_GetLooseCharBox", _int, _pointer, _int, _pointer)
tight_at = _native("FPDFText_GetCharBox", _int, _pointer, _int, _pointer, _pointer, _pointer, _pointer)
origin_at = _native("FPDFText_GetCharOrigin", _int, _pointer, _int, _pointer, _pointer)
matrix_at = _native("FPDFText_GetMatrix", _int, _pointer, _int, _pointer)
generated_at = _native("FPDFText_IsGenerated", _int, _pointer, _int)
hyphen_at = _native("FPDFText_IsHyphen", _int, _pointer, _int)
text_of = _native("FPDFText_GetText", _int, _pointer, _int, _int, _pointer)
size_of = _native("FPDFTextObj_GetFontSize", _int, _pointer, _pointer)
font_of = _native("FPDFTextObj_GetFont", _pointer, _pointer)
mode_of = _native("FPDFTextObj_GetTextRenderMode", _int, _pointer)
colour_of = _native("FPDFPageObj_GetFillColor", _int, _pointer, _pointer, _pointer, _pointer, _pointer)
line_width_of = _native("FPDFPageObj_GetStrokeWidth", _int, _pointer, _pointer)
stroke_colour_of = _native("FPDFPageObj_GetStrokeColor", _int, _pointer, _pointer, _pointer, _pointer, _pointer)
flags_of = _native("FPDFFont_GetFlags", _int, _pointer)
name_of = _native("FPDFFont_GetBaseFontName", ctypes.c_size_t, _pointer, _pointer, ctypes.c_size_t)
type_of = _native("FPDFPageObj_GetType", _int, _pointer)
bounds_of = _native("FPDFPageObj_GetBounds", _int, _pointer, *[_pointer] * 4)
matrix_of = _native("FPDFPageObj_GetMatrix", _int, _pointer, _pointer)
draw_mode_of = _native("FPDFPath_GetDrawMode", _int, _pointer, _pointer, _pointer)
segments_in = _native("FPDFPath_CountSegments", _int, _pointer)
segment_at = _native("FPDFPath_GetPathSegment", _pointer, _pointer, _int)
point_of = _native("FPDFPathSegment_GetPoint", _int, _pointer, _pointer, _pointer)
kind_of = _native("FPDFPathSegment_GetType", _int, _pointer)
closes = _native("FPDFPathSegment_GetClose", _int, _pointer)
page_object = _native("FPDFPage_GetObject", _pointer, _pointer, _int)
page_objects = _native("FPDFPage_CountObjects", _int, _pointer)
form_object = _native("FPDFFormObj_GetObject", _pointer, _pointer, ctypes.c_ulong)
form_objects = _native("FPDFFormObj_CountObjects", _int, _pointer)
