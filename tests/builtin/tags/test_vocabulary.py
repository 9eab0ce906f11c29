import pickle
from pathlib import Path

import msgspec
import pytest

from measuring import MOST, growth
from pipeline.builtin.tags.vocabulary import Vocabulary
from pipeline.contract.drafts import document
from pipeline.model.document import Document, Tag
from pipeline.model.errors import PlanError
from pipeline.model.text import Span


def found(vocabulary: Vocabulary, text: str) -> dict[tuple[str, str], list[tuple[int, int]]]:
    return {
        (tag.category, tag.term): [(span.start, span.end) for span in tag.spans]
        for tag in vocabulary.tag(document(text))
    }


def test_terms_are_found_with_category_and_every_place() -> None:
    vocabulary = Vocabulary(terms={"经济": ("高质量发展", "营商环境"), "党建": ("主题教育",)})
    text = "𠮷：主题教育\n推动高质量发展，高质量发展"
    assert list(vocabulary.tag(document(text))) == [
        Tag("主题教育", 1.0, (Span(2, 6),), "党建"),
        Tag("高质量发展", 2.0, (Span(9, 14), Span(15, 20)), "经济"),
    ]


def test_the_leftmost_and_longest_counts() -> None:
    vocabulary = Vocabulary(terms={"x": ("人民", "人民调解", "人民调解委员会", "调解委员", "委员会")})
    assert found(vocabulary, "人民调解委员会与人民调解委员、委员会") == {
        ("x", "人民调解委员会"): [(0, 7)],
        ("x", "人民调解"): [(8, 12)],
        ("x", "委员会"): [(15, 18)],
    }


def test_latin_terms_match_as_whole_words_only() -> None:
    vocabulary = Vocabulary(terms={"x": ("AI", "5G", "AI人工", "人工智能")})
    assert found(vocabulary, "AIDS、5G网络与15G、OpenAI、AI应用、XAI人工智能") == {
        ("x", "5G"): [(5, 7)],
        ("x", "AI"): [(21, 23)],
        ("x", "人工智能"): [(29, 33)],
    }


def test_a_term_in_two_categories_gives_two_tags() -> None:
    vocabulary = Vocabulary(terms={"甲": ("法治",), "乙": ("法治", "法治")})
    assert found(vocabulary, "法治") == {("甲", "法治"): [(0, 2)], ("乙", "法治"): [(0, 2)]}


def test_word_lists_are_read(tmp_path: Path) -> None:
    path = tmp_path / "经济.txt"
    path.write_text("# 说明\n营商环境\n\n  双碳 \t生态\r\n", "utf-8-sig")
    assert found(Vocabulary(files=(str(path),)), "双碳与营商环境") == {
        ("生态", "双碳"): [(0, 2)],
        ("经济", "营商环境"): [(3, 7)],
    }


def test_relative_word_lists_are_found_from_the_current_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t.txt").write_text("双碳", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert found(Vocabulary(files=("t.txt",)), "双碳")


def test_options_come_from_a_plan_and_travel(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("双碳", "utf-8")
    made = msgspec.convert({"terms": {"经济": ["营商环境"]}, "files": [str(path)]}, Vocabulary)
    assert len(found(made, "双碳、营商环境")) == 2
    again = pickle.loads(pickle.dumps(made))  # noqa: S301 - just made
    assert again == made
    assert found(again, "双碳、营商环境") == found(made, "双碳、营商环境")


@pytest.mark.parametrize(
    ("name", "content"), [("missing.txt", None), ("gbk.txt", "营商环境".encode("gbk")), ("folder", b"")]
)
def test_a_bad_word_list_is_named_when_the_plan_is_read(tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    with pytest.raises(PlanError, match=name):
        Vocabulary(files=(str(path),))


def test_a_blank_term_is_refused() -> None:
    with pytest.raises(PlanError, match="经济"):
        Vocabulary(terms={"经济": ("营商环境", " ")})


def test_without_terms_nothing_is_found() -> None:
    assert list(Vocabulary().tag(document("营商环境"))) == []


def test_twenty_thousand_terms_are_looked_for_at_once() -> None:
    def made(count: int) -> tuple[Vocabulary, Document]:
        terms = tuple(chr(0x4E00 + i // 150) + chr(0x5200 + i % 150) + "发展" for i in range(count))
        text = "\n".join("推动" + term + "，促进发展。" for term in terms[: count // 4])
        return Vocabulary(terms={"x": terms}), document(text)

    def tag(both: tuple[Vocabulary, Document]) -> list[Tag]:
        return list(both[0].tag(both[1]))

    assert len(tag(made(20_000))) == 5000
    assert growth(made, tag, 20_000) < MOST
