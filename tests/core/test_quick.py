import copy
import dataclasses
import inspect
import pickle
from typing import Any

import pytest

from digest.core import quick


def twins(**options: Any) -> tuple[Any, Any]:
    """The same class of the standard library, and as it is here."""

    class Thing:
        """A thing."""

        name: str
        size: int = 3
        parts: list[int] = dataclasses.field(default_factory=list)

    theirs: Any = dataclasses.dataclass(frozen=True, **options)(type("Thing", (), _body(Thing)))
    ours: Any = quick.dataclass(frozen=True, **options)(type("Thing", (), _body(Thing)))
    return theirs, ours


def _body(cls: type) -> dict[str, Any]:
    left_out = ("__dict__", "__weakref__")
    return {name: value for name, value in vars(cls).items() if name not in left_out}


@pytest.fixture(params=[True, False], ids=["slots", "dict"])
def both(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    return twins(slots=request.param)


@quick.dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 0

    def __post_init__(self) -> None:
        if self.y < 0:
            raise ValueError("below")


@pytest.mark.parametrize(
    "arguments",
    [(("a",), {}), (("a", 4), {}), ((), {"size": 2, "name": "b"}), (("a", 1, [2]), {})],
)
def test_it_is_made_and_shown_as_one_of_the_standard_library(
    both: tuple[Any, Any], arguments: Any
) -> None:
    theirs, ours = (cls(*arguments[0], **arguments[1]) for cls in both)
    assert repr(ours) == repr(theirs)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert repr(dataclasses.replace(ours, size=9)) == repr(dataclasses.replace(theirs, size=9))
    assert hasattr(ours, "__dict__") == hasattr(theirs, "__dict__")
    assert type(ours).__match_args__ == type(theirs).__match_args__


@pytest.mark.parametrize("arguments", [{}, {"name": "a", "other": 1}])
def test_wrong_arguments_are_refused_in_the_same_words(
    both: tuple[Any, Any], arguments: dict[str, Any]
) -> None:
    told = []
    for cls in both:
        with pytest.raises(TypeError) as caught:
            cls(**arguments)
        told.append(str(caught.value).rpartition("__init__")[2])
    assert told[0] == told[1]


def test_every_parameter_has_the_default_of_its_field() -> None:
    _, ours = twins()
    parameters = inspect.signature(ours).parameters
    assert list(parameters) == ["name", "size", "parts"]
    assert parameters["size"].default == 3


def test_a_default_that_is_made_is_made_for_each() -> None:
    _, ours = twins()
    assert ours("a").parts is not ours("a").parts


def test_those_of_one_class_with_the_same_values_are_equal() -> None:
    assert Point(1) == Point(1, 0)
    assert Point(1) != Point(2)
    assert Point(1) != (1, 0)  # type: ignore[comparison-overlap]
    assert len({Point(1), Point(1, 0), Point(2)}) == 2


def test_without_eq_each_is_only_itself() -> None:
    _, ours = twins(eq=False)
    one = ours("a")
    assert one != ours("a")
    assert hash(one) != hash(ours("a"))


@pytest.mark.parametrize("name", ["x", "other"])
def test_nothing_can_be_set_or_deleted(name: str) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError, match=name):
        setattr(Point(1), name, 2)
    with pytest.raises(dataclasses.FrozenInstanceError, match=name):
        delattr(Point(1), name)


def test_what_a_class_checks_of_itself_is_checked() -> None:
    with pytest.raises(ValueError, match="below"):
        Point(1, -1)


def test_a_class_may_have_no_fields() -> None:
    @quick.dataclass(frozen=True, slots=True)
    class Nothing:
        pass

    assert Nothing() == Nothing()


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda p: pickle.loads(pickle.dumps(p))]
)
def test_copies_and_pickles_are_equal(again: Any) -> None:
    assert again(Point(1, 2)) == Point(1, 2)
