"""A digest of all that can change a result, the document apart."""

import functools
import hashlib
import importlib.metadata
from pathlib import Path

import msgspec

from pipeline.kinds import KINDS, Kit
from pipeline.plan import Plan
from pipeline.version import __version__

LIBRARIES = ("ahocorasick-rs", "jieba", "jinja2", "lxml", "pdfminer.six", "pdfplumber", "pypdfium2", "rjieba")


def fingerprint(plan: Plan, kit: Kit) -> str:
    """Hexadecimal; the same as long as the same content gives the same outcome and outputs.

    Covers the plan, our code, the code of the plan's plugins, the files that parts name in
    ``depends_on``, and the libraries that read.
    """
    digest = hashlib.sha256(_program().encode())
    options = {kind: parts for kind, parts in plan.options.items() if kind != "executors"}
    said = msgspec.structs.replace(plan, path=None, executor="", options=options)
    digest.update(msgspec.json.encode(said, order="deterministic"))
    for name in plan.plugins:
        digest.update(_plugin(name))
    for kind in KINDS:
        for part in getattr(kit, kind).values():
            for path in part.depends_on():
                digest.update(hashlib.sha256(Path(path).read_bytes()).digest())
    return digest.hexdigest()


@functools.cache
def _program() -> str:
    """Our code, by content, so that an edited checkout counts as another version; and the libraries'."""
    code = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".html", ".css", ".js"):
            code.update(hashlib.sha256(path.read_bytes()).digest())
    libraries = ",".join(f"{name}={importlib.metadata.version(name)}" for name in LIBRARIES)
    return f"{__version__} {code.hexdigest()} {libraries}"


def _plugin(name: str) -> bytes:
    if name.endswith(".py"):
        return hashlib.sha256(Path(name).read_bytes()).digest()
    points = importlib.metadata.entry_points(group="pipeline", name=name)
    package = next(iter(points)).dist
    digest = hashlib.sha256(name.encode())
    for file in sorted(package.files or (), key=str) if package else ():
        path = Path(str(file.locate()))
        if path.suffix in (".py", ".toml", ".txt") and path.is_file():
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()
