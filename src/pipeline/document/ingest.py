"""From the bytes of one file to a document: the first reader that recognises them reads them."""

import msgspec

from pipeline.contract import sound
from pipeline.contract.breakage import at_work, attempt
from pipeline.contract.parts import Kit, Reader
from pipeline.document.content import TEXT, kind_of
from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError
from pipeline.model.finding import NotChecked
from pipeline.model.text import Text


def ingest(source: Source, kit: Kit) -> Document:
    """The document in ``source``, by the first reader that recognises its content.

    When none does, the reader that the name promises says what is wrong.

    Raises:
        DocumentError: it cannot be read, or no reader is there for it.
    """
    if not source.data:
        raise DocumentError("empty")
    name, reader, lost = _recognising(source, kit)
    with at_work("readers", name):
        document = sound.whole(_encodable(reader.read(source)), reader).grown(not_checked=lost)
    if not any(character.isalnum() for character in document.text):
        raise DocumentError("no-text", detail=Text("只有标点和符号", "only punctuation and signs"))
    return document


def _recognising(source: Source, kit: Kit) -> tuple[str, Reader, list[NotChecked]]:
    """The reader for ``source`` with its name, and the entries of those before it that broke while they looked."""
    lost: list[NotChecked] = []
    for name, reader in kit.readers.items():
        known = attempt("readers", name, lambda: reader.recognises(source))  # noqa: B023 - called at once
        if isinstance(known, NotChecked):
            lost.append(known)
        elif known:
            return name, reader, lost
    return *_promised(source, kit), lost


def _promised(source: Source, kit: Kit) -> tuple[str, Reader]:
    """The reader that the name of ``source`` promises, which says what is wrong with the content.

    Raises:
        DocumentError: ``unsupported`` where there is none; ``wrong-type`` where the content is of another kind.
    """
    content = kind_of(source.data)
    promised = next((one for one in kit.readers.items() if source.suffix in one[1].suffixes), None)
    if promised is None:
        told = source.suffix or (content if content != TEXT else "") or Text("没有扩展名", "no extension")
        raise DocumentError("unsupported", detail=told)
    traces = promised[1].traces
    if content == TEXT:
        mistaken = bool(traces) and not any(trace in source.data for trace in traces)
    else:
        mistaken = content is not None and not any(source.data.startswith(trace) for trace in traces)
    if mistaken and content is not None:
        raise DocumentError("wrong-type", suffix=source.suffix, detail=content)
    return promised


def _encodable(document: Document) -> Document:
    """With half characters (lone surrogates of a damaged file) as U+FFFD, one for one."""
    if not isinstance(getattr(document, "text", None), str):
        return document
    try:
        document.text.encode()
    except UnicodeEncodeError:
        whole = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in document.text)
        return msgspec.structs.replace(document, text=whole)
    return document
