"""How many viewers does one process on one core serve? Prints a table for README.md.

    python -m benchmarks.load [--viewers 100,200,300] [--seconds 60] [--think 5] [--address http://HOST:PORT]
    python -m benchmarks.load --viewers 100 --seconds 3600 --every 300      # does its memory grow?

A viewer is a websocket that does what people do: opens the ranking, switches the level, moves the period, opens a
profile, goes back; between an answer and the next act it thinks, half to one and a half times --think seconds, drawn
from a seed. Viewers arrive over one time of thinking, and what is answered before all are there does not count; before
them one goes through every screen and period, for the server keeps what it has once computed. Counted is the time from
an act to the last message of its run. The server is one process of our own, pinned to the first core, and the viewers
to the others (Linux); --address asks a server that is there already, such as nginx before two replicas, whose memory is
not told.
"""

import argparse
import asyncio
import os
import random
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from benchmarks.stage_soak import resident
from tests.browser.conftest import ROOT, wait_until_healthy

PROVINCES, REGENCIES = "edition=provinsi-2024", "edition=kabkota-simulasi-2026"
PERIODS = [f"{year}-{month:02d}" for year in (2024, 2025, 2026) for month in range(1, 10)]
CODES = ("11", "31", "32", "33", "34", "35", "64", "73")
GIVE_UP = 60  # seconds


def acts(chance: random.Random):
    """What somebody does, without end: the screen and what its address asks for."""
    yield "", PROVINCES
    while True:
        yield "peringkat", PROVINCES
        yield "peringkat", REGENCIES
        for _ in range(chance.randint(1, 3)):
            yield "peringkat", f"{REGENCIES}&period={chance.choice(PERIODS)}"
        yield "profil", f"{PROVINCES}&region={chance.choice(CODES)}"
        yield "", PROVINCES


async def answer(socket, path: str, query: str) -> tuple[float, int]:
    """Asks for a screen; seconds until its run has ended, and bytes."""
    ask, begun, size = BackMsg(), time.monotonic(), 0
    ask.rerun_script.page_name, ask.rerun_script.query_string = path, query
    await socket.send(ask.SerializeToString())
    while True:
        message = await asyncio.wait_for(socket.recv(), GIVE_UP)
        size += len(message)
        # the last message is small; others need not be read
        if len(message) < 1000 and ForwardMsg.FromString(message).WhichOneof("type") == "script_finished":
            return time.monotonic() - begun, size


def session(address: str):
    """A websocket as a browser opens it."""
    own = {"ssl": ssl._create_unverified_context()} if address.startswith("https") else {}
    return connect(
        address.replace("http", "ws", 1) + "/_stcore/stream", subprotocols=["streamlit", "none"], origin=address,
        max_size=None, compression=None, open_timeout=GIVE_UP, **own,
    )  # fmt: skip


async def viewer(n: int, options: argparse.Namespace, until: float, found: list[tuple[float, float, int]]) -> None:
    """One person; `found`: when an answer was complete, after how many seconds, of how many bytes."""
    chance = random.Random(n)
    await asyncio.sleep(chance.uniform(0, options.think))
    async with session(options.address) as socket:
        for path, query in acts(chance):
            if time.monotonic() > until:
                return
            taken, size = await answer(socket, path, query)
            found.append((time.monotonic(), taken, size))
            await asyncio.sleep(options.think * chance.uniform(0.5, 1.5))


async def warmed(address: str) -> str:
    """What the first to ask for each screen waits."""
    asked = [("", PROVINCES), ("peringkat", PROVINCES), ("peringkat", REGENCIES)]
    asked += [("peringkat", f"{REGENCIES}&period={period}") for period in PERIODS]
    asked += [("profil", f"{PROVINCES}&region={code}") for code in CODES]
    async with session(address) as socket:
        taken = [(await answer(socket, *one))[0] for one in asked]
    median, slowest = statistics.median(taken) * 1000, max(taken) * 1000
    return f"The first to ask: {len(taken)} screens, median {median:.0f} ms, slowest {slowest:.0f} ms."


async def watched(pid: int | None, every: float, until: float) -> None:
    """Prints the memory of the server every so often."""
    begun = time.monotonic()
    while pid and every and time.monotonic() < until:
        print(f"after {time.monotonic() - begun:.0f} s: {resident(pid):.0f} MB", file=sys.stderr, flush=True)
        await asyncio.sleep(every)


async def measured(viewers: int, options: argparse.Namespace, pid: int | None) -> str:
    """One row of the table."""
    found: list[tuple[float, float, int]] = []
    begun = time.monotonic() + options.think  # all are there
    until = begun + options.seconds
    used = asyncio.create_task(busy(pid, begun, until))
    watch = asyncio.create_task(watched(pid, options.every, until))
    ended = await asyncio.gather(*(viewer(n, options, until, found) for n in range(viewers)), return_exceptions=True)
    watch.cancel()
    lost = [e for e in ended if isinstance(e, BaseException)]
    times = sorted(taken for at, taken, _ in found if begun <= at <= until)
    if len(times) < 2:
        return f"| {viewers} | no answers | | | | | {len(lost)} |"
    p95 = statistics.quantiles(times, n=20)[-1]
    size = statistics.mean(size for _, _, size in found) / 1000
    share = f"{await used * 100:.0f} %" if pid else ""
    memory = f"{resident(pid):.0f}" if pid else ""
    return (
        f"| {viewers} | {statistics.median(times) * 1000:.0f} | {p95 * 1000:.0f} | {times[-1] * 1000:.0f} | "
        f"{len(times) / options.seconds:.0f} | {size:.0f} | {share} | {memory} | {len(lost)} |"
    )


async def busy(pid: int | None, begun: float, until: float) -> float:
    """What share of a processor a process uses between two moments."""
    await asyncio.sleep(begun - time.monotonic())
    before = cpu(pid)
    await asyncio.sleep(until - time.monotonic())
    return (cpu(pid) - before) / (until - begun)


def cpu(pid: int | None) -> float:
    """Seconds of processor time that a process has used."""
    if not pid:
        return 0
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def serve(stack: ExitStack, port: int) -> int:
    """Starts the server on the first core; its process id."""
    home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    log = stack.enter_context((home / "server.log").open("wb"))
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "server.py"), "--server.port", str(port)]
    env = {**os.environ, "HOME": str(home), "UCJ_HOME": str(home / "ucj")}
    process = subprocess.Popen(command, cwd=home, env=env, stdout=log, stderr=log)
    stack.callback(process.wait)
    stack.callback(process.terminate)
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(process.pid, cores[:1])
    os.sched_setaffinity(0, cores[1:] or cores)
    wait_until_healthy(f"http://127.0.0.1:{port}", process, home / "server.log")
    return process.pid


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--viewers", default="100,200,300", help="one row each; default 100,200,300")
    parser.add_argument("--seconds", type=float, default=60, help="of each row, once all are there; default 60")
    parser.add_argument("--think", type=float, default=5, help="seconds between an answer and the next act; default 5")
    parser.add_argument("--every", type=float, default=0, help="print the server's memory every so many seconds")
    parser.add_argument("--address", help="of a server that is there already")
    options = parser.parse_args()
    with ExitStack() as stack, suppress(KeyboardInterrupt):
        pid = None
        if not options.address:
            options.address = "http://127.0.0.1:18701"
            pid = serve(stack, 18701)
        print(asyncio.run(warmed(options.address)), end="\n\n", flush=True)
        print("| viewers | p50 ms | p95 ms | slowest ms | answers/s | kB an answer | core busy | server MB | lost |")
        print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|", flush=True)
        for viewers in map(int, options.viewers.split(",")):
            print(asyncio.run(measured(viewers, options, pid)), flush=True)


if __name__ == "__main__":
    main()
