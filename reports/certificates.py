"""Piagam: a certificate for every winner of every award of an edition."""

import re
from io import BytesIO

import segno

from data import life
from data.editions import edition
from data.regions import regions
from messages import Words
from problems import BadInput, Problem
from reports import awarded, imprint, paper, web
from reports.gathered import standings
from scoring.awards import winners
from scoring.criteria import Award
from scoring.edition import ranking
from scoring.ranking import Ranking


def certificates(id: str, t: Words, code: str = "") -> dict[str, bytes]:
    """PDFs by file name, in the order of the awards, the best first; `code`: of one region alone. While the edition is
    not published, or where its figures are simulated, a word across the page says so. BadInput for a region that won
    nothing, and as `scoring.edition.ranking` raises it."""
    found = ranking(id)
    won = winners(found, regions()).query("won")
    if code:
        won = won[won["code"] == code]
        if won.empty:
            raise BadInput([Problem("--code", "the code of a region that won an award", value=code)])
    names, word, out = standings(found, None), across(id, t), {}
    for n, award in enumerate(found.criteria.awards, 1):
        for row in won[won["award"] == award.id].itertuples():
            region, files = names.loc[row.code], {}
            label = region["label"]
            data = {
                "paper": paper.about(id, t("Certificate"), t, f"{t.name(award.name, award.id)}: {label}"),
                "name": t("Province of {name}", name=label) if region["kind"] == "provinsi" else label,
                "province": region["province"],
                **_citation(found, award, row, t),
                "across": word,
                "words": _words(t),
            }
            if address := web.public("profil", region=row.code, edition=id):
                files["qr.svg"] = qr(address)
                data["qr"] = {"address": address, "alt": t("QR code that leads to {address}", address=address)}
            out[name(n, award, int(row.place), row.code)] = paper.compile("certificate", data, files)
    return out


def across(id: str, t: Words) -> str:
    """What is written across a certificate that honours nobody: "" for a published edition of real figures."""
    words = [t("SPECIMEN")] if life.states()[id] != life.PUBLISHED else []
    return " · ".join([*words, *([imprint.figures(t)["simulated"]] if edition(id).nature == "simulated" else [])])


def name(n: int, award: Award, place: int, code: str) -> str:
    """A file name of letters, digits, dots and hyphens, which tells the n-th award, the place and the region."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", award.id).strip("-")[:40]
    return f"piagam-{n:02d}-{plain}-{place:03d}-{code}.pdf"


def qr(address: str) -> bytes:
    """The QR code (ISO/IEC 18004, error correction M) of an address as SVG: one path, a quiet zone of 4 modules."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False)
    return out.getvalue()


def _citation(found: Ranking, award: Award, row, t: Words) -> dict[str, str]:
    """For what: the award, the place, and the value that it was given by."""
    criteria = found.criteria
    value, measure = awarded.value(criteria, award, row.value, t), awarded.measure(criteria, award, t)
    place = "" if award.places is None else awarded.place(int(row.place), row.shared, t)
    reached = f"{measure}: {value}"
    if award.places is None:
        least = awarded.value(criteria, award, award.at_least, t)
        reached = t("{measure}: {value} (at least {least})", measure=measure, value=value, least=least)
    return {"award": t.name(award.name, award.id), "place": place, "value": reached}


def _words(t: Words) -> dict[str, str]:
    return {
        "kind": t("CERTIFICATE OF AWARD"),
        "number": t("Number: {blank}", blank="." * 40),
        "to": t("awarded to"),
        "as": t("in recognition of"),
        "edition": t("Edition"),
        "date": f"{'.' * 28}, {'.' * 36}",
        "signs": t("name and office"),
        "check": t("See for yourself"),
    }
