"""What is written reads back."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from data import toml

TEXTS = st.text(max_size=60)


@given(
    st.dictionaries(
        st.from_regex("[a-z_]{1,12}", fullmatch=True), TEXTS | st.fixed_dictionaries({"id": TEXTS, "en": TEXTS})
    )
)
def test_facts_read_back(facts):
    assert tomllib.loads(toml.written(facts)) == facts


def test_signs_that_mean_something_are_escaped():
    text = "a \"b\" \\ c\nd\te\x00\x7f\x1b # = [x] ''' é \u2028"
    assert "\n" not in toml.quoted(text)
    assert tomllib.loads(f"a = {toml.quoted(text)}") == {"a": text}
