"""An edition that was frozen elsewhere comes in as one archive, and arrives frozen."""

import streamlit as st

from data import arrivals
from messages import Words
from pages.common import access, address
from pages.common.sentences import plain
from pages.parts.editions import acts
from pages.parts.editions.asking import MEGABYTES
from scoring import edition as bridge


def archive(t: Words) -> None:
    """The archive, a comment, and the act; nothing for who may not."""
    if not access.may("import"):
        return
    with st.expander(t("An archive from elsewhere"), icon=":material/unarchive:"):
        st.markdown(t("An archive is what “Export” gives. It is verified first: every file, the ranking and its "
                      "journal. The edition arrives frozen and is not public."))  # fmt: skip
        file = st.file_uploader(
            t("The archive: ZIP, at most {n} MB", n=t.number(MEGABYTES)), ["zip"], key="archive",
            max_upload_size=MEGABYTES,
        )  # fmt: skip
        if file is None:
            return
        with st.form("import", border=False):
            comment = acts.asked(t("Comment"), "import", "archive", t("Take in the archive"), t)
        if comment:

            def take(who: str) -> None:
                content = file.getvalue()
                address.put("edition", arrivals.take_in(file.name, content, who, comment, bridge.canonical))

            acts.do("import", take, t("The edition of {name} has come in, frozen.", name=plain(file.name)), t)
