#!/usr/bin/env bash
# Installs an unpacked bundle where it lies, without a network: deploy/install.sh [PYTHON]. Then `make run`, or deploy/README.md.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3}
[[ -d wheels ]] || { echo "No wheels/ here: this is no bundle; use make run instead." >&2; exit 1; }
sha256sum --check --quiet --strict SHA256SUMS || { echo "The bundle is damaged: copy it anew." >&2; exit 1; }
"$python" -c 'import ensurepip, venv' || { echo "Python's venv is missing: install python3-venv." >&2; exit 1; }
rm -rf .venv
"$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels -r requirements.txt || {
  echo "The wheels do not fit $("$python" --version): the name of the bundle says which Python they are for." >&2
  rm -rf .venv
  exit 1
}
# what make looks for, so that it does not install again
touch .venv/ready
echo "Installed: $(cat VERSION)"
