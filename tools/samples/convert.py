"""PDFs by LibreOffice."""

import os
import shutil
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
    office = shutil.which("soffice")
    if office is None:
        raise ConversionError("没有找到 soffice：请安装 LibreOffice / soffice not found: install LibreOffice")
    with tempfile.TemporaryDirectory() as scratch:
        settings = Path(scratch, "fonts.conf")
        settings.write_text(_font_settings(fonts), encoding="utf-8")
        run = subprocess.run(
            [
                office,
                f"-env:UserInstallation={Path(scratch, 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                scratch,
                *map(str, sources),
            ],
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "FONTCONFIG_FILE": str(settings)},
        )
        for source in sources:
            made = Path(scratch, f"{source.stem}.pdf")
            if not made.exists():
                raise ConversionError(f"soffice 未能转换 / soffice did not convert {source.name}: {run.stderr.strip()}")
            shutil.move(made, folder / made.name)


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
