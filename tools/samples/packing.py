"""Saving a docx so that the same content gives the same bytes."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

BUILT = datetime(2026, 5, 8, 9, 0, 0, tzinfo=UTC)


def save(document: Any, path: Path, title: str, *, language: str = "zh-CN") -> None:
    """Write ``document`` to ``path`` with fixed dates."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = "gongwen-pipeline"
    properties.title, properties.language, properties.comments = title, language, ""
    properties.created = properties.modified = properties.last_printed = BUILT
    properties.revision = 1
    held = io.BytesIO()
    document.save(held)
    with zipfile.ZipFile(held) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            if name == "docProps/thumbnail.jpeg":
                continue
            member = zipfile.ZipInfo(name, date_time=BUILT.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            content = source.read(name)
            if name == "_rels/.rels":
                content = _without_thumbnail(content)
            target.writestr(member, content)


def _without_thumbnail(relations: bytes) -> bytes:
    head, *entries = relations.split(b"<Relationship ")
    kept = [entry for entry in entries if b"thumbnail" not in entry]
    body = b"<Relationship ".join([head, *kept])
    return body if body.endswith(b"</Relationships>") else body + b"</Relationships>"
