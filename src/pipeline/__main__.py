"""``python -m pipeline``, and the command ``pipeline``.

``-m`` puts the working folder in front of the module path before a line of ours runs; it is taken
off again here, which is too late for what was imported by then. The command ``pipeline`` and
``python -P -m pipeline`` never have it there.
"""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]

from pipeline.cli import main

if __name__ == "__main__":
    main()
