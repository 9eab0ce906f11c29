"""A digest of all that can change a result, the document apart."""

import functools
import hashlib
import importlib.metadata
import importlib.util
import platform
from collections.abc import Iterable
from pathlib import Path

import msgspec

from pipeline.contract.parts import KINDS, Kit
from pipeline.model.errors import PlanError, PluginError
from pipeline.plan.plan import Plan
from pipeline.version import __version__

PROGRAM = Path(__file__).parents[1]
"""All our code, on every floor."""
LIBRARIES = ("ahocorasick-rs", "jieba", "jinja2", "lxml", "pdfminer.six", "pdfplumber", "pypdfium2", "rjieba")


def dependencies(kit: Kit) -> tuple[str, ...]:
    """Paths of the files, beside the code, that the parts of ``kit`` depend on."""
    return tuple(path for kind in KINDS for part in getattr(kit, kind).values() for path in part.depends_on())


def fingerprint(plan: Plan, depends: Iterable[str]) -> str:
    """Hexadecimal; the same as long as the same content gives the same outcome and outputs.

    Covers the plan, our code, the code of the plan's plugins, the files that its parts depend
    on, Python and the libraries that read.

    Raises:
        PlanError: a file of the plan cannot be read.
    """
    digest = hashlib.sha256(_program().encode())
    options = {kind: parts for kind, parts in plan.options.items() if kind != "executors"}
    said = msgspec.structs.replace(plan, path=None, executor="", options=options, allow_removals=False)
    digest.update(msgspec.json.encode(said, order="deterministic"))
    for name in plan.plugins:
        digest.update(_plugin(name))
    for path in depends:
        digest.update(_content(path))
    return digest.hexdigest()


def limited(plan: Plan, fingerprint: str) -> str:
    """``fingerprint``, and how and within what limits inputs are worked on.

    It tells whether a failure by a limit would be one again.
    """
    said = msgspec.json.encode((plan.executor, plan.options.get("executors", {})), order="deterministic")
    return hashlib.sha256(fingerprint.encode() + said).hexdigest()


def _content(path: str) -> bytes:
    try:
        return hashlib.sha256(Path(path).read_bytes()).digest()
    except OSError as error:
        raise PlanError(
            f"方案用到的文件读不了：{path}（{error.strerror}）",
            f"a file of the plan cannot be read: {path}: {error.strerror}",
        ) from None


@functools.cache
def _program() -> str:
    """Our code, by content, so that an edited checkout counts as another version; Python and the libraries."""
    libraries = ",".join(f"{name}={importlib.metadata.version(name)}" for name in LIBRARIES)
    return f"{__version__} {_code([PROGRAM])} {platform.python_version()} {libraries}"


def _plugin(name: str) -> bytes:
    if name.endswith(".py"):
        return _content(name)
    point = next(iter(importlib.metadata.entry_points(group="pipeline", name=name)), None)
    if point is None:
        raise PluginError(f"没有安装名为 {name!r} 的插件", f"no plugin {name!r} is installed")
    version = point.dist.version if point.dist else ""
    spec = importlib.util.find_spec(point.module.partition(".")[0])
    places = (spec.submodule_search_locations or [spec.origin or ""]) if spec else []
    return f"{name} {version} {_code(map(Path, places))}".encode()


def _code(places: Iterable[Path]) -> str:
    """Of all files in these places but what Python has compiled."""
    digest = hashlib.sha256()
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(place)).encode(errors="surrogateescape"))
                digest.update(path.read_bytes())
    return digest.hexdigest()
