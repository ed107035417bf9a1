"""The ranking book (Buku peringkat): an edition as a PDF to print, to keep and to cite."""

from collections.abc import Callable

from messages import Words
from reports import imprint, methodology, paper
from reports.atlas import atlas
from reports.book.parts import Chapter, Passage, Picture, written
from reports.book.quality import quality
from reports.book.results import ranges, ranking, unranked
from reports.book.summary import summary
from reports.book.winners import prizes
from reports.gathered import Gathered, files, gathered
from scoring.edition import ranking as ranked


def book(id: str, t: Words, period: str | None = None, progress: Callable[[float], None] | None = None) -> bytes:
    """The book of an edition, PDF/A and PDF/UA, at its own period by default; the same bytes for the same edition.

    `progress` is told how much is done, from 0 to 1. BadInput as `scoring.edition.ranking` and `data.sources` raise it.
    """
    done = progress or (lambda share: None)
    found = gathered(id, period)
    done(0.2)
    maps = {f"{n}.svg": drawn for n, drawn in enumerate(atlas(found, t))}
    done(0.6)
    passages = [
        Passage(drawn.title, [Picture(path, drawn.sentence)], alone=path != "0.svg") for path, drawn in maps.items()
    ]
    chapters = [
        Chapter(t("Summary"), summary(found, t)),
        Chapter(t("Winners"), prizes(found, t)),
        Chapter(t("Maps"), passages, wide=True),
        Chapter(t("Ranking"), ranking(found, t), wide=True),
        *([Chapter(t("Not ranked"), rest)] if (rest := unranked(found, t)) else []),
        Chapter(t("Rank range"), ranges(found, t)),
        Chapter(t("Data quality"), quality(found, t)),
        Chapter(t("Methodology"), method(found, t)),
    ]
    about = paper.about(id, t("Ranking book"), t, period=found.period)
    data = {"paper": about, "cover": cover(found, t), "chapters": [written(c) for c in chapters]}
    done(0.7)
    made = paper.compile("book", data, {path: drawn.picture for path, drawn in maps.items()})
    done(1.0)
    return made


def cover(found: Gathered, t: Words) -> dict:
    """What stands on the cover beside title, edition and marks."""
    edition = found.edition
    registered = t("by place of registration") if edition.attribution == "registration" else t("by place of residence")
    return {
        "award": "UCJ Award · Universal Coverage Jamsostek",
        "period": f"{t.period(found.period)} · {registered}",
        "statement": t.name(edition.statement),
        "contents": t("Contents"),
        "facts": [
            (t("Published by"), "Badan Strategi Kebijakan Dalam Negeri (BSKDN), Kementerian Dalam Negeri"),
            (t("Edition"), edition.id),
            (t("Criteria"), t.name(found.criteria.title, found.criteria.id)),
            (t("Universe"), t.name(edition.universe)),
            (t("Hash of the edition (SHA-256)"), imprint.fingerprint(edition)),
        ],
    }


def method(found: Gathered, t: Words) -> list[Passage]:
    """How the edition was made, as the screen Metodologi says it, its sources and words included."""
    own = found.ranking if found.period == found.edition.period else ranked(found.edition.id)
    told = methodology.sections(files(found.edition, own), t)
    return [Passage(section.title, section.parts) for section in told]
