"""What every file that is handed out says of its edition: its hash, its date, and what its figures and rules are."""

import calendar
from datetime import UTC, datetime

from data import life, manifest
from data.editions import Edition
from messages import Words
from scoring.criteria import Criteria

SHORT = 12  # characters of a hash that people read


def fingerprint(edition: Edition) -> str:
    """The edition's hash, 64 hexadecimal digits; its first SHORT ones are printed on pages."""
    return manifest.fingerprint(edition.folder)


def dated(edition: Edition) -> datetime:
    """When the edition was frozen, else the end of the month (or year) of its figures: a date that makes the same file
    of the same edition."""
    if (edition.folder / manifest.NAME).exists():
        return datetime.fromisoformat(manifest.read(edition.folder)["at"]).astimezone(UTC)
    year, month = int(edition.as_of[:4]), int(edition.as_of[5:7] or 12)
    return datetime(year, month, calendar.monthrange(year, month)[1], tzinfo=UTC)


def marks(edition: Edition, criteria: Criteria, t: Words) -> list[str]:
    """What has to stand on every page, sheet and slide: that figures are simulated, that rules are assumed."""
    simulated = t("SIMULATION: these figures are made up, for trial use only.")
    assumed = t("ASSUMPTION: these criteria are not official, awaiting guidelines.")
    return [
        *([simulated] if edition.nature == "simulated" else []),
        *([assumed] if criteria.status == "assumption" else []),
    ]


def state(id: str, t: Words) -> list[str]:
    """What has to stand on every page of an edition that is not, or no longer, published: none or one text."""
    words = {
        life.DRAFT: t("DRAFT, not published"),
        life.FROZEN: t("NOT YET PUBLISHED"),
        life.SUPERSEDED: t("SUPERSEDED"),
    }
    now = life.states()[id]
    return [words[now]] if now in words else []


def figures(t: Words) -> dict[str, str]:
    """What figures are, by their nature."""
    return {"published": t("published"), "derived": t("derived"), "simulated": t("SIMULATION")}


def statuses(t: Words) -> dict[str, str]:
    """How a region stands in a ranking, by its status."""
    return {"ranked": t("ranked"), "ineligible": t("not eligible"), "incomplete": t("incomplete")}
