"""发文字号, the number of a document, and the brackets around its year.

GB/T 9704-2012, 7.2.5 and GB/T 15834-2011, 4.9.3.4 want 〔〕; the other brackets are what people type for them.
"""

from typing import Final

YEAR_OPEN: Final = r"[〔\[［【（(]"
"""What opens the year, the right one first, for patterns."""
YEAR_CLOSE: Final = r"[〕\]］】）)]"
"""What closes it."""
