"""The test kit for rules and plugins, ours and everybody's.

The proof of a rule is its examples; in a plugin's test file one line is the whole test::

    test_rules = rule_test(MyRule, MyOtherRule)

With pytest, the fixtures of ``pipeline.testing.fixtures`` are there without an import.

The proof of a reader is its contract, held against files and against a second look at them::

    test_reader = reader_test(MyReader, files, MyWitness)
"""

from pipeline.testing.documents import docx, pdf
from pipeline.testing.docx_witness import DocxWitness
from pipeline.testing.examples import builtin_splitters, example_holds, examples_hold, rule_test, split, unmarked
from pipeline.testing.pdf_witness import PdfWitness
from pipeline.testing.plain_witness import PlainWitness
from pipeline.testing.reader_contract import Check, Verdict, Witness, reader_holds, reader_test, verdict
from pipeline.testing.reader_hostile import strangers_hold

__all__ = [
    "Check",
    "DocxWitness",
    "PdfWitness",
    "PlainWitness",
    "Verdict",
    "Witness",
    "builtin_splitters",
    "docx",
    "example_holds",
    "examples_hold",
    "pdf",
    "reader_holds",
    "reader_test",
    "rule_test",
    "split",
    "strangers_hold",
    "unmarked",
    "verdict",
]
