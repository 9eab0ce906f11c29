"""Signs that stand for a word, a figure or a name to come: 〔20××〕×号, 某某××局. Practice."""

from typing import Final

CROSSES: Final = "×✕✖╳XxＸｘ"
"""The sign of multiplication and what is typed for it, for character classes."""
STARS: Final = "＊*"
"""What stands for figures in numbers of documents that are not to be known."""
