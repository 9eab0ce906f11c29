"""Which language people read."""

import os
from collections.abc import Mapping


def language(environment: Mapping[str, str] | None = None) -> str:
    """``zh`` or ``en``, by ``PIPELINE_LANG`` or the locale; ``zh`` where neither says.

    ``C`` and ``POSIX`` say nothing: cron runs with them.
    """
    environment = os.environ if environment is None else environment
    for name in ("PIPELINE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "").lower()
        if value and value.split(".")[0] not in ("c", "posix"):
            return "zh" if value.startswith("zh") else "en"
    return "zh"
