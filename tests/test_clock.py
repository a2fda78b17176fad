"""No test falls because the machine is busy: none has a deadline but the one that ends what hangs."""

import re
import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st


@settings(max_examples=2)
@given(st.integers())
def test_an_example_may_take_long(number: int) -> None:
    time.sleep(0.25)  # longer than hypothesis by itself allows
    assert isinstance(number, int)


def test_only_what_hangs_is_ended() -> None:
    in_figures = re.compile(r"\b(?:timeout|deadline|wait|communicate)[=(]+(?:timeout=)?[0-9]")
    own = [path for path in Path(__file__).parent.rglob("*.py") if in_figures.search(path.read_text("utf-8"))]
    assert own == []
