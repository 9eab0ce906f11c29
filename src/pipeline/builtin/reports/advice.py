"""What to do about a document that was not checked, by the code of its reason."""

from pipeline.model import Text

ADVICE: dict[str, Text] = {
    "damaged": Text(
        "用办公软件打开并另存一份；打不开就向来文单位重新要一份。",
        "Open it in an office program and save a copy; if it does not open, ask its sender for a new one.",
    ),
    "password": Text(
        "用密码打开，去除密码后另存，再检查一次。", "Open it with its password, save it without one, and run again."
    ),
    "no-text": Text(
        "多半是扫描件：先做文字识别（OCR），或找到可编辑的原稿。",
        "Most likely a scan: recognise its text (OCR) first, or find the editable original.",
    ),
    "unsupported-content": Text(
        "用办公软件另存为普通的 docx 或 pdf。", "Save it as an ordinary docx or pdf from an office program."
    ),
    "wrong-type": Text(
        "扩展名与内容不符：改正扩展名，或用办公软件另存为 docx。",
        "The name does not fit the content: correct the ending, or save it as docx from an office program.",
    ),
    "encoding": Text(
        "用文本编辑器打开，另存为 UTF-8 编码。", "Open it in a text editor and save it with the encoding UTF-8."
    ),
    "limit": Text(
        "文件过大或结构异常：确认来源可靠后，拆成几份再检查。",
        "It is too large or oddly built: make sure you trust where it comes from, then split it.",
    ),
    "empty": Text("文件里没有内容：重新导出或重新传输。", "There is nothing in it: export or transfer it again."),
    "unreadable": Text(
        "检查文件的读取权限，以及磁盘或网络位置是否可用。", "Check its permissions, and that its disk or share is there."
    ),
    "changing": Text(
        "等文件写完或同步完成后再检查一次。", "Wait until it is written or synchronised, then run again."
    ),
    "vanished": Text(
        "文件在检查期间被移走或删除：确认位置后再检查一次。", "It was moved or deleted meanwhile: find it, then run again."
    ),
    "export": Text(
        "检查输出文件夹的权限、剩余空间和路径长度。",
        "Check the output folder: permissions, free space, length of paths.",
    ),
    "internal": Text(
        "这是程序的缺陷：请把这条信息报告给维护人员。", "A fault of the program: please report this message."
    ),
    "unsupported": Text(
        "需要检查的话，另存为 docx、pdf 或 txt。", "If it should be checked, save it as docx, pdf or txt."
    ),
    "not-regular": Text("不用处理；需要检查的话，放入文件本身。", "Nothing; if it should be checked, put the file itself there."),
    "temporary": Text("不用处理。", "Nothing."),
}
