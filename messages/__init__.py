"""The words of the screens in Bahasa Indonesia and English, and figures written by locale.

English wordings are the keys; `id/` holds the Bahasa Indonesia, a catalogue a screen or room. Catalogues are read as
text, so there is no compiled file to forget.
"""

import math
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale, dates, lists, numbers
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
CATALOGUES = Path(__file__).parent
JAKARTA = timezone(timedelta(hours=7))  # Western Indonesian Time, the whole year
NONE = "–"  # written where there is no figure
FIXED = "\xa0"  # a space at which no line breaks


class Words:
    """One language: `t("text {name}", name=...)` gives a wording, the methods write figures as that language does."""

    def __init__(self, language: str):
        self.language = language
        self.locale = Locale.parse(language)
        self._translations = _translations(language)
        self._months = dict(dates.get_month_names("wide", context="stand-alone", locale=self.locale))

    def __call__(self, text: str, /, **values: object) -> str:
        wording = self._translations.gettext(text) if text else ""
        return wording.format(**values) if values else wording

    def plural(self, one: str, many: str, n: int) -> str:
        """`one` or `many` by the number, which fills {n}."""
        return self._translations.ngettext(one, many, n).format(n=self.number(n))

    def name(self, text: str | Mapping[str, str], default: str = "") -> str:
        """The wording of a name that an edition gives in one or both languages."""
        if isinstance(text, Mapping):
            text = text.get(self.language) or next(iter(text.values()), "")
        return text or default

    def number(self, x: float | None, decimals: int = 0) -> str:
        """1234.5 -> 1.234,5"""
        return NONE if _blank(x) else _number(float(x), decimals, self.language)

    def percent(self, x: float | None, decimals: int = 1) -> str:
        """45.59 (already in percent) -> 45,6 %, never torn apart at the end of a line"""
        return NONE if _blank(x) else self.number(x, decimals) + self.percent_sign

    @property
    def percent_sign(self) -> str:
        """What follows a number that is a percentage."""
        return f"{FIXED}%" if self.language == "id" else "%"

    def signed(self, x: float | None, decimals: int = 1) -> str:
        """2.5 -> +2,5; the minus is a true one."""
        if _blank(x):
            return NONE
        text = self.number(abs(x), decimals)
        return _sign(x) + text if text.strip("0,.") else text

    def compact(self, x: float | None, decimals: int = 1) -> str:
        """39207829 -> 39,2 juta"""
        if _blank(x):
            return NONE
        written = numbers.format_compact_decimal(x, format_type="long", fraction_digits=decimals, locale=self.locale)
        return written.replace(" ", FIXED)

    def rupiah(self, x: float | None, decimals: int = 1) -> str:
        """14903458617600 -> Rp14,9 triliun"""
        return NONE if _blank(x) else "Rp" + self.compact(x, decimals)

    def signed_compact(self, x: float | None) -> str:
        """5010691 -> +5 juta"""
        return NONE if _blank(x) else _sign(x) + self.compact(abs(x))

    def signed_rupiah(self, x: float | None) -> str:
        """91363305600 -> +Rp91,4 miliar"""
        return NONE if _blank(x) else _sign(x) + self.rupiah(abs(x))

    def list(self, items) -> str:
        """A, B, dan C"""
        return lists.format_list(list(items), locale=self.locale)

    def period(self, period: str) -> str:
        """2024 -> 2024, 2026-09 -> September 2026"""
        return period if len(period) == 4 else f"{self._months[int(period[5:7])]} {period[:4]}"

    def moment(self, at: datetime) -> str:
        """2026-11-22 21:50 UTC -> 23 November 2026 04.50 WIB: the time of Jakarta, to the minute."""
        pattern = "d MMMM y HH.mm" if self.language == "id" else "d MMMM y HH:mm"
        return dates.format_datetime(at.astimezone(JAKARTA), f"{pattern} 'WIB'", locale=self.locale)

    def figure(self, x: float | None, unit: str) -> str:
        """A value with its unit, as an indicator's unit says."""
        if _blank(x):
            return NONE
        if unit == "yes_no":
            return self("yes") if x >= 1 else self("no")
        if unit == "percent":
            return self.percent(x)
        if unit == "points":
            return f"{self.signed(x)}{FIXED}{self('points')}"
        if unit == "places":
            return self.signed(x, 0)
        if unit.startswith("score."):  # with as many decimals as the criteria publish
            return self.number(x, int(unit.removeprefix("score.")))
        if unit == "months":
            return f"{self.number(x, 1)}{FIXED}{self('months')}"
        return self.number(x, 0 if unit in ("people", "class") else 2 if unit == "ratio" else 1)


@cache
def words(language: str) -> Words:
    """The words of a language, "id" or "en"."""
    return Words(language)


def catalogues(language: str) -> dict[str, Catalog]:
    """The catalogues of a language by file name; English needs none."""
    found = {}
    for path in sorted((CATALOGUES / language).glob("*.po")):
        with path.open("rb") as file:
            found[path.name] = read_po(file, locale=language, abort_invalid=True)
    return found


@lru_cache(10_000)
def _number(x: float, decimals: int, language: str) -> str:
    """Kept, since Babel takes its time and screens say the same numbers again and again."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return numbers.format_decimal(_plain(x, decimals), pattern, locale=language).replace("-", "−")


@cache
def _translations(language: str) -> Translations:
    parts = [_compiled(catalogue) for catalogue in catalogues(language).values()] or [Translations()]
    for part in parts[1:]:
        parts[0].merge(part)
    return parts[0]


def _compiled(catalogue: Catalog) -> Translations:
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def _sign(x: float) -> str:
    return "+" if x > 0 else "−" if x < 0 else ""


def _blank(x: float | None) -> bool:
    return x is None or not math.isfinite(x)


def _plain(x: float, decimals: int) -> float:
    """Half away from zero on the printed decimal number, and no negative zero."""
    return float(f"{round(abs(x) + 10 ** -(decimals + 9), decimals):.{decimals}f}") * (-1 if x < 0 else 1) + 0.0
