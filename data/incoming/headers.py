"""What the head of a column says: which region, indicator, count, unit and period stands below."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.incoming.matching import SYSTEMS
from data.incoming.periods import AROUND_DATES, found
from data.incoming.periods import period as period_of
from data.incoming.sheets import Cell
from data.incoming.terms import Terms
from data.names import plain_words

# names that offices give to the figures that editions know, beside those of the criteria in both languages
KNOWN_AS = {
    "coverage_total": ("cakupan", "coverage", "cakupan total", "cakupan ucj", "cakupan kepesertaan",
                       "cakupan jamsostek", "cakupan seluruh pekerja", "cakupan pu bpu", "universal coverage"),
    "coverage_wage": ("cakupan pu", "cakupan penerima upah", "cakupan formal"),
    "coverage_nonwage": ("cakupan bpu", "cakupan bukan penerima upah", "cakupan informal"),
    "coverage_vulnerable": ("cakupan pekerja rentan", "cakupan rentan"),
    "active_wage": ("peserta aktif pu", "peserta pu", "pu aktif", "peserta aktif penerima upah",
                    "peserta penerima upah", "tk aktif pu", "tenaga kerja aktif pu", "pu",
                    "peserta aktif penerima upah pu"),
    "active_nonwage": ("peserta aktif bpu", "peserta bpu", "bpu aktif", "peserta aktif bukan penerima upah",
                       "peserta bukan penerima upah", "tk aktif bpu", "tenaga kerja aktif bpu", "bpu",
                       "peserta aktif bukan penerima upah bpu"),
    "active_construction": ("peserta aktif jasa konstruksi", "peserta jasa konstruksi", "jasa konstruksi", "jakon",
                            "peserta jakon", "peserta aktif jakon"),
    "employed": ("pekerja", "jumlah pekerja", "penduduk bekerja", "penduduk yang bekerja", "orang bekerja", "bekerja",
                 "employed", "employed people", "semesta pekerja"),
    "employed_formal": ("pekerja formal", "penduduk bekerja formal", "pekerja penerima upah", "employed formal"),
    "employed_informal": ("pekerja informal", "penduduk bekerja informal", "pekerja bukan penerima upah",
                          "employed informal"),
    "formal_share": ("proporsi pekerja formal", "persentase pekerja formal"),
    "vulnerable": ("pekerja rentan", "jumlah pekerja rentan"),
    "vulnerable_apbd": ("pekerja rentan dibiayai apbd", "pekerja rentan apbd", "peserta apbd", "apbd"),
    "vulnerable_apbdes": ("pekerja rentan dibiayai apbdes", "pekerja rentan apbdes", "peserta apbdes", "apbdes"),
    "target": ("target", "target cakupan", "target ucj", "target kepesertaan"),
    "attainment": ("pencapaian", "capaian target", "pencapaian target", "realisasi target"),
    "growth": ("pertumbuhan", "pertumbuhan cakupan", "kenaikan cakupan"),
    "months_paid": ("bulan iuran", "bulan dibayar", "lama iuran dibayar", "jumlah bulan iuran"),
    "regulation": ("perda", "regulasi", "peraturan daerah", "perda perkada", "peraturan kepala daerah", "perkada"),
    "poverty_rate": ("kemiskinan", "persentase penduduk miskin", "tingkat kemiskinan", "angka kemiskinan"),
    "unprotected": ("belum terlindungi", "pekerja belum terlindungi"),
}  # fmt: skip
# words before a name that only say what kind of number stands there, by the unit with which they can go
BEFORE_NAMES = {
    "people": ("jumlah", "total", "banyaknya", "data", "number of"),
    "percent": ("persentase", "persen", "percent"),
}
UNIT_WORDS = {
    "percent": ("%", "persen", "percent", "dalam persen", "dalam %"),
    "people": ("orang", "jiwa", "people", "tenaga kerja", "tk", "pekerja", "peserta"),
    "months": ("bulan", "months", "bln"),
    "points": ("poin", "points", "persen poin", "poin persen"),
    "yes_no": ("ya tidak", "1 ya 0 tidak", "yes no", "1 yes 0 no"),
}
SCALE_WORDS = re.compile(r"(dalam )?(ribu|ribuan|juta|jutaan|thousands?|millions?|000)( (orang|jiwa|people))?")
UNIT_OF = {name: unit for unit, names in UNIT_WORDS.items() for name in names}
FIELDS = {
    **dict.fromkeys(("pembilang", "numerator"), "numerator"),
    **dict.fromkeys(("penyebut", "denominator", "semesta", "universe"), "denominator"),
    **dict.fromkeys(("nilai", "angka", "value", "figure"), "value"),
}
ROLE_WORDS = {
    "name": ("nama", "daerah", "wilayah", "nama daerah", "nama wilayah", "kabupaten", "kota", "kabupaten kota",
             "region", "kota kabupaten", "nama kabupaten", "nama kota", "nama kabupaten kota", "name", "region name",
             "pemda", "pemerintah daerah", "nama pemda", "uraian wilayah"),
    "province": ("provinsi", "nama provinsi"),
    "number": ("no", "nomor", "no urut", "nomor urut", "nr", "urut"),
    "note": ("catatan", "keterangan", "ket", "note", "notes", "ctt"),
    "source_id": ("source id", "source", "sumber", "sumber data"),
    "indicator": ("indicator", "indikator"),
    "period": ("period", "periode"),
    "year": ("tahun", "year"),
    "month": ("bulan", "month"),
    "unit": ("unit", "satuan"),
    "nature": ("nature", "sifat", "sifat angka"),
    "attribution": ("attribution", "atribusi"),
}  # fmt: skip
ROLE_OF = {name: role for role, names in ROLE_WORDS.items() for name in names}
CODE_HEAD = re.compile(r"(kode|code|kd|id)( (daerah|wilayah|region|kabupaten|kota|administrasi|bps|kemendagri"
                       r"|kepmendagri|permendagri|mendagri|depdagri|dagri))*")  # fmt: skip


@dataclass(frozen=True)
class Head:
    """role: one of ROLE_WORDS, code, bps, kemendagri, value, numerator, denominator, unknown or "" (left out).
    indicator, period and unit are "" where the head does not say them; text is the head as written."""

    text: str
    role: str
    indicator: str = ""
    period: str = ""
    unit: str = ""


@lru_cache(2**17)
def fold(text: str) -> str:
    """A text in small letters, without accents and signs, with "Kab." written out."""
    return " ".join(plain_words(text.replace("%", " ")))


def head(parts: Sequence[Cell], terms: Terms) -> Head:
    """The head of a column: its cells from the top, those that merged cells leave blank filled in."""
    texts = [str(int(p)) if isinstance(p, float) and p.is_integer() else str(p) for p in parts]
    text = " ".join(" ".join(texts).split())
    if terms.columns.get(text, "code") not in SYSTEMS:
        return _answered(text, terms.columns[text])
    stamps = [stamp for part in parts if (stamp := period_of(part))]
    said, unit, rest = [], "", []
    for n, (part, cell) in enumerate(zip(texts, parts, strict=True)):
        if period_of(cell):
            continue
        part, own = _without_unit(part, below=n > 0)
        unit = own or unit
        inside, left = found(part)
        if inside and not indicator(part, terms):
            said, part = said + inside, AROUND_DATES.sub(" ", left)
        rest.append(part)
    period = _one([*stamps, *said])
    if not period and (stamps or said):  # of two years, such as a growth
        return Head(text, "unknown")
    return _meant(text, rest, period, unit, terms)


def indicator(text: str, terms: Terms) -> str:
    """The id of the indicator that a text names; "" for none."""
    known, folded = _index(tuple((id, tuple(facts["names"])) for id, facts in terms.indicators.items())), fold(text)
    if folded in known:
        return known[folded]
    for unit, befores in BEFORE_NAMES.items():
        for before in befores:
            id = known.get(folded.removeprefix(before + " "), "")
            if id and folded.startswith(before) and terms.indicators[id].get("unit") == unit:
                return id
    return ""


def role(cell: Cell, level: str) -> str:
    """What kind of column about regions and rows a head names; "" for none."""
    folded = fold(cell) if isinstance(cell, str) else ""
    if (
        CODE_HEAD.fullmatch(folded)
        or (folded == "kode provinsi" and level == "province")
        or folded in ("bps", "kemendagri")
    ):
        return "bps" if "bps" in folded else "kemendagri" if "dagri" in folded else "code"
    if cell == "#":
        return "number"
    found = ROLE_OF.get(folded, "")
    return "name" if found == "province" and level == "province" else found


def _meant(text: str, rest: Sequence[str], period: str, unit: str, terms: Terms) -> Head:
    whole = " ".join(filter(None, rest))
    folded = fold(whole)
    if not period and (own := role(whole, terms.level)):
        return Head(text, own)
    if folded == "kode provinsi":
        return Head(text, "")
    if id := indicator(whole, terms) or indicator(folded, terms):
        return Head(text, "value", id, period, unit)
    last = fold(rest[-1]) if rest else ""
    if last in FIELDS and (id := indicator(" ".join(rest[:-1]), terms)):
        return Head(text, FIELDS[last], id, period, unit)
    if folded in FIELDS:
        return Head(text, FIELDS[folded], "", period, unit)
    if not folded and period:
        return Head(text, "value", "", period, unit)
    return Head(text, "unknown", "", period, unit)


def _answered(text: str, answer: str) -> Head:
    id, _, period = answer.partition("@")
    id, _, field = id.partition(":")
    return Head(text, field or "value", id, period) if id else Head(text, "")


def _without_unit(part: str, below: bool) -> tuple[str, str]:
    """A head without the unit that it names in brackets, by a percent sign or in a row below, and that unit; one in
    thousands as it is written, so that it is not taken for people."""
    for inside in re.findall(r"[(\[]([^()\[\]]*)[)\]]", part):
        if unit := unit_of(inside):
            return part.replace(inside, " "), unit
    if below and (unit := unit_of(part)):
        return "", unit
    return (part.replace("%", " "), "percent") if "%" in part else (part, "")


def unit_of(text: str) -> str:
    """The unit that a text names: orang -> people; a scale such as "ribu orang" as it stands; "" for anything else."""
    folded = " ".join(re.sub(r"[^\w%]+", " ", text.casefold()).split())
    return folded if SCALE_WORDS.fullmatch(folded) else UNIT_OF.get(folded, "")


def _one(periods: Sequence[str]) -> str:
    """The one period of a head: a month and a year beside it are one."""
    once = list(dict.fromkeys(periods))
    if len(once) == 2 and sorted(map(len, once)) == [2, 4]:
        month, year = sorted(once, key=len)
        return f"{year}-{month}"
    return once[0] if len(once) == 1 else ""


@lru_cache(8)
def _index(indicators: tuple) -> Mapping[str, str]:
    """Folded name -> id; a name that two indicators have tells neither."""
    found: dict[str, set[str]] = {}
    for id, names in indicators:
        for name in (id, *names, *KNOWN_AS.get(id, ())):
            found.setdefault(fold(name), set()).add(id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1 and name}
