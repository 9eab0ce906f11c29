"""Take the pictures of a document's page for both READMEs: ``python -m tools.report_image FOLDER``."""

import base64
import io
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from selenium import webdriver
from selenium.webdriver.common.by import By

from pipeline.batch import run
from pipeline.plan.plan import Plan

SAMPLE = Path(__file__).parent.parent / "sample_inputs" / "通知-有误.docx"
WIDTH, HEIGHT = 1280, 1040
STEPS = 2
"""How many findings to walk."""
COLOURS = 128


PICTURES = {"zh": "report.png", "en": "report.en.png"}


def main(folder: Path) -> None:
    """Write the picture in every language into ``folder``."""
    for lang, name in PICTURES.items():
        _take(lang, folder / name)


def _take(lang: str, target: Path) -> None:
    """Check the sample, open its page, walk some findings, and write what is seen."""
    with tempfile.TemporaryDirectory() as folder:
        run.run(Plan(executor="serial", lang=lang), [SAMPLE], Path(folder))
        picture = Image.open(io.BytesIO(_seen((Path(folder) / f"{SAMPLE.name}.html").as_uri())))
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


def _seen(address: str) -> bytes:
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    options.binary_location = shutil.which("chromium") or ""
    driver = webdriver.ChromeService(shutil.which("chromedriver"))  # named, so that none is looked for on the network
    with webdriver.Chrome(options=options, service=driver) as browser:
        size = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.get(address)
        browser.find_element(By.TAG_NAME, "body").send_keys("j" * STEPS)
        return base64.b64decode(browser.get_screenshot_as_base64())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
