from hypothesis import given
from hypothesis import strategies as st

from digest.core.probe import GONE, WALLS, Probe, judged


@given(st.integers(200, 999))
def test_only_what_is_gone_is_dead(status):
    assert (judged(status, {}) == "dead") is (status in GONE)


@given(st.integers(200, 399))
def test_every_answer_below_400_is_alive(status):
    assert judged(status, {}) == "alive"


@given(st.integers(200, 999), st.sampled_from(WALLS))
def test_a_wall_against_programs_says_nothing(status, name):
    assert judged(status, {name: "1"}) == "unclear"


def test_only_what_is_alive_is_no_fault():
    assert Probe("alive").severity is None
    assert Probe("unclear").severity == "info"
