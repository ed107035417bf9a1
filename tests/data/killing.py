"""Kills an act at each of its steps, in a child of its own, and prints what was left: one JSON line a kill.

python killing.py HOME ACT: HOME is the state before, and is copied for every kill. A step is a call by which the act
asks something of the disk; it dies just before it, or within a write, with half of the file.
"""

import builtins
import json
import os
import shutil
import signal
import stat
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from data import arrivals, journal, life, manifest, safely

STEPS = [(builtins, "open"), *((os, name) for name in ("replace", "rename", "fsync", "mkdir", "unlink", "rmdir"))]
WRITES = [(os, "fsync")]
RANKING = b"code,score,rank,status\n11,1.00,1,ranked\n"


def fill():
    with safely.folder(safely.home() / "editions" / "new") as aside:
        for path in (safely.home() / "editions" / "draft").iterdir():
            (aside / path.name).write_text(path.read_text("utf-8").replace('id = "draft"', 'id = "new"'), "utf-8")


ACTS = {
    "freeze": lambda: life.freeze("draft", "Siti", "siap", RANKING, []),
    "publish": lambda: life.publish("frozen-r2", "Siti", "umumkan"),
    "revise": lambda: life.revise("frozen", "Siti", "salah angka"),
    "discard": lambda: life.discard("draft", "Siti"),
    "import": lambda: arrivals.imported("new", "Siti", "masuk", fill),
}


def dying(steps, torn):
    """Lets the process die at the step of this number."""
    left = [steps]

    def wrap(module, name):
        real = getattr(module, name)

        def step(*arguments, **options):
            left[0] -= 1
            if left[0] < 0:
                if torn and name == "fsync" and stat.S_ISREG((at := os.fstat(arguments[0])).st_mode):
                    os.ftruncate(arguments[0], at.st_size // 2)
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **options)

        setattr(module, name, step)

    for module, name in WRITES if torn else STEPS:
        wrap(module, name)


def child(do) -> int:
    """How a child that does this ended: 0, or minus the signal."""
    if (pid := os.fork()) == 0:
        try:
            do()
        except BaseException as error:
            print(json.dumps({"error": repr(error)}), flush=True)
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def seen() -> dict:
    """What a reader sees, and what is not whole."""
    acts = [[e.act, e.edition] for e in journal.entries()]
    frozen = [p.parent for p in (safely.home() / "editions").glob("[!.]*/manifest.json")]
    faults = [p.line() for folder in frozen for p in manifest.faults(folder)] + [p.line() for p in journal.faults()]
    discarded = [path.name for path in (safely.home() / "discarded").glob("*")]
    return {"states": life.states(), "acts": acts, "faults": faults, "discarded": discarded}


def main(before: Path, act: str) -> None:
    for torn in (False, True):
        for steps in range(1000):
            with TemporaryDirectory() as folder:
                os.environ["UCJ_HOME"] = str(Path(folder) / "home")
                shutil.copytree(before, os.environ["UCJ_HOME"])

                def killed(steps=steps, torn=torn):
                    dying(steps, torn)
                    ACTS[act]()

                ended, after = child(killed), seen()
                following = child(lambda: life.revise("other", "Budi", "lanjut"))
                left = [str(p) for p in safely.home().rglob(".*") if p.name != ".lock"]
                line = {"ended": ended, "after": after, "next": following, "end": seen(), "left": left}
                print(json.dumps(line), flush=True)
            if ended == 0:
                break


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
