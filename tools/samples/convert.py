"""PDFs by LibreOffice."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

STAND_INS = {
    "方正小标宋简体": ("FandolSong", "Noto Serif CJK SC"),
    "仿宋_GB2312": ("FandolFang", "FandolFang R"),
    "楷体_GB2312": ("FandolKai", "AR PL UKai CN"),
    "黑体": ("FandolHei", "Noto Sans CJK SC"),
    "宋体": ("FandolSong", "Noto Serif CJK SC"),
}
"""Free fonts of the same class for a machine without the ones that offices use."""


class ConversionError(RuntimeError):
    """LibreOffice is missing, or made no PDF."""


def convert(sources: Sequence[Path], folder: Path, fonts: Path | None = None) -> None:
    """Write a PDF of each docx into ``folder``. ``fonts`` is a folder of more fonts to use.

    Raises :class:`ConversionError`.
    """
    said = attempt(sources, folder, fonts)
    for source in sources:
        if not Path(folder, f"{source.stem}.pdf").exists():
            raise ConversionError(f"soffice 未能转换 / soffice did not convert {source.name}: {said}")


def attempt(sources: Sequence[Path], folder: Path, fonts: Path | None = None, seconds: float | None = None) -> str:
    """Write a PDF of each docx that LibreOffice makes one of, in one call; returns what it complained of.

    A call that takes longer than ``seconds`` is ended; what it has made until then is kept.
    Raises :class:`ConversionError` where LibreOffice is missing.
    """
    office = shutil.which("soffice")
    if office is None:
        raise ConversionError("没有找到 soffice：请安装 LibreOffice / soffice not found: install LibreOffice")
    with tempfile.TemporaryDirectory() as scratch:
        settings = Path(scratch, "fonts.conf")
        settings.write_text(_font_settings(fonts), encoding="utf-8")
        profile = Path(scratch, "profile").as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", scratch]
        with subprocess.Popen(
            [*command, *map(str, sources)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "FONTCONFIG_FILE": str(settings)},
            start_new_session=True,  # soffice is a script around the program: both must end
        ) as run:
            try:
                said = run.communicate(timeout=seconds)[1]
            except subprocess.TimeoutExpired:
                os.killpg(run.pid, signal.SIGKILL)
                run.communicate()
                said = f"longer than {seconds:.0f} s"
        for source in sources:
            made = Path(scratch, f"{source.stem}.pdf")
            if made.exists():
                shutil.move(made, folder / made.name)
        return said.strip()


def _font_settings(fonts: Path | None) -> str:
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><accept>'
        + "".join(f"<family>{other}</family>" for other in others)
        + "</accept></alias>"
        for name, others in STAND_INS.items()
    )
    more = f"<dir>{fonts.resolve()}</dir>" if fonts else ""
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{more}{aliases}</fontconfig>'
    )
