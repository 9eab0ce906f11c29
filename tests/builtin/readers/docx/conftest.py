"""The builder of docx as fixtures of the reader's tests."""

from typing import Any

import docx
import pytest

import built_docx
from built_docx import Read, Zipped


@pytest.fixture
def zipped() -> Zipped:
    """A docx from the inner XML of its parts."""
    return built_docx.package


@pytest.fixture
def read() -> Read:
    """The document read from bytes, or from what python-docx built."""
    return built_docx.read


@pytest.fixture
def blank() -> Any:
    """An empty python-docx document."""
    return docx.Document()
