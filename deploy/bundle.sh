#!/usr/bin/env bash
# One archive with the code and every wheel, for a host that reaches no network: deploy/bundle.sh [FOLDER]. It fits the
# Python and the kind of machine that it is made on; its name says which. Not compressed: wheels are already.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
into=$(realpath -m "${1:-dist}")
version=$(git describe --tags --always --dirty 2>/dev/null)
platform=$("$python" -c 'import sys, sysconfig; print("py{}.{}-{}".format(*sys.version_info[:2], sysconfig.get_platform()))')
name=ucj-award-$version
mkdir -p "$into"
work=$(mktemp -d -p "$into")
trap 'rm -rf "$work"' EXIT

mkdir "$work/$name"
git ls-files -z --cached --others --exclude-standard --deduplicate | while IFS= read -r -d '' file; do
  [[ ! -f $file ]] || printf '%s\0' "$file"
done | tar --null --files-from=- -cf - | tar -xf - -C "$work/$name"
echo "$version" > "$work/$name/VERSION"
"$python" -m pip download --quiet --disable-pip-version-check --only-binary :all: \
  --requirement requirements.txt --dest "$work/$name/wheels"
(cd "$work/$name" && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum > SHA256SUMS)
tar -cf "$work/bundle.tar" -C "$work" --owner=0 --group=0 --sort=name "$name"
mv "$work/bundle.tar" "$into/$name-$platform.tar"
echo "$into/$name-$platform.tar"
