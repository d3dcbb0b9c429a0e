import pytest
from hypothesis import given, settings, strategies as st

from argmap.io.yaml_read import read_text
from argmap.io.yaml_splice import spliced
from tests.io.changes import changed
from tests.io.messy import MESSY, variants

VARIANTS = variants(MESSY)


@pytest.mark.parametrize("name", VARIANTS)
@settings(max_examples=150)
@given(data=st.data())
def test_random_changes_are_spliced_into_a_messy_file(name, data):
    text = VARIANTS[name]
    before = read_text(text).map
    after = data.draw(changed(before))
    result = spliced(text, before, after)
    assert read_text(result.text).map == after
    assert not result.rewritten
