"""Keywords against jieba: speed on the same texts, and what authors' own keywords are found.

    python benchmarks/tagging.py FILE.tsv

Each line of the file: anything, tab, an abstract, tab, its authors' keywords joined by ``_``.
In an abstract that ends in its title after a full stop and a space, the title is told apart.
"""

import re
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from pipeline.builtin.tags.keywords import Keywords
from pipeline.contract.drafts import document
from pipeline.model.document import Document

TOP = 5
ROUNDS = 5
LONG = 5000
"""Characters of a text in the test of speed."""

Terms = Callable[[Document], Iterable[str]]


def main() -> None:
    """Print both comparisons."""
    rows = [line.split("\t") for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    documents = [titled(text) for _, text, _ in rows]
    wanted = [{term.lower() for term in terms.split("_") if term} for *_, terms in rows]
    jieba = peer()
    kinds: dict[str, Terms] = {
        "jieba.analyse": jieba,
        "keywords": ours(Keywords(top=TOP)),
        "keywords, title_weight 2": ours(Keywords(top=TOP, title_weight=2)),
        "keywords, phrases": ours(Keywords(top=TOP, phrases=True)),
        "keywords, phrases, title_weight 2": ours(Keywords(top=TOP, phrases=True, title_weight=2)),
    }
    print(f"{'':36}P@{TOP}    R@{TOP}    F1@{TOP}")
    for name, terms in kinds.items():
        print(f"{name:36}" + "  ".join(f"{figure:.4f}" for figure in quality(terms, documents, wanted)))

    whole = "\n".join(text for _, text, _ in rows)
    long = [document(whole[at : at + LONG]) for at in range(0, len(whole), LONG)]
    same = sum(list(jieba(it)) == list(kinds["keywords"](it)) for it in long)
    print(f"\n{len(long)} texts of {LONG} characters; the same terms in the same order as jieba in {same}")
    for name in ("keywords", "keywords, phrases"):
        ratios = [seconds(jieba, long) / seconds(kinds[name], long) for _ in range(ROUNDS)]
        print(f"{name}: {statistics.median(ratios):.1f} x jieba.analyse ({min(ratios):.1f} to {max(ratios):.1f})")


def titled(text: str) -> Document:
    """The document of an abstract, with its title where it ends in one."""
    *_, last = re.split(r"(?<=[.。．!?！？)）”]) (?=\S)", text)
    return msgspec.structs.replace(document(text), title=last if last != text and len(last) < 60 else "")


def peer() -> Terms:
    """What jieba's own extraction gives."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba.analyse
    jieba.setLogLevel("WARNING")
    return lambda document: jieba.analyse.extract_tags(document.text, topK=TOP)


def ours(tagger: Keywords) -> Terms:
    """What ``tagger`` gives."""
    return lambda document: [tag.term for tag in tagger.tag(document)]


def quality(terms: Terms, documents: list[Document], wanted: list[set[str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all documents together, without regard to the case of letters."""
    found = [{term.lower() for term in terms(document)} for document in documents]
    hits = sum(len(some & theirs) for some, theirs in zip(found, wanted, strict=True))
    precision, recall = hits / sum(map(len, found)), hits / sum(map(len, wanted))
    return precision, recall, 2 * precision * recall / (precision + recall)


def seconds(terms: Terms, documents: list[Document]) -> float:
    """CPU time of one pass."""
    started = time.process_time()
    for it in documents:
        list(terms(it))
    return time.process_time() - started


if __name__ == "__main__":
    main()
