"""The families we ship, by the name of their table in a plan."""

from pipeline.builtin.families.forbidden_words import ForbiddenWords
from pipeline.builtin.families.patterns import Patterns
from pipeline.builtin.families.preferred_terms import PreferredTerms
from pipeline.builtin.families.required_sections import RequiredSections
from pipeline.contract.family import Family

FAMILIES: dict[str, type[Family]] = {
    "preferred-terms": PreferredTerms,
    "forbidden-words": ForbiddenWords,
    "patterns": Patterns,
    "required-sections": RequiredSections,
}
