"""Which documents call for tenders."""

import re

from pipeline import Document

TOP = 300
"""Characters from the start in which a cover says what the document is."""
TENDER = re.compile(r"招\s*标\s*(?:文\s*件|公\s*告)|采\s*购\s*文\s*件|磋\s*商\s*文\s*件")


def calls_for_tenders(document: Document) -> bool:
    """Whether the title or the top of the text says so."""
    return TENDER.search(f"{document.title}\n{document.text[:TOP]}") is not None
