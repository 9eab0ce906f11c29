"""Where sentences, clauses and lines end (GB/T 15834-2011, 4.1 to 4.7: 句末点号, 句内点号)."""

import re
from typing import Final

FULL_STOPS: Final = "。！？"
"""句号, 叹号, 问号: the sentence is over."""
CLAUSE_ENDS: Final = "，。；：！？"
"""What parts clauses; 顿号 parts words only."""
SENTENCE: Final = re.compile("[。；！？]")
"""The end of what has the build of a sentence, one of several parted by semicolons included."""
LINE_ENDS: Final = "。！？；：….!?;:”’》〉）)】」』"
"""What a typed line ends with whose author ended it. A line without one was broken by its width, or is a heading."""
