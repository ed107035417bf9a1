"""The bundle, where nothing can be reached: unpacked, installed, served and asked in a namespace without a network."""

import shutil
import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT
from tests.deploy.conftest import PATH, wanting

# Nothing but loopback; a process id of the namespace's own ends the server with it.
ALONE = ("unshare", "--map-root-user", "--net", "--pid", "--fork", "--kill-child", "--mount-proc")
ACTS = """
set -euo pipefail
ip link set lo up
if {python} -c 'import socket; socket.create_connection(("192.0.2.1", 80), 3)' 2>/dev/null; then exit 9; fi
deploy/install.sh {python}
UCJ_HOME={home} HOME={home} .venv/bin/python -m streamlit run server.py --server.port 8501 > {home}/server.log 2>&1 &
.venv/bin/python deploy/healthy.py 8501
.venv/bin/python - <<'END'
from urllib.request import urlopen
page = urlopen("http://127.0.0.1:8501/peringkat", timeout=60)
assert "UCJ Award" in page.read().decode() and "Content-Security-Policy" in page.headers
END
UCJ_HOME={home} .venv/bin/python -m scoring rank --edition provinsi-2024
"""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (ROOT / ".git").exists() or not (ROOT / ".venv").is_dir():
        wanting("UCJ_REQUIRE_BUNDLE", "no checkout with a .venv to make a bundle of")
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run([ROOT / "deploy/bundle.sh", folder], capture_output=True, text=True)
    if done.returncode and "pip" in done.stderr.lower():
        wanting("UCJ_REQUIRE_BUNDLE", f"wheels cannot be fetched: {done.stderr[-500:]}")
    assert done.returncode == 0, done.stderr
    (made,) = folder.iterdir()
    assert done.stdout.strip() == str(made)
    return made


@pytest.fixture(scope="module")
def unpacked(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(bundle) as archive:
        archive.extractall(folder)
    (top,) = folder.iterdir()
    return top


def test_its_name_says_what_it_fits(bundle: Path) -> None:
    version = "{}.{}".format(*sys.version_info)
    assert bundle.name.endswith(f"-py{version}-{sysconfig.get_platform()}.tar")
    assert bundle.name.startswith("ucj-award-")


def test_it_holds_the_code_and_every_wheel_and_nothing_of_this_machine(unpacked: Path) -> None:
    wheels = {path.name.split("-")[0].lower().replace("_", "-") for path in (unpacked / "wheels").iterdir()}
    assert wheels >= {"streamlit", "duckdb", "pandas", "plotly", "typst"}
    assert (unpacked / "server.py").read_bytes() == (ROOT / "server.py").read_bytes()
    assert (unpacked / "data/editions/provinsi-2024/manifest.json").is_file()
    assert not [name for name in (".git", ".venv", "home", ".streamlit/secrets.toml") if (unpacked / name).exists()]


def test_it_installs_and_serves_without_a_network(unpacked: Path, tmp_path: Path) -> None:
    if not shutil.which("unshare") or subprocess.run([*ALONE, "true"], capture_output=True).returncode:
        wanting("UCJ_REQUIRE_BUNDLE", "no namespace without a network can be made here (unshare)")
    python = Path(sys.base_prefix) / "bin/python3"
    acts = ACTS.format(python=python, home=tmp_path)
    env = {"PATH": PATH, "LANG": "C.UTF-8", "PIP_NO_INPUT": "1", "PIP_CONFIG_FILE": "/dev/null"}
    done = subprocess.run(
        [*ALONE, "bash", "-c", acts], cwd=unpacked, env=env, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "rank,code,score,status,reason" in done.stdout


def test_a_damaged_bundle_is_not_installed(unpacked: Path, tmp_path: Path) -> None:
    (unpacked / "problems.py").write_bytes((unpacked / "problems.py").read_bytes() + b"\n")
    done = subprocess.run([unpacked / "deploy/install.sh"], capture_output=True, text=True)
    assert done.returncode == 1
    assert "damaged" in done.stderr
