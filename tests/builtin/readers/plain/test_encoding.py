import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.builtin.readers.plain.encoding import decode
from pipeline.model.errors import DocumentError

SIMPLIFIED = (
    "各有关单位：\n为进一步做好档案管理工作，现将有关事项通知如下。一是健全制度，明确责任；"
    "二是加强培训，提高能力。请于2024年6月30日前将自查情况报办公室，联系人：丁某，电话01012345678。\n"
)
TRADITIONAL = (
    "各有關單位：\n為進一步做好檔案管理工作，現將有關事項通知如下。一是健全制度，明確責任；"
    "二是加強培訓，提高能力。請於2024年6月30日前將自查情況報辦公室。\n"
)
CHINESE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"]


@pytest.mark.parametrize("encoding", [*CHINESE, "gbk", "gb2312"])
def test_simplified_text_comes_back_from_each_encoding(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding))[0] == SIMPLIFIED


@pytest.mark.parametrize("encoding", [*CHINESE, "big5", "cp950", "big5hkscs"])
def test_traditional_text_comes_back_from_each_encoding(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding))[0] == TRADITIONAL


@pytest.mark.parametrize("encoding", CHINESE)
def test_rare_characters_come_back(encoding: str) -> None:
    text = "联系人：𠮷某、㛃某、䶮某、龘某、镕某。" + SIMPLIFIED
    assert decode(text.encode(encoding))[0] == text


sentences = st.lists(
    st.sampled_from(
        ["坚持", "党的领导", "推动高质量发展", "，", "。", "；", "\n", "1.", "（一）", "GB/T 9704—2012",
         "严格落实责任制", "做到", "以", "和", "全市", "各部门", "“十四五”", "𠮷",
         "完成率达98.5%", "督促检查", "整改", "存在的问题", "　　", "é"]
    ),
    min_size=8, max_size=60,
).map(lambda parts: "关于做好有关工作的通知" + "".join(parts))  # fmt: skip


@pytest.mark.parametrize("encoding", CHINESE)
@given(text=sentences)
@example(text="关于做好有关工作的通知")
def test_prose_comes_back(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("通知".encode(), "utf-8"),
        ("通知".encode("utf-8-sig"), "utf-8-sig"),
        ("通知".encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + "通知".encode("utf-16-be"), "utf-16"),
        (SIMPLIFIED.encode("utf-16-le"), "utf-16-le"),
        (SIMPLIFIED.encode("gbk"), "gb18030"),
        (b"plain ASCII", "utf-8"),
    ],
)
def test_the_encoding_is_named(content: bytes, name: str) -> None:
    assert decode(content)[1] == name


@pytest.mark.parametrize("around", ["{}", "{}\r\n", "2026 {}", "({})", "report, {} ({})"])
@pytest.mark.parametrize(
    "word",
    [
        "通知",
        "目录",
        "学校",
        "指示",
        "实施",
        "知识",
        "委员",
        "学院",
        "通知 目录",
        "你好",
        "各单位",
        "联通",
        "重要通知",
        "撤销",
        "罚单",
        "一些",
    ],
)
def test_a_word_in_gbk_is_read_though_its_bytes_may_be_valid_utf_8(word: str, around: str) -> None:
    text = around.replace("{}", word)
    assert decode(text.encode("gbk")) == (text, "gb18030")


@pytest.mark.parametrize(
    "text",
    [
        *("é", "café", "naïve résumé", "Łódź", "č š ž", "Čeština", "ß", "½ ±5°C", "nǐ hǎo", "Tiếng Việt", "e\u0301"),
        *("Tôi đã", "đã", "Café đã", "Kas šī ir?", "šā gada", "šé", "ү", "ө", "ң"),
        *(
            "həˈləʊ",
            "ʃɪp",
            "λ",
            "Αθήνα",
            "α β γ",
            "σ²",
            "Москва",
            "да",
            "д",
            "кВт·ч",
            "Հայաստան",
            "שלום",
            "שָׁלוֹם",
            "سلام",
        ),
    ],
)
def test_languages_whose_letters_take_two_bytes_stay_utf_8(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize(
    "content",
    [
        "L’été dernier, le café était fermé à cause des “travaux”, évidemment.".encode("cp1252"),
        "Все люди рождаются свободными и равными в своем достоинстве и правах.".encode("cp1251"),
        "日本国民は、正当に選挙された国会における代表者を通じて行動し、".encode("shift_jis"),
        ("모든 국민은 인간으로서의 존엄과 가치를 가지며 행복을 추구할 권리를 가진다. " * 3).encode("euc-kr"),
        SIMPLIFIED.encode() + b"\xff" + SIMPLIFIED.encode(),
        SIMPLIFIED.encode("utf-8-sig")[:-2],
        SIMPLIFIED.encode("utf-16") + b"\x00",
        bytes(range(256)) * 4,
    ],
    ids=["cp1252", "cp1251", "shift_jis", "euc-kr", "broken utf-8", "cut utf-8-sig", "odd utf-16", "every byte"],
)
def test_what_is_not_sure_is_an_error_and_never_wrong_text(content: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(content)
    assert caught.value.reason.code == "encoding"


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_a_document_error(content: bytes) -> None:
    try:
        text, name = decode(content)
    except DocumentError:
        return
    assert content.decode(name) in (text, f"\ufeff{text}")
