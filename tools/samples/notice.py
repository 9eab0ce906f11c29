"""A 通知 as an office issues it, and the errors planted in its faulty twin."""

from tools.samples.blocks import BLANK, Block, Restyle, Slip, body, heading, spoil

ISSUER = "云泽市人民政府办公室"


def clean() -> list[Block]:
    """The document without faults."""
    return [
        Block("issuer-mark", f"{ISSUER}文件"),
        BLANK,
        BLANK,
        Block("document-number", "云政办发〔2026〕18号"),
        BLANK,
        BLANK,
        Block("title", f"{ISSUER}\v关于做好2026年度政务公开档案\v整理工作的通知"),
        BLANK,
        Block("addressee", "各县（区）人民政府，市政府各部门、各直属机构："),
        *body(
            "为规范政务公开档案管理，提高档案利用水平，根据《云泽市政务公开档案管理办法》（云政发〔2025〕9号）要求，"
            "经市政府同意，现就做好2026年度政务公开档案整理工作有关事项通知如下。"
        ),
        heading(1, "一、工作目标"),
        *body(
            "以“应归尽归、便于查考”为原则，用6个月时间完成2021年以来政务公开档案的清点、编目和移交，"
            "建成目录清晰、查阅便捷的档案资料库。到2026年11月底，各单位档案归档率达到100%，"
            "电子目录著录合格率达到95%以上。"
        ),
        heading(1, "二、重点任务"),
        *body("本次整理工作共安排三项任务。"),
        heading(
            2,
            "（一）全面清点档案。",
            "各单位要对照归档范围逐年逐件核对，做到底数清楚、去向明确。"
            "5月31日前完成清点，并填写《政务公开档案清点登记表》（见附件1）。",
        ),
        heading(2, "（二）规范分类编目。", "各单位要按照统一标准开展编目，重点抓好以下工作。"),
        heading(3, "1.统一分类方案。", "按照“年度—机构—问题”的顺序分类，同一类别内按照形成时间排列。"),
        heading(3, "2.统一著录项目。", "题名、责任者、文号、日期和页数为必填项目，不得空缺。"),
        heading(3, "3.统一目录格式。", "电子目录使用市档案馆提供的模板，纸质目录与电子目录保持一致。"),
        heading(
            2,
            "（三）按期移交入库。",
            "各单位要在10月31日前将整理完毕的档案移交同级档案馆，办理交接手续，交接清单一式两份。",
        ),
        heading(1, "三、工作要求"),
        heading(
            2,
            "（一）加强组织领导。",
            "各县（区）、各部门要明确一名负责同志牵头，安排专人承担具体工作，按照进度安排（见附件2）有序推进。",
        ),
        heading(
            2,
            "（二）严守保密纪律。",
            "涉密档案和内部资料要单独清点、单独保管，移交前由本单位保密机构逐件审核。",
        ),
        heading(
            2,
            "（三）强化督促检查。",
            "市政府办公室会同市档案馆开展实地检查，检查结果予以通报。联系人：张岚，联系电话：0900-1234567。",
        ),
        *body("各单位要把整理工作与日常归档结合起来，边整理边规范，防止前清后乱。"),
        BLANK,
        Block("attachment-note", "附件：1.政务公开档案清点登记表"),
        Block("attachment-note", "2.政务公开档案整理工作进度安排"),
        BLANK,
        Block("signature", ISSUER),
        Block("date", "2026年5月8日"),
        Block("note", "（此件公开发布）"),
        *_register(),
        *_timetable(),
        Block("copy-to", "抄送：市委各部门，市人大常委会办公室，市政协办公室，市监委，市法院，市检察院。", before=150),
        Block("imprint", f"{ISSUER}\t2026年5月9日印发"),
    ]


def _register() -> list[Block]:
    rows = (
        ("序号", "档案类别", "起止年份", "数量（件）", "保管科室"),
        ("1", "政策文件", "2021—2025年", "126", "秘书科"),
        ("2", "政策解读材料", "2021—2025年", "84", "信息公开科"),
        ("3", "依申请公开材料", "2021—2025年", "57", "信息公开科"),
        ("4", "重大决策公开材料", "2022—2025年", "39", "综合科"),
        ("5", "政府公报", "2021—2025年", "60", "秘书科"),
    )
    return [
        Block("attachment", "附件1"),
        BLANK,
        Block("attachment-title", "政务公开档案清点登记表"),
        BLANK,
        Block("table", rows=rows, widths=(16, 44, 38, 28, 30)),
    ]


def _timetable() -> list[Block]:
    return [
        Block("attachment", "附件2"),
        BLANK,
        Block("attachment-title", "政务公开档案整理工作进度安排"),
        BLANK,
        heading(1, "一、清点阶段"),
        *body("5月8日至5月31日，各单位完成档案清点，报送登记表。"),
        heading(1, "二、编目阶段"),
        *body("6月1日至9月30日，各单位完成分类、著录和目录编制，市档案馆开展两次业务培训。"),
        heading(1, "三、移交阶段"),
        *body("10月1日至11月30日，各单位完成移交，市政府办公室组织验收。"),
    ]


SLIPS: tuple[Slip | Restyle, ...] = (
    Slip("heading-number-form", "1.统一分类方案", "1、统一分类方案", "1、", "阿拉伯数字后用了顿号"),
    Slip("heading-number-form", "（二）严守保密纪律", "（二）、严守保密纪律", "（二）、", "带括号的序号后加了顿号"),
    Slip("heading-number-sequence", "三、工作要求", "四、工作要求", "四、", "缺“三、”"),
    Slip("no-placeholder", "联系人：张岚", "联系人：×××", "×××", "联系人未填"),
    Slip("no-doubled-punctuation", "做到底数清楚、去向明确。", "做到底数清楚、去向明确。。", "。。", "句号重复"),
    Restyle("body-font", "各单位要把整理工作与日常归档结合起来", "正文误用宋体小四（12 pt）", "宋体", 12),
    Slip("brackets-balanced", "填写《政务公开档案清点登记表》", "填写《政务公开档案清点登记表", "《", "缺后书名号"),
    Slip("no-halfwidth-punctuation", "底数清楚、去向明确", "底数清楚,去向明确", ",", "汉字之间用了半角逗号"),
    Slip("date-form", "2026年5月8日", "2026年05月08日", "2026年05月08日", "成文日期月、日编了虚位"),
    Slip("issue-number-form", "〔2026〕18号", "[2026]18号", "云政办发[2026]18号", "发文字号年份未用六角括号"),
    Restyle("first-line-indent", "5月8日至5月31日", "段首未缩进两字", indent=False),
    Slip("announced-count", "共安排三项任务", "共安排四项任务", "四项任务", "称四项，实际只有（一）（二）（三）"),
)


def faulty() -> list[Block]:
    """The same with a dozen errors; the thirteenth is the page's margins."""
    return spoil(clean(), SLIPS)
