"""What a page shows that is no part of its content: form fields, notes, stamps."""

from typing import Any

import pypdfium2.raw as pdfium

MOST, OBJECTS = 1000, 200
"""Annotations of a page, and objects of one, that are looked at."""
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_SILENT = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)


def shown(page: Any) -> tuple[bool, bool]:
    """Whether fields of the page show something to read, and whether other annotations do (ISO 32000-1, 12.5).

    That is a field with a value, a free text, a stamp, a watermark, and whatever draws text or a picture.
    """
    fields = notes = False
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST)):
        annotation = None if fields and notes else pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind not in _SILENT and not pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
            if kind == pdfium.FPDF_ANNOT_WIDGET:
                fields = fields or _says(annotation, b"V") or _draws(annotation)
            else:
                notes = (
                    notes
                    or kind in (pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_WATERMARK)
                    or (kind == pdfium.FPDF_ANNOT_FREETEXT and _says(annotation, b"Contents"))
                    or _draws(annotation)
                )
        pdfium.FPDFPage_CloseAnnot(annotation)
    return fields, notes


def _says(annotation: Any, key: bytes) -> bool:
    return bool(pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0) > 2)  # the end mark alone takes 2


def _draws(annotation: Any) -> bool:
    """Whether there is text or a picture in its appearance."""
    count = min(pdfium.FPDFAnnot_GetObjectCount(annotation), OBJECTS)
    objects = [pdfium.FPDFAnnot_GetObject(annotation, index) for index in range(count)]
    for item in objects:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind in (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE):
            return True
        if kind == pdfium.FPDF_PAGEOBJ_FORM and len(objects) < OBJECTS:
            inner = min(pdfium.FPDFFormObj_CountObjects(item), OBJECTS - len(objects))
            objects += [pdfium.FPDFFormObj_GetObject(item, index) for index in range(inner)]
    return False
