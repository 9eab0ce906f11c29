"""The test kit for rules and plugins, ours and everybody's.

The proof of a rule is its examples; in a plugin's test file one line is the whole test::

    test_rules = rule_test(MyRule, MyOtherRule)

With pytest, the fixtures of ``pipeline.testing.fixtures`` are there without an import.
"""

from pipeline.testing.documents import docx, pdf
from pipeline.testing.examples import builtin_splitters, example_holds, examples_hold, rule_test, split, unmarked

__all__ = ["builtin_splitters", "docx", "example_holds", "examples_hold", "pdf", "rule_test", "split", "unmarked"]
