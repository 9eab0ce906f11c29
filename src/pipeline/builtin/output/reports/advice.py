"""What to do about a document that was not checked, by the code of its reason."""

from pipeline.model.text import Text

ADVICE: dict[str, Text] = {
    "damaged": Text(
        "文件已损坏。用办公软件打开并另存一份；打不开就向来文单位重新要一份。",
        "Damaged. Open it in an office program and save a copy; if it does not open, ask its sender for a new one.",
    ),
    "password": Text(
        "文件加了密码。用密码打开，去除密码后另存，再检查一次。",
        "Protected. Open it with its password, save it without one, and run again.",
    ),
    "no-text": Text(
        "没有文字。多半是扫描件：先做文字识别（OCR），或找到可编辑的原稿。",
        "No text. Most likely a scan: recognise its text (OCR) first, or find the editable original.",
    ),
    "unsupported-content": Text(
        "内容形式尚不支持。用办公软件另存为普通的 docx 或 pdf。",
        "Content of a form not supported. Save it as an ordinary docx or pdf from an office program.",
    ),
    "wrong-type": Text(
        "扩展名与内容不符。改正扩展名，或用办公软件另存为 docx。",
        "The name does not fit the content. Correct the ending, or save it as docx from an office program.",
    ),
    "encoding": Text(
        "文字编码无法判断。用文本编辑器打开，另存为 UTF-8 编码。",
        "Unknown text encoding. Open it in a text editor and save it with the encoding UTF-8.",
    ),
    "limit": Text(
        "文件过大或结构异常。确认来源可靠后，拆成几份再检查。",
        "Too large or oddly built. Make sure you trust where it comes from, then split it.",
    ),
    "empty": Text("文件里没有内容。重新导出或重新传输。", "Empty. Export or transfer it again."),
    "unreadable": Text(
        "文件打不开。检查文件的读取权限，以及磁盘或网络位置是否可用。",
        "Cannot be opened. Check its permissions, and that its disk or share is there.",
    ),
    "changing": Text(
        "检查时文件正在变化。等文件写完或同步完成后再检查一次。",
        "It was changing. Wait until it is written or synchronised, then run again.",
    ),
    "vanished": Text(
        "文件在检查期间被移走或删除。确认位置后再检查一次。",
        "It was moved or deleted meanwhile. Find it, then run again.",
    ),
    "timeout": Text(
        "处理时间过长。多半是文件过大或结构异常：拆成几份，或用办公软件另存后再检查；也可以用 --timeout 放宽时限。",
        "It took too long, mostly a file too large or oddly built: split it, or save it anew from an office program; "
        "--timeout allows more time.",
    ),
    "memory": Text(
        "占用内存过多。把文件拆成几份再检查，或用 --memory 放宽上限。",
        "It took too much memory. Split it, or allow more with --memory.",
    ),
    "crash": Text(
        "文件使处理程序崩溃，其他文件不受影响。用办公软件打开并另存一份，再检查一次。",
        "It crashed its worker; no other document is affected. Save a copy from an office program and run again.",
    ),
    "export": Text(
        "结果写不出来。检查输出文件夹的权限、剩余空间和路径长度。",
        "The result could not be written. Check the output folder: permissions, free space, length of paths.",
    ),
    "taken": Text(
        "结果的位置上有不是本程序写的文件，未处理以免覆盖。把那个文件移出输出文件夹，再检查一次。",
        "A file that is not ours lies where the result goes; nothing was overwritten. Move it out of the output folder "
        "and run again.",
    ),
    "internal": Text(
        "这是程序的缺陷。请把这条信息报告给维护人员。", "A fault of the program. Please report this message."
    ),
    "unsupported": Text(
        "不支持的文件类型。需要检查的话，另存为 docx、pdf 或 txt。",
        "A type that is not supported. If it should be checked, save it as docx, pdf or txt.",
    ),
    "not-regular": Text(
        "快捷方式、设备等，不是普通文件。需要检查的话，放入文件本身。",
        "A link, device or the like, no regular file. If it should be checked, put the file itself there.",
    ),
    "unsettled": Text(
        "文件刚刚改动过，不用处理，下次运行会检查。", "It has only just changed; nothing to do, the next run takes it."
    ),
    "temporary": Text(
        "办公软件或系统的临时文件，不用处理。", "Temporary files of an office program or the system; nothing to do."
    ),
}
