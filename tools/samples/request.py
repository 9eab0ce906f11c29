"""A 请示 as an office issues it, and the errors planted in its faulty twin."""

from tools.samples.blocks import BLANK, Block, Restyle, Slip, body, heading, spoil

ISSUER = "青岚县人民政府"


def clean() -> list[Block]:
    """The document without faults."""
    return [
        Block("issuer-mark", f"{ISSUER}文件"),
        BLANK,
        BLANK,
        Block("document-number", "青政请〔2026〕7号\t签发人：林致远"),
        BLANK,
        BLANK,
        Block("title", f"{ISSUER}"),
        Block("title", "关于解决县文化馆改扩建项目补助资金的请示"),
        BLANK,
        Block("addressee", "云泽市人民政府："),
        *body(
            "青岚县文化馆建于1994年，建筑面积1860平方米，年均接待群众11万人次，现有场地已不能满足群众文化生活需要。"
            "为补齐公共文化设施短板，我县拟对县文化馆实施改扩建。现将有关情况请示如下。"
        ),
        heading(1, "一、项目基本情况"),
        heading(
            2,
            "（一）建设内容。",
            "项目在原址改建主楼1860平方米，扩建排练厅和非遗展厅1240平方米，配套建设室外活动场地。",
        ),
        heading(2, "（二）建设周期。", "项目计划于2026年8月开工，2027年10月完工，建设周期15个月。"),
        heading(2, "（三）前期工作。", "目前已完成以下工作。"),
        heading(3, "1.立项审批。", "2026年1月，县发展改革局批复项目建议书和可行性研究报告。"),
        heading(3, "2.规划选址。", "2026年2月，县自然资源局出具规划条件，项目不新增建设用地。"),
        heading(3, "3.方案论证。", "2026年3月，县文化和旅游局组织5名专家对设计方案进行论证，一致同意通过。"),
        heading(1, "二、资金需求和筹措"),
        *body(
            "经测算，项目总投资2380万元，其中工程费用1950万元，设备购置费用260万元，其他费用170万元（明细见附件）。"
            "县级财政已安排1480万元，尚有缺口900万元，占总投资的比例接近四成。",
            "项目建成后，县文化馆馆舍面积将达到国家三级馆标准，可新增阅览座位120个、排练席位80个，"
            "预计年均接待群众超过20万人次。项目运行所需人员由县文化馆现有编制调剂解决，"
            "日常运行经费列入县级财政年度预算，不新增债务。",
            "为减轻资金压力，我县已压减一般性支出，并积极争取社会捐赠，用于添置图书和乐器。",
        ),
        heading(1, "三、请示事项"),
        *body(
            "近年来，我县财政收支矛盾较为突出，难以独立承担全部建设资金。"
            "恳请市政府从公共文化服务体系建设专项资金中补助我县900万元，专项用于县文化馆改扩建项目。"
            "我县将落实配套资金，加强项目管理，确保专款专用、按期建成。"
        ),
        *body("妥否，请批示。"),
        BLANK,
        Block("attachment-note", "附件：青岚县文化馆改扩建项目资金测算表"),
        BLANK,
        Block("signature", ISSUER),
        Block("date", "2026年4月16日"),
        Block("note", "（联系人：周明，联系电话：0900-7654321）"),
        Block("attachment", "附件"),
        BLANK,
        Block("attachment-title", "青岚县文化馆改扩建项目资金测算表"),
        BLANK,
        Block(
            "table",
            rows=(
                ("序号", "费用类别", "金额（万元）", "资金来源"),
                ("1", "工程费用", "1950", "县级财政、申请补助"),
                ("2", "设备购置费用", "260", "县级财政"),
                ("3", "其他费用", "170", "县级财政"),
                ("4", "合计", "2380", "县级财政1480万元"),
            ),
            widths=(18, 44, 38, 56),
        ),
        Block("copy-to", "抄送：市财政局，市文化和旅游局。", before=320),
        Block("imprint", f"{ISSUER}办公室\t2026年4月17日印发"),
    ]


SLIPS: tuple[Slip | Restyle, ...] = (
    Slip("heading-number-form", "（二）建设周期", "(二)建设周期", "(二)", "序号用了半角括号"),
    Slip("heading-number-form", "2.规划选址", "2、规划选址", "2、", "阿拉伯数字后用了顿号"),
    Slip("heading-number-sequence", "（三）前期工作", "（四）前期工作", "（四）", "缺“（三）”"),
    Slip("no-placeholder", "其他费用170万元", "其他费用xx万元", "xx", "金额未填"),
    Slip("no-placeholder", "2027年10月完工", "【待补】完工", "【待补】", "完工时间待补"),
    Slip("no-doubled-punctuation", "一致同意通过。", "一致同意通过，。", "，。", "逗号与句号连用"),
    Restyle("body-font", "近年来，我县财政收支矛盾较为突出", "正文误用宋体小四（12 pt）", "宋体", 12),
    Slip(
        "addressee-form",
        "云泽市人民政府：",
        "云泽市人民政府、云泽市财政局：",
        "、云泽市财政局",
        "主送两个机关",
    ),
    Slip("no-halfwidth-punctuation", "云泽市财政局：", "云泽市财政局:", ":", "主送机关后用了半角冒号"),
    Slip("signer", "\t签发人：林致远", "", "青政请〔2026〕7号", "上行文未标注签发人"),
    Slip("date-form", "2026年4月16日", "二〇二六年四月十六日", "二〇二六年四月十六日", "成文日期用了汉字数字"),
    Slip("copy-to-form", "市财政局，市文化和旅游局。", "市财政局，市文化和旅游局", "市文化和旅游局", "抄送末尾缺句号"),
    Slip("no-halfwidth-punctuation", "附件：青岚县", "附件:青岚县", ":", "附件说明用了半角冒号"),
    Slip("title-present", "补助资金的请示", "补助资金的请示。", "。", "标题末尾用了句号"),
)


def faulty() -> list[Block]:
    """The same with its errors; the last is the page's margins."""
    return spoil(clean(), SLIPS)
