"""What a user reads where an optional library is not installed."""

import pytest

from ondermijning.extras import MissingExtraError, needed


def test_an_extra_that_is_there_is_imported() -> None:
    assert needed("json", "alles", "JSON lezen").loads("1") == 1


def test_one_that_is_missing_says_what_to_install() -> None:
    with pytest.raises(MissingExtraError) as caught:
        needed("geen_module_van_deze_naam", "brieven", "een PDF lezen")
    assert "een PDF lezen kan hier nog niet" in str(caught.value)
    assert "pip install 'knooppunt[brieven]'" in str(caught.value)
    assert caught.value.exit_code == 1
