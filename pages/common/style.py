"""The style sheet of all screens."""

from pathlib import Path


class Style:
    """What st.html takes. Not a text, which Streamlit would look for on the disk at every run."""

    sheet = f"<style>{Path(__file__).with_name('screen.css').read_text('utf-8')}</style>"

    def _repr_html_(self) -> str:
        return self.sheet
