"""Waits until the replica on a port answers: python deploy/healthy.py 8501. Exit code 1 after 90 seconds."""

import sys
import time
from urllib.request import urlopen

address = f"http://127.0.0.1:{int(sys.argv[1])}/_stcore/health"
deadline = time.monotonic() + 90
while True:
    try:
        urlopen(address, timeout=90).close()
        break
    except OSError as error:
        if time.monotonic() > deadline:
            sys.exit(f"{address}: {error}")
        time.sleep(0.2)
