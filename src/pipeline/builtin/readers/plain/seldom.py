"""Text that is valid UTF-8 by accident.

The two bytes of a Chinese character in GB 18030 may be those of a letter in UTF-8 too: ``通知`` in GBK is also a
combining letter and a Hebrew accent, ``目录`` is also ``Ŀ¼``. A few such characters can be all that a short file has
beyond ASCII.
"""

import itertools
import re

MOST = 40
"""Characters beyond ASCII up to which all may be valid by accident.

One common Chinese character in seven is valid UTF-8, so that five in a row are rare; but a word may be repeated.
"""

_RUN = re.compile("[^\\x00-\\x7f]+")
_LATIN, _PHONETIC, _MARK, _MORE_CYRILLIC, _POINT = "Latin", "phonetic", "mark", "more Cyrillic", "Hebrew point"
_FIRST_OF_THREE = 0x0800
"""The first character that takes three bytes."""
_SCRIPTS = (
    (0x0080, 0x00BF, ""),
    (0x00C0, 0x024F, _LATIN),
    (0x0250, 0x02FF, _PHONETIC),
    (0x0300, 0x036F, _MARK),
    (0x0384, 0x03E1, "Greek"),
    (0x0400, 0x045F, "Cyrillic"),
    (0x048A, 0x052F, _MORE_CYRILLIC),
    (0x0531, 0x058F, "Armenian"),
    (0x0591, 0x05C7, _POINT),
    (0x05D0, 0x05F4, "Hebrew"),
)
"""The letters that are written today, as far as their bytes in UTF-8 may be a common Chinese character."""


def nobody_writes(text: str) -> bool:
    """Whether a stretch beyond ASCII is one that no language has, and none is sure to be of a word.

    Letters of two scripts in one word, archaic letters, marks without a letter that they belong to, and letters that
    occur among plain ones only, without a plain one beside them.
    """
    found, odd = 0, False
    for run in _RUN.finditer(text):
        found += len(run.group())
        before, after = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
        could_be = _could_be_word(run.group(), before, after)
        if found > MOST or (could_be and before.isalpha() and run.group().islower()):
            return False
        odd = odd or not could_be
    return odd


def _could_be_word(run: str, before: str, after: str) -> bool:
    scripts = [_script(char) for char in run]
    kinds = {script for script in scripts if script}
    among_letters = (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())
    if None in scripts or any(one.islower() and other.isupper() for one, other in itertools.pairwise(run)):
        return False
    if scripts[0] == _MARK and not before.isalpha():
        return False
    if kinds <= {_LATIN, _PHONETIC, _MARK}:
        seldom = len(run) > 1 and any(char > "\xff" for char in run) and not run.islower()
        return among_letters or not (seldom or _PHONETIC in kinds)
    if _POINT in kinds:
        return kinds == {_POINT, "Hebrew"}
    return kinds - {_MARK} in ({"Greek"}, {"Cyrillic"}, {"Cyrillic", _MORE_CYRILLIC}, {"Armenian"}, {"Hebrew"})


def _script(char: str) -> str | None:
    """The script of ``char``, empty for signs of all; ``None`` for letters that no one writes today."""
    at = ord(char)
    return next((name for first, last, name in _SCRIPTS if first <= at <= last), None if at < _FIRST_OF_THREE else "")
