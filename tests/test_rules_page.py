"""docs/rules.md says what the rules say."""

import runpy
from pathlib import Path

from pipeline.builtin.rules import RULES

DOCS = Path(__file__).parent.parent / "docs"


def test_the_page_of_rules_is_fresh() -> None:
    page = runpy.run_path(str(DOCS / "generate_rules.py"))["page"]
    assert (DOCS / "rules.md").read_text(encoding="utf-8") == page(), "run: python docs/generate_rules.py"


def test_every_rule_speaks_both_languages_and_says_what_it_rests_on() -> None:
    for rule in RULES:
        assert rule.explained_zh
        assert rule.message.zh != rule.message.en
        assert rule.basis.source
        assert rule.basis.clause or rule.basis.kind in ("practice", "house"), rule.name
