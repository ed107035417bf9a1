"""What does a first visit cost? From the start of the server to a painted map, and the bytes that a browser fetches.

    python -m benchmarks.first_visit [--path /] [--address https://HOST]

Starts a server of its own, on an environment that is there; --address asks one that runs already, such as nginx before
two replicas (a certificate that nobody knows is taken). Bytes are those on the wire, with the websocket's messages.
"""

import argparse
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS, chromium, open, serving


def visited(browser: Browser, address: str, path: str) -> str:
    """One row: requests, bytes of files and of messages, seconds to the painted map."""
    page = browser.new_context(base_url=address, ignore_https_errors=True).new_page()
    files, messages = [], []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda told: files.append(told["encodedDataLength"]))
    session.on("Network.webSocketFrameReceived", lambda told: messages.append(len(told["response"]["payloadData"])))
    begun = time.monotonic()
    open(page, path)
    taken = time.monotonic() - begun
    page.context.close()
    # messages come as base64: four letters for three bytes
    return f"{len(files)} | {sum(files) / 1e6:.2f} | {sum(messages) * 3 / 4 / 1e6:.2f} | {taken:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--path", default="/")
    parser.add_argument("--address", help="of a server that runs already")
    options = parser.parse_args()
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium(playwright), args=list(FLAGS))
        begun = time.monotonic()
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        address = options.address or stack.enter_context(serving(home))
        print(f"started after {time.monotonic() - begun:.1f} s")
        print("| | requests | files MB | messages MB | s to the map |\n|---|--:|--:|--:|--:|")
        for visit in ("first", "second browser"):
            print(f"| {visit} | {visited(browser, address, options.path)} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
