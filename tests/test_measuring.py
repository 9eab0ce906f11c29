"""The measure of growth tells work in proportion from work that grows faster."""

import pytest

from measuring import MOST, growth


def linear(numbers: range) -> int:
    return sum(number % 7 for number in numbers)


def quadratic(numbers: range) -> int:
    return sum(linear(numbers) for _ in numbers)


@pytest.mark.parametrize(("work", "size", "fits"), [(linear, 400_000, True), (quadratic, 1_200, False)])
def test_quadratic_work_is_told_from_work_in_proportion(work: object, size: int, fits: bool) -> None:
    assert callable(work)
    assert (growth(range, work, size) < MOST) is fits
