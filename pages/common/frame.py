"""The frame of every screen: which edition, in which language, and what its figures are."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps

import streamlit as st

from messages import LANGUAGES, Words, words
from pages.common import access, address, cached
from pages.common.address import asked_language
from pages.common.keep import kept, look_anew
from pages.common.sentences import marks, plain, small
from reports.reasons import sentence

FIRST = "provinsi-2024"


def language() -> None:
    """The language switch; the address carries it when it is not Bahasa Indonesia."""
    address.choice(
        st.segmented_control, "Bahasa / Language", LANGUAGES, "lang", "id", required=True, format_func=str.upper,
        label_visibility="collapsed",
    )  # fmt: skip


def edition(t: Words) -> str | None:
    """The edition switch, and a word on every edition that cannot be shown. None where there is none."""
    ids = access.editions()
    broken(t)
    if not ids:
        st.info(
            t("There is no edition to show yet. Put one into data/editions or into the editions folder of UCJ_HOME.")
        )
        return None
    asked = address.get("edition")
    if asked and asked not in ids:
        st.info(t("There is no edition of this name: {name}", name=plain(asked[:80])), icon=":material/info:")
    few = len(ids) <= 3
    return address.choice(
        st.segmented_control if few else st.selectbox, t("Edition"), ids, "edition", FIRST if FIRST in ids else ids[0],
        format_func=titles(ids, t).get, label_visibility="collapsed",
        **({"required": True} if few else {}),
    )  # fmt: skip


def broken(t: Words) -> None:
    """A word on every edition that cannot be shown, to those who look after them."""
    problems = cached.editions()[1]
    if problems and access.may("look"):
        names = sorted({p.file.split("/")[0] for p in problems})
        with st.expander(
            t("Editions that cannot be shown: {names}", names=plain(", ".join(names))), icon=":material/error:"
        ):
            for problem in problems:
                st.text(problem.line(t))


def titles(ids: Sequence[str], t: Words) -> dict[str, str]:
    """What editions are called, by id. Of those that share a title, as a revision and what it revises, with the id: a
    widget cannot tell two of one name apart."""
    named = {id: plain(t.name(cached.edition(id).title)) for id in ids}
    counted = Counter(named.values())
    return {id: title if counted[title] == 1 else f"{title} · {id}" for id, title in named.items()}


def fragment(show: Callable, **more) -> Callable:
    """As st.fragment; the whole screen runs anew once something in it concerns all (see `concerns_all`), or the viewer
    may no longer see its edition."""

    @wraps(show)
    def guarded(*given):
        look_anew()
        if st.session_state.pop("whole", False) or st.session_state.get("edition") not in (None, *access.editions()):
            st.rerun()
        return show(*given)

    return st.fragment(guarded, **more)


def concerns_all() -> None:
    """Call when something is pressed in a fragment and what stands around it follows."""
    st.session_state["whole"] = True


def current() -> tuple[str, Words, str]:
    """The edition shown, the words of the language, and the theme ("light" or "dark")."""
    theme = st.context.theme.type or "light"
    return st.session_state["edition"], words(asked_language()), theme


def heading(title: str, id: str, period: str, t: Words, trail: Sequence[tuple[str, str | None, dict]] = ()) -> None:
    """The title of a screen, and one line that says which figures these are, how old, and how sure their rules.

    `trail`: what lies above this screen, outermost first: wording, screen (None: this one) and changes of the
    address.
    """
    edition = cached.edition(id)
    criteria = cached.ranking(id, edition.period).criteria
    if trail:
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="trail"):
            for n, (label, screen, changes) in enumerate(trail):
                if n:
                    st.markdown("›", width="content")
                address.link(screen, label, **changes) if screen else address.here(label, **changes)
            st.markdown(f"› {plain(title)}", width="content")
    st.title(title, anchor=False)
    said = " · ".join([plain(t.name(edition.title)), *_age(edition, period, t)])
    st.markdown(f"{marks(edition.nature, criteria.status, t)} {small(said)}")


def about(id: str, t: Words) -> None:
    """What the figures are and what to beware of, behind one click."""
    edition = cached.edition(id)
    box = st.expander(t("About these figures"), key="about", icon=":material/info:", on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown(plain(t.name(edition.statement)))
        st.markdown(f"**{t('Universe')}**: {plain(t.name(edition.universe))}")
        st.caption(t("Boundaries: BIG, generalised; for display, not for legal demarcation."))


def unranked(id: str, period: str, t: Words) -> None:
    """Why regions have no place, said once for all that share a reason."""
    said = [f"**{t('Not ranked')}: {plain(regions)}**. {plain(why)}" for regions, why in _unranked(id, period, t)]
    if said:
        st.caption("\n\n".join(said))


@kept(64)
def _unranked(id: str, period: str, t: Words) -> list[tuple[str, str]]:
    ranking = cached.ranking(id, period)
    names = cached.standings(id, period, "score")["label"]
    groups: dict[str, list[str]] = {}
    for code in ranking.table.index[ranking.table["status"] != "ranked"]:
        groups.setdefault(sentence(ranking, code, t), []).append(names[code])
    return [(", ".join(regions), why) for why, regions in groups.items()]


def _age(edition, period: str, t: Words) -> list[str]:
    registered = t("by place of registration") if edition.attribution == "registration" else t("by place of residence")
    if period != edition.period:
        return [t("figures of {period}", period=t.period(period)), registered]
    today = date.today()
    year, month = int(edition.as_of[:4]), int(edition.as_of[5:7] or 12)
    months = (today.year - year) * 12 + today.month - month
    old = t.plural("{n} month old", "{n} months old", months) if months > 0 else t("of this month")
    return [t("figures of {period}", period=t.period(edition.as_of)) + f" ({old})", registered]
