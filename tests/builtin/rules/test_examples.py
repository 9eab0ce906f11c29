"""Every rule we ship does what its examples say."""

from pipeline.builtin.rules import RULES
from pipeline.testing import rule_test

test_examples = rule_test(*RULES)
