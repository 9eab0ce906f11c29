"""The proof of the rule no-placeholder: what is no blank, what others fill in, and what was forgotten."""

from pipeline.contract.drafts import Draft, Para
from pipeline.contract.rule import Bad, Good

NOTICE = (
    "关于做好2026年防汛工作的通知\n各区人民政府，市政府各部门：\n为做好今年的防汛工作，现将有关事项通知如下，请认真组织落实。"
    "\n"
)
PROMPT = {"placeholder": ""}

NO_BLANKS = (
    Good("场地长3×4米，用210mm×297mm的纸，得分＝单价×数量。"),
    Good("工作服尺码为XXL，网址为www.xxx.com，电话138****1234，代码0xFF。"),
    Good("Article XX of the agreement and the XX chromosome."),
    Good("张某某等三人参加了X光检查和第XXIII期培训。"),
    Good("**总体要求**：坚持**预防为主**的方针。"),
    Good("甲方：______\n乙方：______\n日期：____年____月____日"),
    Good("申请人（签字）______"),
    Good("软件需求说明\nTBD问题列表见附录，每个TBD的负责人由组长指定。"),
    Good("两类情形（此处不再区分）均适用，具体名单（此处略）另行印发。"),
    Good("江州市东湖区人民法院\n民事判决书\n原告张某，住江州市××路××号。\n本院认为，合同有效。"),
    Good("【时间】5月8日\n[摘要]本文讨论调度。\n各单位（含各镇[街道]、部门[单位]）：见[联系方式](a.html)，另见[3]。"),
    Good(Draft((Para("抓好落实。", number="XX."), Para("按期办结。", number="xxx)")))),
    Good("公式见图\\ref{xxx}，密码为******，邮箱***@***，调用obj->XXX(a)，车牌江A·×××××。"),
    Good("公安机关将张××、李××抓获，黄××在逃。"),
    Good("一、用户驱动程序**\n本节介绍驱动程序的用法，见下。"),
    Good("女性的性染色体为XX，男性为XY。"),
)
SPOKEN_ABOUT = (
    Good("材料以“XX学院+姓名”命名，邮件主题注明“XX学院”或“XX中心报名表”，裁定书以“××中级人民法院”名义作出。"),
    Good("文件名格式统一为：XX部部长竞选加名字。实践地点应详写，例：云泽省××市××区××乡。"),
    Good("请在邮件主题中注明XX学院+姓名+电话。"),
    Good("文中用××表示尚未公布的名称，具体到×省××市××县。"),
    Good("团队名称按以下格式统一填写：\n本地团队：云泽大学×××学院实践团。"),
)
OF_OTHERS = (
    Bad("报价函（格式）\n⟦XXXX⟧（采购人名称）：\n我方愿以XX万元承担该项目。\n日期：××年××月××日", scope="document"),
    Bad("江州市防汛服务采购合同\n甲方：⟦[填写甲方名称]⟧\n乙方：[填写乙方名称]\n服务地点：[填写地点]", scope="document"),
    Bad(
        NOTICE
        + "请各区填写附件，于5月8日前报送。\n附件：防汛值班登记表\n附件\n防汛值班登记表\n⟦××⟧区，值班人×××，××月××日"
        "，本周共出动人员××人次。",
        scope="document",
    ),
    Bad(NOTICE + "请于5月8日前报送《⟦××⟧区防汛预案》。"),
    Bad(NOTICE + "请于5月8日前报送附件。\n\n附件：⟦××⟧区值班名单\n\n云泽市人民政府办公室\n2026年5月8日"),
    Bad("我叫⟦XXX⟧，就读于XX大学，现向党组织提出申请，请党组织考察。", scope="document"),
    Bad("防汛条例（模板）\n本条例自⟦××××⟧年×月×日起施行。", scope="document"),
)
FORGOTTEN = (
    Bad("⟦××⟧市人民政府关于⟦×××⟧的通知"),
    Bad(NOTICE + "经⟦XX⟧局研究，由⟦xx⟧同志负责，⟦20XX⟧年完成。"),
    Bad(NOTICE + "2026年⟦×⟧月⟦×⟧日，⟦＊＊⟧县⟦**⟧镇召开会议。"),
    Bad(NOTICE + "共有职工⟦**⟧人，其中党员⟦**⟧人，参加抢险的有⟦**⟧人。"),
    Bad(NOTICE + "联系电话⟦XXX-XXXXXXX⟧，合同金额⟦XX,XXX⟧元。"),
    Bad(NOTICE + "会议地点：⟦【待定】⟧，经费⟦[待补充]⟧万元⟦（此处填写大写金额）⟧。"),
    Bad(NOTICE + "本项工作由⟦___⟧牵头，⟦TODO⟧：补充数据。"),
    Bad(
        "关于报送防汛工作情况的报告\n⟦[主送单位]⟧：\n现将今年以来全市防汛工作的主要情况报告如下，请予审阅。\n"
        "后续工作由⟦[责任单位二]⟧于⟦[日期]⟧前办结（联系人：⟦[联系人]⟧），报⟦【单位名称】⟧备案。"
    ),
    Bad(NOTICE + "截至⟦[日期]⟧，已拨付经费⟦[金额]⟧元。"),
    Bad(NOTICE + "投资额⟦【】⟧亿元，管网⟦X⟧公里，惠及⟦X⟧人⟦（数据待核实）⟧，签发人：⟦□□□⟧"),
    Bad(NOTICE + "税率⟦X⟧%，费用⟦×⟧万元，“⟦××⟧行动”取得成效。"),
    Bad(NOTICE + "设备保修期≥⟦X⟧年，故障响应时间≤⟦X⟧小时。"),
    Bad(Draft((Para("联系人："), Para("⟦单击此处输入文字。⟧", marks=PROMPT)))),
    Good(Draft((Para("甲方：____，乙方：____，日期：____"), Para("单击此处输入文字。", marks=PROMPT)))),
    Bad("会议记录\n讨论成员的分工。⟦（待补充）⟧"),
    Bad("本次共计多收⟦XX⟧元，已如数退还。"),
    Bad("〔2026〕⟦×⟧号印发", options={"severity": "warning"}),
)
EXAMPLES = (*NO_BLANKS, *SPOKEN_ABOUT, *OF_OTHERS, *FORGOTTEN)
