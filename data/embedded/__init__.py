"""The editions that come with the software, rebuilt from `data/reference`: the same bytes every time."""

from pathlib import Path

EMBEDDED = ("provinsi-2024", "kabkota-simulasi-2026")
ON_DEMAND = ("desa-simulasi-2026",)  # too large to lie with the software: all of it is made by `build`


def build(edition_id: str, folder: Path) -> None:
    """Write the observations and the sources of an embedded edition, or an edition on demand, into `folder`, each file
    in one rename."""
    from data.embedded import provinces, regencies, villages

    builders = dict(zip((*EMBEDDED, *ON_DEMAND), (provinces.write, regencies.write, villages.write), strict=True))
    if edition_id not in builders:
        raise ValueError(f"{edition_id!r} is not an embedded edition: {', '.join(builders)}")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    builders[edition_id](folder)
