"""Templates of faults in characters, from what the descriptions of the rules say; the first ones are marks."""

from typing import Final

from benchmarks.quality.planting import ANYWHERE, BODY, Swap

HAN: Final = "[\u4e00-\u9fff]"
TAIL: Final = f"(?<={HAN})"
AHEAD: Final = f"(?={HAN})"

DOUBLED: Final = tuple(
    Swap("no-doubled-punctuation", kind, pattern, wrong, roles)
    for kind, pattern, wrong, roles in (
        ("。。", TAIL + "。", "⟦。。⟧", BODY),
        ("。。 at the end", TAIL + "。$", "⟦。。⟧", BODY),
        ("，，", TAIL + "，", "⟦，，⟧", BODY),
        ("、、", f"(?<={HAN}{HAN})、{AHEAD}", "⟦、、⟧", BODY),
        ("；；", TAIL + "；", "⟦；；⟧", BODY),
        ("，。", TAIL + "。$", "⟦，。⟧", BODY),
        ("。，", f"{TAIL}。{AHEAD}", "⟦。，⟧", BODY),
        ("，、", f"(?<={HAN}{HAN})、{AHEAD}", "⟦，、⟧", BODY),
        ("、，", TAIL + "，", "⟦、，⟧", BODY),
        ("；。", TAIL + "。$", "⟦；。⟧", BODY),
        ("：：", "：$", "⟦：：⟧", ("addressee",)),
        ("：，", TAIL + "：", "⟦：，⟧", BODY),
        (".。", TAIL + "。$", "⟦.。⟧", BODY),
        (",，", TAIL + "，", "⟦,，⟧", BODY),
        ("。。。", TAIL + "。$", "⟦。。。⟧", BODY),
        ("，， after a quotation", "(?<=[”》）])，", "⟦，，⟧", BODY),
    )
)
HALF_WIDTH: Final = tuple(
    Swap("no-halfwidth-punctuation", kind, pattern, wrong, roles)
    for kind, pattern, wrong, roles in (
        (",", f"{TAIL}，{AHEAD}", "⟦,⟧", BODY),
        (", and a blank", f"{TAIL}，{AHEAD}", "⟦,⟧ ", BODY),
        (", before a figure", TAIL + r"，(?=\d)", "⟦,⟧", BODY),
        (", after a quotation", "(?<=[”》）])，", "⟦,⟧", BODY),
        (", after %", "(?<=%)，", "⟦,⟧", BODY),
        (";", f"{TAIL}；", "⟦;⟧", BODY),
        (":", f"{TAIL}：{AHEAD}", "⟦:⟧", ANYWHERE),
        (": at the end", TAIL + "：$", "⟦:⟧", ("addressee", "body")),
        (": before a figure", TAIL + r"：(?=\d)", "⟦:⟧", ANYWHERE),
        (". at the end", TAIL + "。$", "⟦.⟧", BODY),
        ("()", f"{TAIL}（({HAN}[^（）]*)）", r"⟦(\1)⟧", BODY),
        ("() at the end of a title", f"{TAIL}（({HAN}[^（）]*)）(?=》)", r"⟦(\1)⟧", BODY),
        ('""', f"“({HAN}[^“”]*)”", r'⟦"\1"⟧', BODY),
    )
)
BRACKETS: Final = tuple(
    Swap("brackets-balanced", kind, pattern, wrong)
    for kind, pattern, wrong in (
        ("no 》", "《([^《》]+)》", r"⟦《⟧\1"),
        ("no 《", "《([^《》]+)》", r"\1⟦》⟧"),
        ("no ”", "“([^“”]+)”", r"⟦“⟧\1"),
        ("no “", "“([^“”]+)”", r"\1⟦”⟧"),
        ("no ）", TAIL + "（([^（）]+)）", r"⟦（⟧\1"),
        ("no （", TAIL + "（([^（）]+)）", r"\1⟦）⟧"),
        ("》 twice", "《([^《》]+)》", r"《\1⟦》》⟧"),
        ("） twice", TAIL + "（([^（）]+)）", r"（\1⟦））⟧"),
        ("( and ）", TAIL + "（([^（）]+)）", r"⟦(\1）⟧"),
        ("（ and )", TAIL + "（([^（）]+)）", r"⟦（\1)⟧"),
        ("crossed", "《([^《》（）]+)（([^（）》]+)）》", r"⟦《\1（\2》）⟧"),
        ("“ for ”", "“([^“”]+)”", r"⟦“\1“⟧"),
    )
)
MONEY: Final = r"(?<!\d)\d[\d.]*(万元|亿元|个|座|名|人)"
PLACEHOLDERS: Final = tuple(
    Swap("no-placeholder", kind, pattern, wrong, roles)
    for kind, pattern, wrong, roles in (
        ("a name as ×××", "联系人：[^，）]+", "联系人：⟦×××⟧", ANYWHERE),
        ("a name as XXX", "联系人：[^，）]+", "联系人：⟦XXX⟧", ANYWHERE),
        ("a name as ***", "联系人：[^，）]+", "联系人：⟦***⟧", ANYWHERE),
        ("a telephone as X", r"0900-\d{7}", "⟦XXXX-XXXXXXX⟧", ANYWHERE),
        ("a figure as ××", MONEY, r"⟦××⟧\1", BODY),
        ("a figure as XX", MONEY, r"⟦XX⟧\1", BODY),
        ("a figure as xx", MONEY, r"⟦xx⟧\1", BODY),
        ("a figure as **", MONEY, r"⟦**⟧\1", BODY),
        ("a figure as 【】", MONEY, r"⟦【】⟧\1", BODY),
        ("a figure as ___", MONEY, r"⟦___⟧\1", BODY),
        ("a share as XX", r"(?<!\d)\d[\d.]*%", "⟦XX⟧%", BODY),
        ("a day as ×", r"(\d{4})年\d+月\d+日", r"\1年⟦×⟧月⟦×⟧日", (*BODY, "date")),
        ("a year as 20XX", r"202\d年", "⟦20XX⟧年", BODY),
        ("an office as ××", "(?<=[由向报])[市县]\\w{2,4}(局)", r"⟦××⟧\1", BODY),
        ("【待补充】", TAIL + "。$", "⟦【待补充】⟧。", BODY),
        ("（待核实）", TAIL + "。$", "⟦（数据待核实）⟧。", BODY),
        ("[待定]", TAIL + "。$", "⟦[待定]⟧。", BODY),
        ("TODO", TAIL + "。$", "。⟦TODO⟧：补充数据。", BODY),
        ("a prompt", TAIL + "。$", "⟦（此处填写负责单位）⟧。", BODY),
        ("a number as ×", r"〔(\d+)〕\d+号", r"〔\1〕⟦×⟧号", ("document-number",)),
        ("a number as XX", r"〔(\d+)〕\d+号", r"〔\1〕⟦XX⟧号", ("document-number",)),
        ("a title with ××", "关于[^，]{4,}的(?=(通知|通报|函|报告|意见)$)", "关于⟦×××⟧的", ("title",)),
        ("a signer as ××", ".{2,4}(?=(县|市|区)\\w)", "⟦××⟧", ("signature",)),
        ("an addressee as ××", "^[^，、：]+?(?=(人民政府|局)：)", "⟦××⟧", ("addressee",)),
    )
)
DATES: Final = tuple(
    Swap("date-form", kind, pattern, wrong, roles)
    for kind, pattern, wrong, roles in (
        ("6月31日", r"2026年\d+月\d+日", "⟦2026年6月31日⟧", BODY),
        ("2月30日", r"202\d年\d+月\d+日", "⟦2026年2月30日⟧", BODY),
        ("2月29日 of no leap year", r"202\d年\d+月\d+日", "⟦2025年2月29日⟧", BODY),
        ("13月", r"202\d年\d+月\d+日", "⟦2026年13月5日⟧", BODY),
        ("9月31日 without a year", r"(?<![年\d])\d+月\d+日", "⟦9月31日⟧", BODY),
        ("4月31日 without a year", r"(?<![年\d])\d+月\d+日(?=前)", "⟦4月31日⟧", BODY),
        ("issued 05月08日", ".+", "⟦2026年05月08日⟧", ("date",)),
        ("issued 5月08日", ".+", "⟦2026年5月08日⟧", ("date",)),
        ("issued in Han numerals", ".+", "⟦二〇二六年五月八日⟧", ("date",)),
        ("issued 2026.5.8", ".+", "⟦2026.5.8⟧", ("date",)),
        ("issued 2026-05-08", ".+", "⟦2026-05-08⟧", ("date",)),
        ("issued on no day", ".+", "⟦2026年4月31日⟧", ("date",)),
        ("printed 05月09日", r"\d+年\d+月\d+日", "⟦2026年05月09日⟧", ("imprint",)),
        ("year in Han numerals", r"\d{4}年(\d+)月(\d+)日", r"⟦二〇二六年\1月\2日⟧", BODY),
        ("month in Han numerals", r"(\d{4})年\d+月(\d+)日", r"⟦\1年五月\2日⟧", BODY),
        ("零 for 〇", r"\d{4}年\d+月\d+日", "⟦二零二六年⟧五月八日", BODY),
        ("号 for 日", r"(?<![年\d])(\d+)月(\d+)日", r"⟦\1月\2号⟧", BODY),
        ("year of two digits", r"20(2\d)年(\d+)月(\d+)日", r"⟦\1年\2月\3日⟧", BODY),
    )
)
OWN: Final = r"^(\S*?)〔(\d{4})〕(\d+)号"
CITED: Final = r"(?<=（)([^（）]+?)〔(\d{4})〕(\d+)号"
ISSUE_NUMBERS: Final = tuple(
    Swap("issue-number-form", kind, pattern, wrong, roles)
    for kind, pattern, wrong, roles in (
        ("own with []", OWN, r"⟦\1[\2]\3号⟧", ("document-number",)),
        ("own with （）", OWN, r"⟦\1（\2）\3号⟧", ("document-number",)),
        ("own with ()", OWN, r"⟦\1(\2)\3号⟧", ("document-number",)),
        ("own with 【】", OWN, r"⟦\1【\2】\3号⟧", ("document-number",)),
        ("own with ［］", OWN, r"⟦\1［\2］\3号⟧", ("document-number",)),
        ("own with 第", OWN, r"⟦\1〔\2〕第\3号⟧", ("document-number",)),
        ("own with a zero", r"^(\S*?)〔(\d{4})〕(\d)号", r"⟦\1〔\2〕0\3号⟧", ("document-number",)),
        ("own with a short year", r"^(\S*?)〔20(\d\d)〕(\d+)号", r"⟦\1〔\2〕\3号⟧", ("document-number",)),
        ("cited with []", CITED, r"\1⟦[\2]⟧\3号", BODY),
        ("cited with （）", CITED, r"\1⟦（\2）⟧\3号", BODY),
        ("cited with 【】", CITED, r"\1⟦【\2】⟧\3号", BODY),
    )
)
NUMBER_FORMS: Final = tuple(
    Swap("heading-number-form", kind, pattern, wrong)
    for kind, pattern, wrong in (
        ("一.", f"^({HAN})、", r"⟦\1.⟧"),
        ("一，", f"^({HAN})、", r"⟦\1，⟧"),
        ("一．", f"^({HAN})、", r"⟦\1．⟧"),
        ("（一）、", f"^（({HAN})）", r"⟦（\1）、⟧"),
        ("（一）.", f"^（({HAN})）", r"⟦（\1）.⟧"),
        ("(一)", f"^（({HAN})）", r"⟦(\1)⟧"),
        ("1、", r"^(\d)\.", r"⟦\1、⟧"),
        ("1，", r"^(\d)\.", r"⟦\1，⟧"),
        ("1)", r"^(\d)\.", r"⟦\1)⟧"),
        ("1）", r"^(\d)\.", r"⟦\1）⟧"),
        ("(1)", r"^(\d)\.", r"⟦(\1)⟧"),
        ("１．", r"^1\.", "⟦１．⟧"),
    )
)
COUNTS: Final = tuple(
    Swap("announced-count", kind, pattern, wrong)
    for kind, pattern, wrong in (
        ("五 for four", "四(项任务|项措施)", r"⟦五\1⟧"),
        ("三 for four", "四(项任务|项措施)", r"⟦三\1⟧"),
        ("四 for three", "三(条要求|个方面|项工作)", r"⟦四\1⟧"),
        ("两 for three", "三(条要求|个方面|项工作)", r"⟦两\1⟧"),
        ("三 for two", "两(个环节|个问题)", r"⟦三\1⟧"),
        ("6 for four", "四(项任务|项措施)", r"⟦6\1⟧"),
        ("5 for three", "三(条要求|个方面|项工作)", r"⟦5\1⟧"),
    )
)
TITLES: Final = tuple(
    Swap("title-present", kind, pattern, wrong, ("title",))
    for kind, pattern, wrong in (
        ("。 at the end", "$", "⟦。⟧"),
        ("： at the end", "$", "⟦：⟧"),
        ("； at the end", "$", "⟦；⟧"),
        ("， at the end", "$", "⟦，⟧"),
        ("的通知的通知", "的(通知|通报|批复|报告|意见)$", r"⟦的\1的\1⟧"),
    )
)
TEXT: Final = (
    *DOUBLED,
    *HALF_WIDTH,
    *BRACKETS,
    *PLACEHOLDERS,
    *DATES,
    *ISSUE_NUMBERS,
    *NUMBER_FORMS,
    *COUNTS,
    *TITLES,
)
