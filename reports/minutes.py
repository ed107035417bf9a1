"""Berita acara penetapan: what was ranked under which rules, who won, and by which files anyone can check it."""

import hashlib
from datetime import datetime

import pandas as pd

from data import life, manifest
from data.editions import EMBEDDED
from data.regions import regions
from messages import Words
from reports import awarded, imprint, methodology, paper
from reports.book.parts import Chapter, Passage, written
from reports.book.results import unranked, where
from reports.document import Code, Items, Paragraph, Part, Table
from reports.gathered import Gathered, files, gathered
from reports.reasons import sentence
from reports.ties import ties
from scoring.awards import winners
from scoring.edition import canonical

RULES = ("bobot", "aturan")  # the sections of `reports.methodology` that bind a committee
BLANK = "." * 20


def minutes(id: str, t: Words) -> bytes:
    """The minutes of an edition at its own period as a PDF, with blanks for number, place, date and signatures.
    BadInput as `scoring.edition.ranking` raises it."""
    found = gathered(id)
    every = winners(found.ranking, regions())
    passages = [
        Passage(t("What was ranked"), _ranked(found, t)),
        Passage(t("Winners"), _winners(found, every, t)),
        Passage(t("Equal values and how they were decided"), ties(found, every, t)),
        Passage(t("Regions without a place"), _unranked(found, every, t)),
        *(Passage(s.title, s.parts) for s in methodology.sections(files(found.edition, found.ranking), t)
          if s.id in RULES),
        Passage(t("Files and their hashes"), _hashes(found, t)),
    ]  # fmt: skip
    title = t("Minutes of determination")
    data = written(Chapter(title, passages)) | {"paper": paper.about(id, title, t), "words": _words(found, t)}
    return paper.compile("minutes", data)


def _words(found: Gathered, t: Words) -> dict:
    blanks = dict.fromkeys(("day", "date", "month", "year", "place"), BLANK)
    pending = life.states()[found.edition.id] != life.PUBLISHED
    return {
        "number": t("Number: {blank}", blank="." * 40),
        "opening": t(
            "On {day}, the {date} day of {month} in the year {year}, at {place}, we the undersigned, the committee of "
            "the UCJ Award, determined the winners by the edition {edition}, under the rules and with the outcome "
            "written below.",
            edition=f"{t.name(found.edition.title)} ({found.edition.id})", **blanks,
        ),
        "pending": t("A draft: as long as the edition is not published, nothing is determined.") if pending else "",
        "closing": t("These minutes were drawn up truthfully, to be used as needed."),
        "signatures": t("Signatures of the committee"),
        "heads": [t("No."), t("Full name"), t("Office and institution"), t("Signature")],
    }  # fmt: skip


def _ranked(found: Gathered, t: Words) -> list[Part]:
    edition, criteria = found.edition, found.criteria
    rules = {"official": t("official"), "assumption": t("ASSUMPTION")}
    registered = t("by place of registration") if edition.attribution == "registration" else t("by place of residence")
    told = {
        t("Edition"): f"{t.name(edition.title)} ({edition.id})",
        t("Figures"): f"{t('figures of {period}', period=t.period(edition.as_of))}; "
        f"{imprint.figures(t)[edition.nature]}; {registered}",
        t("Universe"): t.name(edition.universe),
        t("Criteria"): f"{t.name(criteria.title, criteria.id)}; {rules[criteria.status]}",
        t("Regions"): t("{ranked} of {n} regions ranked", n=t.number(len(found.standings)),
                        ranked=t.number(found.standings["rank"].notna().sum())),
    }  # fmt: skip
    if (edition.folder / manifest.NAME).exists():
        frozen = manifest.read(edition.folder)
        moment = t.moment(datetime.fromisoformat(frozen["at"]))
        own = edition.folder.is_relative_to(EMBEDDED)
        comment = t("comes with the software") if own else frozen["comment"]
        told[t("Frozen")] = f"{moment}, {frozen['who']}: {comment}"
        told[t("Open questions accepted then")] = "; ".join(
            _accepted(found, code, t) for code in frozen["accepted"]
        ) or t("none")
    return [Paragraph(t.name(edition.statement)), Items([Paragraph(text, lead) for lead, text in told.items()])]


def _accepted(found: Gathered, code: str, t: Words) -> str:
    """A question that a person took on themselves (see `scoring.edition.blockers`), in words."""
    names = {f"tie:{award.id}": t.name(award.name, award.id) for award in found.criteria.awards}
    if code in names:
        return t("several share the last place of {award}", award=names[code])
    return t("the criteria are an assumption") if code == "assumption" else code


def _winners(found: Gathered, every: pd.DataFrame, t: Words) -> list[Part]:
    """A table an award: the winners, and the value that they are measured against."""
    parts: list[Part] = []
    for award in found.criteria.awards:
        won, title = every[(every["award"] == award.id) & every["won"]], t.name(award.name, award.id)
        if won.empty:
            parts.append(Paragraph(t("No region fulfils the conditions."), title))
            continue
        against = t("Needed") if award.places is None else t("Best that did not win")
        heads = [t("Place"), t("Region"), awarded.measure(found.criteria, award, t), against]
        rows = [
            [t("reached") if award.places is None else awarded.place(row.place, row.shared, t),
             where(found.standings.loc[row.code]), *(awarded.value(found.criteria, award, x, t)
                                                    for x in (row.value, row.limit))]
            for row in won.itertuples()
        ]  # fmt: skip
        parts.append(Table(title, heads, rows, numbers=(2, 3)))
    return parts


def _unranked(found: Gathered, every: pd.DataFrame, t: Words) -> list[Part]:
    """Who has no place and why, and who of them would have won by its value."""
    names = {award.id: t.name(award.name, award.id) for award in found.criteria.awards}
    barred = [
        Paragraph(t("{name} would have taken place {n} by its value. {reason}", n=t.number(row.would_place),
                    name=found.standings.at[row.code, "label"], reason=sentence(found.ranking, row.code, t)),
                  names[row.award])
        for row in every[every["why"].isin(["gate", "missing"])].itertuples()
    ]  # fmt: skip
    told = [part for passage in unranked(found, t) for part in passage.parts]
    return [*(told or [Paragraph(t("Every region has a place."))]), *([Items(barred)] if barred else [])]


def _hashes(found: Gathered, t: Words) -> list[Part]:
    folder, ranking = found.edition.folder, hashlib.sha256(canonical(found.edition.id)).hexdigest()
    rows = [*manifest.files(folder).items(), (t("Ranking (code, score, rank, status)"), ranking)]
    return [
        Paragraph(t("Anyone with the program and the files of the edition gets the same ranking, to the last digit:")),
        Code(f"python -m data verify {found.edition.id}"),
        Paragraph(imprint.fingerprint(found.edition), t("Hash of the edition (SHA-256)")),
        Table("", [t("File"), "SHA-256"], [list(row) for row in rows]),
    ]  # fmt: skip
