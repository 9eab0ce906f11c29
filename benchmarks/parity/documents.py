"""Ten official documents of our own, each with a trait that could part docx from pdf, most with errors in the text."""

from benchmarks.parity import long_plan
from tools.samples import notice, report, self_examination
from tools.samples.blocks import BLANK, Block, body, heading


def documents() -> dict[str, list[Block]]:
    """The blocks of each document by name."""
    return {
        "typed-numbers": notice.faulty(),
        "automatic-numbers": automatic_numbers(),
        "tables": report.clean(),
        "text-box": text_box(),
        "signature-over-pages": signature_over_pages(),
        "mixed-fonts": mixed_fonts(),
        "run-on-headings": self_examination.faulty(),
        "long-title": long_title(),
        "attachment": attachment(),
        "many-pages": long_plan.blocks(),
    }


def automatic_numbers() -> list[Block]:
    """Every number made by the editor, four levels, with two placeholders."""
    return [
        Block("title", "云泽市教育局关于做好2026年秋季学期开学工作的通知"),
        BLANK,
        Block("addressee", "各县（区）教育局，市直各学校："),
        *body("为确保2026年秋季学期平稳有序开学，现将有关事项通知如下。"),
        heading(1, "做好开学准备", automatic=True),
        heading(2, "校园环境整治", automatic=True),
        heading(3, "全面检修校舍。", "8月20日前完成教室、宿舍和食堂的检修，建立台账。", automatic=True),
        heading(3, "清理周边环境。", "会同有关部门清理校园周边200米范围内的流动摊点。", automatic=True),
        heading(4, "重点整治占道经营。", "由城管部门牵头，8月25日前完成。", automatic=True),
        heading(4, "重点整治无证经营。", "由市场监管部门牵头，8月25日前完成。", automatic=True),
        heading(2, "师资配备", automatic=True),
        *body("各县（区）要按照编制标准配齐教师，缺额xx名以上的，于8月15日前报市教育局。"),
        heading(1, "规范招生秩序", automatic=True),
        heading(2, "严格执行招生计划", automatic=True),
        *body("一是严禁无计划、超计划招生。二是严禁提前组织招生。三是严禁变相收取费用。。"),
        heading(2, "落实公示制度", automatic=True),
        *body("各学校要通过网站、公示栏公开招生结果，公示时间不少于5个工作日。"),
        heading(1, "加强督导检查", automatic=True),
        *body("市教育局将于9月上旬开展专项督导，联系人：×××。"),
        BLANK,
        Block("signature", "云泽市教育局"),
        Block("date", "2026年7月20日"),
    ]


def text_box() -> list[Block]:
    """A box with contact details between two paragraphs of the body."""
    return [
        Block("title", "白鹭县应急管理局关于汛期安全检查情况的通报"),
        BLANK,
        Block("addressee", "各乡镇人民政府，县有关单位："),
        *body("6月10日至18日，县应急管理局对全县12座小型水库和36处山洪灾害危险区开展检查，现将有关情况通报如下。"),
        heading(1, "一、总体情况"),
        *body("各乡镇落实防汛责任制总体较好，12座水库均明确行政、技术和巡查责任人，，应急预案修订率达到100%。"),
        Block("text-box", "值班电话：0900-4567890\v值班地点：县应急指挥中心"),
        heading(1, "二、存在问题"),
        heading(2, "（一）物资储备不足。", "4个乡镇编织袋储备量低于规定标准，2个乡镇未储备发电机。"),
        heading(2, "(二)预警设备老化。", "部分村组预警广播无法正常使用，涉及村组××个。"),
        heading(1, "三、整改要求"),
        *body("有关乡镇要于6月30日前完成整改，并将整改情况书面报县应急管理局。"),
        BLANK,
        Block("signature", "白鹭县应急管理局"),
        Block("date", "2026年6月22日"),
    ]


def signature_over_pages() -> list[Block]:
    """The name is the last line of the first page, the date the first of the second."""
    lead = [
        Block("title", "石桥县林业局关于报送防火物资清单的函"),
        BLANK,
        Block("addressee", "石桥县应急管理局："),
        *body("现将我局2026年春季森林防火物资有关情况函告如下。"),
    ]
    names = ("灭火机", "割灌机", "高压水泵", "对讲设备", "防护服装", "照明设备", "运输车辆", "帐篷被褥", "急救药品")
    items = [heading(1, f"{'一二三四五六七八九'[n]}、{name}{12 * n + 30}件") for n, name in enumerate(names)]
    return [
        *lead,
        *items,
        *body(
            "以上物资存放于县、乡两级物资库，由专人保管。",
            "我局每月盘点一次，防止物资过期、损坏和丢失。",
            "请贵局汇总后统一调度，需要补充的及时告知。",
            "库存发生变化的，我局将另行函告。",
            "联系人：xx，联系电话：0900-5678901。",
            "专此函达。",
        ),
        BLANK,
        Block("signature", "石桥县林业局"),
        Block("date", "2026年3月2日"),
    ]


def mixed_fonts() -> list[Block]:
    """Paragraphs pasted from elsewhere: other fonts, sizes, Latin letters."""
    return [
        Block("title", "云泽市数据局关于推进“一网通办”的实施方案"),
        BLANK,
        Block("body", "为深化“一网通办”改革，依据GB/T 9704—2012等标准，制定本方案。", latin="Times New Roman"),
        heading(1, "一、主要目标"),
        Block("body", "到2026年底，政务服务事项网办率达到98%，平均办理时限压缩65%以上。", font="宋体", size=12),
        Block("body", "建设统一的API网关，接入部门业务系统不少于40个。", latin="Times New Roman"),
        heading(1, "二、重点任务"),
        Block("heading", "（一）统一入口。", level=2, font="黑体", run_on="整合网站、App和小程序，实现同一账号登录。"),
        Block(
            "heading", "（三）统一标准。", level=2, run_on="编制数据元标准，覆盖3200个数据项。", latin="Times New Roman"
        ),
        Block("body", "上述任务由市数据局牵头，每季度通报一次进展情况，，通报抄报市政府。", font="楷体_GB2312"),
        heading(1, "三、保障措施"),
        Block("body", "落实经费TODO万元，由市财政局统筹安排。", latin="Times New Roman"),
        BLANK,
        Block("signature", "云泽市数据局"),
        Block("date", "2026年4月9日"),
    ]


def long_title() -> list[Block]:
    """A title that the editor wraps, after the red head."""
    return [
        Block("issuer-mark", "青岚县人民政府文件"),
        BLANK,
        BLANK,
        Block("document-number", "青政发〔2026〕11号"),
        BLANK,
        BLANK,
        Block("title", "青岚县人民政府关于公布2026年度县级重点民生实事项目建设任务和责任分工的通知"),
        BLANK,
        Block("addressee", "各乡镇人民政府，县政府各部门："),
        *body("经县第十八届人民代表大会第五次会议票决，确定2026年度县级重点民生实事项目10项，现予公布。"),
        heading(1, "一、落实建设责任"),
        *body("各牵头单位要制定实施方案，明确时间节点，做到按月调度、按季通报。"),
        heading(1, "三、强化要素保障"),
        *body("发展改革、财政、自然资源等部门要优先保障项目审批、资金和用地。。"),
        heading(1, "四、严格监督考核"),
        *body("项目完成情况纳入年度考核，联系人：【待定】，联系电话：0900-6789012。"),
        BLANK,
        Block("signature", "青岚县人民政府"),
        Block("date", "2026年2月27日"),
        Block("note", "（此件公开发布）"),
    ]


def attachment() -> list[Block]:
    """A 通知 that issues a 办法, which follows as its attachment with chapters and articles."""
    articles = (
        ("第一章　总则", ("为规范会议室使用管理，提高使用效率，制定本办法。", "本办法适用于局机关各科室。")),
        (
            "第二章　申请和使用",
            (
                "使用会议室应当提前1个工作日提出申请，说明会议名称、参会人数和使用时间。",
                "同一时段有多个申请的，按照下列顺序安排：",
                "使用结束后，应当及时关闭电源、清理场地。",
            ),
        ),
        ("第三章　附则", ("本办法自2026年6月1日起施行。",)),
    )
    blocks: list[Block] = []
    number = 0
    for chapter, texts in articles:
        blocks.append(Block("centred", chapter, font="黑体"))
        for text in texts:
            number += 1
            blocks += body(f"第{'一二三四五六'[number - 1]}条　{text}")
            if text.endswith("："):
                blocks += body("（一）局党组会议、局长办公会议；", "（二）全局性工作会议；", "（三）科室会议。")
    return [
        Block("title", "南屏县统计局关于印发《会议室使用管理办法》的通知"),
        BLANK,
        Block("addressee", "局机关各科室："),
        *body("《会议室使用管理办法》已经局长办公会议审议通过，现印发给你们，请遵照执行。。"),
        BLANK,
        Block("attachment-note", "附件：1.会议室使用管理办法"),
        Block("attachment-note", "2.会议室使用申请要点"),
        BLANK,
        Block("signature", "南屏县统计局"),
        Block("date", "2026年5月18日"),
        Block("attachment", "附件1"),
        BLANK,
        Block("attachment-title", "会议室使用管理办法"),
        BLANK,
        *blocks,
        Block("attachment", "附件2"),
        BLANK,
        Block("attachment-title", "会议室使用申请要点"),
        BLANK,
        heading(3, "1.写明会议名称和主办科室。"),
        heading(3, "2、写明参会人数和使用时间。"),
        heading(3, "3.需要视频设备的，提前通知xx科。"),
    ]
