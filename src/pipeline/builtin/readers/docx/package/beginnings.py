"""How the XML of a part begins, as most programs write it, before it is parsed."""

import re
from typing import Final

ROOT: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]*\?>)?\s*(<(w:\w+)(?:\s[^<>]*[^<>/])?>)")
"""What comes before the root, and its start tag: the whole tag and its name with the prefix."""
OTHER_ENCODING: Final = re.compile(rb"""\A[^<]*<\?xml[^<>]*encoding\s*=\s*["'](?!utf-8)""", re.IGNORECASE)
"""A declaration of another encoding than UTF-8."""
