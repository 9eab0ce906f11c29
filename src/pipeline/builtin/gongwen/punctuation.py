"""标点 that come in pairs (GB/T 15834-2011, 4.8 引号, 4.9 括号, 4.15 书名号; 5.2 for 「」『』 in vertical text)."""

from typing import Final

PAIRS: Final = dict(zip("“‘（([［【〔《〈「『", "”’）)]］】〕》〉」』", strict=True))
"""What closes each opening mark, half-width brackets included."""
