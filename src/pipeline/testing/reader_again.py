"""Whether the same bytes give the same document: read again, and in a process whose hashes fall otherwise."""

import hashlib
import importlib.util
import inspect
import os
import subprocess
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from pipeline.contract.parts import Reader
from pipeline.model.document import Source
from pipeline.model.errors import DocumentError

SEEDS = ("1", "20260508")
"""Values of ``PYTHONHASHSEED``; the process that asks has another, or a random one."""
PATIENCE = 600.0
"""Seconds for the other process."""


def digest(reader: Reader, source: Source) -> str:
    """A digest of all that the document says, or of why there is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            said = msgspec.msgpack.encode(reader.read(source))
    except DocumentError as error:
        said = msgspec.msgpack.encode(error.reason)
    return hashlib.sha256(said).hexdigest()


def elsewhere(reader: Reader, sources: Sequence[Source]) -> list[list[str]]:
    """For each of ``sources`` the digests that fresh processes come to.

    Raises:
        AssertionError: such a process fails.
    """
    cls = type(reader)
    order = msgspec.msgpack.encode(
        (inspect.getfile(cls), cls.__module__, cls.__qualname__, msgspec.to_builtins(reader), sources)
    )
    started = [
        subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", f"from {__name__} import answer; answer()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        for seed in SEEDS
    ]
    found = []
    for process in started:
        said, error = process.communicate(order, timeout=PATIENCE)
        assert process.returncode == 0, f"read in a fresh process: {error.decode(errors='replace')[-600:]}"
        found.append(msgspec.msgpack.decode(said, type=list[str]))
    return [list(pair) for pair in zip(*found, strict=True)]


def answer() -> None:
    """Read what stdin asks for, and write the digests to stdout."""
    order = sys.stdin.buffer.read()
    path, module, name, options, sources = msgspec.msgpack.decode(order, type=tuple[str, str, str, Any, list[Source]])
    cls = _found(path, module, name)
    reader = msgspec.convert(options, cls)
    sys.stdout.buffer.write(msgspec.msgpack.encode([digest(reader, source) for source in sources]))


def _found(path: str, module: str, name: str) -> type[Reader]:
    """The class; from its file where its module cannot be imported by name, as that of a test or a plugin."""
    try:
        found: Any = importlib.import_module(module)
        if Path(inspect.getfile(found)).resolve() != Path(path).resolve():
            raise ImportError(module)
    except ImportError:
        spec = importlib.util.spec_from_file_location("reader_elsewhere", path)
        assert spec is not None and spec.loader is not None, path  # noqa: PT018
        found = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = found
        sys.path[:0] = [str(Path(path).parent)]
        spec.loader.exec_module(found)
    for part in name.split("."):
        found = getattr(found, part)
    return found  # type: ignore[no-any-return]
