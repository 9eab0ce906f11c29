"""A 方案 of many pages with four levels of headings, put together from parts."""

from tools.samples.blocks import BLANK, Block, body, heading

FIELDS = ("农村供水", "道路交通", "医疗卫生", "义务教育", "养老服务", "文化体育")
TASKS = ("完善基础设施", "优化服务供给", "健全管护机制")
STEPS = ("摸清底数", "编制清单", "组织实施")
NUMERALS = "一二三四五六七八九十"


def blocks() -> list[Block]:
    """The document; every fourth task has an error in its text."""
    made = [
        Block("title", "松溪县提升基本公共服务水平\v三年行动方案"),
        Block("centred", "（2026—2028年）"),
        BLANK,
        *body("为补齐民生短板，提升全县基本公共服务水平，结合我县实际，制定本方案。"),
        heading(1, "一、总体要求"),
        *body("坚持尽力而为、量力而行，用三年时间基本实现城乡公共服务设施布局合理、功能完善、运行高效。"),
    ]
    for at, name in enumerate(FIELDS, 1):
        made.append(heading(1, f"{NUMERALS[at]}、提升{name}保障能力"))
        for place, task in enumerate(TASKS):
            made.append(heading(2, f"（{NUMERALS[place]}）{task}"))
            made += _task(name, task, at * len(TASKS) + place)
    made += [
        heading(1, "八、组织保障"),
        *body("成立由县政府主要负责同志任组长的领导小组，领导小组办公室设在县发展改革局，负责统筹协调和督促落实。"),
        BLANK,
        Block("signature", "松溪县发展和改革局"),
        Block("date", "2026年3月30日"),
    ]
    return made


def _task(name: str, task: str, seed: int) -> list[Block]:
    doubled = "。。" if seed % 4 == 0 else "。"
    count = "xx" if seed % 4 == 1 else str(seed * 3)
    mark = "、" if seed % 4 == 2 else "."
    made = body(
        f"围绕{name}领域群众反映集中的问题，按照“一年打基础、两年见成效、三年上台阶”的步骤，"
        f"统筹推进{task}各项工作，到2028年底实施项目{count}个{doubled}"
    )
    for number, step in enumerate(STEPS, 1):
        point = mark if number == 2 else "."
        made.append(
            heading(
                3,
                f"{number}{point}{step}。",
                f"由{name}主管部门牵头，会同乡镇人民政府开展工作，2026年{seed % 6 + 3}月底前完成{name}{step}任务，"
                "完成情况报县发展改革局备案，纳入年度综合考核范围。",
            )
        )
    made.append(heading(4, "（1）明确责任。", "每个项目确定一名县级领导、一个牵头部门和一套工作班子。"))
    made.append(heading(4, "（2）严格时限。", "逐项制定时间表和路线图，对进度滞后的项目及时预警、限期整改。"))
    return made
