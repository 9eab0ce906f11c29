"""A 报告 with ruled tables, one of them over a page break."""

from tools.samples.blocks import BLANK, Block, body, heading

ISSUER = "云泽市水务局"
USE = {
    "青岚县": (4120, 3980),
    "白鹭县": (3655, 3540),
    "石桥县": (2988, 2910),
    "南屏县": (2750, 2661),
    "清源县": (3310, 3184),
    "望江县": (2476, 2405),
    "松溪县": (1984, 1930),
    "云溪区": (5210, 4987),
    "泽西区": (4870, 4702),
    "临港区": (6120, 5893),
    "高新区": (3940, 3712),
    "东湖区": (4416, 4290),
}
"""万立方米 in 2024 and 2025."""


def clean() -> list[Block]:
    """The document; it has no faults."""
    before, now = (sum(column) for column in zip(*USE.values(), strict=True))
    return [
        Block("issuer-mark", f"{ISSUER}文件"),
        BLANK,
        BLANK,
        Block("document-number", "云水报〔2026〕4号\t签发人：罗海平"),
        BLANK,
        BLANK,
        Block("title", f"{ISSUER}关于2025年度\v节约用水工作情况的报告"),
        BLANK,
        Block("addressee", "云泽市人民政府："),
        *body(
            "2025年，在市政府的正确领导下，我局坚持节水优先，以用水总量和用水效率双控为抓手，扎实推进节水型城市建设，"
            f"全市用水总量由{before}万立方米下降到{now}万立方米。现将有关情况报告如下。"
        ),
        heading(1, "一、主要工作情况"),
        heading(
            2,
            "（一）严格总量控制。",
            "把用水总量控制指标分解到12个县（区），按季度通报完成情况，各县（区）均未突破控制指标。",
        ),
        *body("各县（区）用水总量情况如下。"),
        Block("table", rows=_use(), widths=(18, 34, 38, 38, 28)),
        *body(
            "从各县（区）情况看，下降幅度较大的是高新区和云溪区。两区通过推广再生水、改造老旧管网，"
            "在产值增长的同时实现用水总量下降，其做法已在全市推广。"
        ),
        heading(2, "（二）推进重点领域节水。", "坚持农业、工业、城镇生活节水一体推进，取得明显成效。"),
        heading(3, "1.农业节水增效。", "新增高效节水灌溉面积3.2万亩，农田灌溉水有效利用系数提高到0.582。"),
        heading(3, "2.工业节水减排。", "组织46家重点用水企业开展水平衡测试，创建节水型企业18家。"),
        heading(3, "3.城镇节水降损。", "改造供水管网127公里，公共供水管网漏损率下降到8.1%。"),
        heading(2, "（三）加强监督管理。", "开展取水口专项整治，核查取水口913个，整改问题64个，整改完成率100%。"),
        *body("重点项目完成情况如下。"),
        Block("table", rows=_projects(), widths=(18, 64, 34, 40)),
        heading(1, "二、存在的问题"),
        *body(
            "一是节水意识有待增强。部分公共机构用水计量不到位，跑冒滴漏现象仍然存在。"
            "二是再生水利用水平有待提高。全市再生水利用率为21%，低于全省平均水平。"
            "三是基层监管力量有待充实。有5个县（区）未配备专职节水管理人员。"
        ),
        heading(1, "三、下一步工作打算"),
        heading(2, "（一）压实节水责任。", "将节水目标完成情况纳入县（区）年度考核，对进展缓慢的进行约谈。"),
        heading(
            2, "（二）扩大再生水利用。", "建设再生水厂2座，新铺再生水管网38公里，力争2026年底再生水利用率达到25%。"
        ),
        heading(2, "（三）提升监管能力。", "建设全市取用水在线监测平台，实现年取水量5万立方米以上用水户监测全覆盖。"),
        *body("特此报告。"),
        BLANK,
        Block("signature", ISSUER),
        Block("date", "2026年2月6日"),
        Block("note", "（联系人：杜清和，联系电话：0900-2345678）"),
        Block("copy-to", "抄送：市发展改革委，市财政局，市统计局。", before=230),
        Block("imprint", f"{ISSUER}办公室\t2026年2月9日印发"),
    ]


def _use() -> tuple[tuple[str, ...], ...]:
    head = ("序号", "县（区）", "2024年（万立方米）", "2025年（万立方米）", "下降")
    rows = [
        (str(number), county, str(before), str(now), f"{(before - now) / before:.1%}")
        for number, (county, (before, now)) in enumerate(USE.items(), 1)
    ]
    before, now = (sum(column) for column in zip(*USE.values(), strict=True))
    return (head, *rows, ("13", "全市合计", str(before), str(now), f"{(before - now) / before:.1%}"))


def _projects() -> tuple[tuple[str, ...], ...]:
    head = ("序号", "项目名称", "完成投资（万元）", "完成情况")
    names = (
        ("青岚灌区节水改造", "2860", "已完工"),
        ("白鹭灌区节水改造", "1945", "已完工"),
        ("云溪区管网改造一期", "3120", "已完工"),
        ("泽西区管网改造二期", "2740", "完成进度85%"),
        ("临港区再生水厂扩建", "5680", "完成进度70%"),
        ("高新区再生水管网", "1890", "已完工"),
        ("取用水在线监测平台", "960", "完成进度60%"),
        ("公共机构节水器具更换", "415", "已完工"),
    )
    return (head, *((str(number), *row) for number, row in enumerate(names, 1)))
