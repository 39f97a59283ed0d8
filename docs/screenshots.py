"""Takes the pictures of the documentation from a Release of the demo, with the Chromium that is installed."""

import argparse
import shutil
import socket
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Page, sync_playwright

DESK, PHONE = 1280, 390
"""Width of the window in pixels."""
ADDRESSES = {
    "overview": ("", 1150),
    "find": ("find?chapter=V&sids=true", 1100),
    "state": ("states/XJ", 1500),
    "trends": ("trends", 1100),
    "evidence": ("needs/XJ-NOZRC5PH", 1250),
}
"""Name of the picture: address below the language, and height of the window in pixels."""
SHOTS = {
    f"{name}{'' if language == 'en' else f'-{language}'}": (f"/{language}/{address}", DESK, height)
    for name, (address, height) in ADDRESSES.items()
    for language in ("en", "ar")
} | {f"phone-{language}": (f"/{language}/find?chapter=V&sids=true", PHONE, 1100) for language in ("en", "ar")}
"""Name of the picture: address, and size of the window in pixels."""
COLOURS = 128
"""Of a picture: enough for pages of few colours, at a third of the weight."""

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main() -> None:
    """Serve the Release, take each picture, stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--release", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    browser = shutil.which("chromium")
    if browser is None:
        sys.exit("no chromium found; install it with: apt-get install chromium")
    chosen.out.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [Path(sys.executable).with_name("article60"), "serve", "--release", chosen.release, "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/en/")
        with sync_playwright() as playwright:
            page = playwright.chromium.launch(executable_path=browser, args=QUIET).new_page()
            for name, (address, width, height) in SHOTS.items():
                take(page, f"http://127.0.0.1:{port}{address}", chosen.out / f"{name}.png", width=width, height=height)
    finally:
        server.terminate()
        server.wait()


def take(page: Page, address: str, file: Path, *, width: int, height: int) -> None:
    """One picture of one page, as much of it as a window of that size shows."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address, wait_until="networkidle")
    Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str) -> None:
    """Return when the address answers. Raises TimeoutError after 15 seconds."""
    for _ in range(150):
        try:
            with urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


if __name__ == "__main__":
    main()
