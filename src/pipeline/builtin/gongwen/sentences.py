"""Where sentences and clauses end: 句末点号 and 句内点号 (GB/T 15834-2011, 4.1 to 4.7)."""

import re
from typing import Final

FULL_STOPS: Final = "。！？"
"""句号, 叹号, 问号: a sentence is over (GB/T 15834-2011, 3.3)."""
CLAUSE_ENDS: Final = "，。；：！？"
"""The marks that part sentences, clauses and what is said from who says it; 顿号 only parts words."""
SENTENCE: Final = re.compile("[。；！？]")
"""The end of what has the build of a sentence, a semicolon between two included."""
