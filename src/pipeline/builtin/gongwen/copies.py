"""抄送 and its kin: who else gets the document (GB/T 9704-2012, 7.4.2; 主送 in the 版记 there, 分送 by practice)."""

import re
from typing import Final

from pipeline.builtin.gongwen.blanks import GAP

COPY_LABEL: Final = rf"(?:抄{GAP}[送报]|[主分]{GAP}送)"
"""The words of the label, for patterns."""
COPY_TO: Final = re.compile(rf"{COPY_LABEL}{GAP}[:：]")
"""The label in front of them: 抄送：, 抄　报：, 主送：, 分送：."""
