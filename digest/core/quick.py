"""The frozen data classes of the standard library, but quick to define.

Those have six methods each, which Python writes and compiles anew at every start: a tenth of a
build. These share all of them but `__init__`. They know no `init=False`, `kw_only` and `InitVar`.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, fields
from typing import TYPE_CHECKING, Any, Literal

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        *,
        frozen: Literal[True],  # noqa: ARG001 - there is no other kind
        slots: bool = False,
        eq: bool = True,
    ) -> Callable[[type], type]:
        """As in the standard library, for whose it passes with type checkers."""
        shared = SHARED | COMPARED if eq else SHARED

        def defined(cls: type) -> type:
            for name, method in shared.items():
                setattr(cls, name, method)
            made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
            made.__init__ = _init(made)
            return made

        return defined


def _init(cls: type[Any]) -> Any:
    """The `__init__` of a class, of lines such as `SET(self, "name", name)`."""
    known: dict[str, Any] = {"SET": object.__setattr__, "NONE": MISSING}
    takes, does = "self", "\n pass"
    for field in fields(cls):
        name = value = field.name
        takes += f", {name}"
        if field.default is not MISSING:
            known[f"_{name}"] = field.default
            takes += f"=_{name}"
        elif field.default_factory is not MISSING:
            known[f"_{name}"] = field.default_factory
            takes += "=NONE"
            value = f"_{name}() if {name} is NONE else {name}"
        does += f"\n SET(self, {name!r}, {value})"
    if hasattr(cls, "__post_init__"):
        does += "\n self.__post_init__()"
    exec(f"def __init__({takes}):{does}", known)  # noqa: S102 - as in the standard library
    made = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _values(this: Any) -> tuple[Any, ...]:
    return tuple([getattr(this, name) for name in this.__match_args__])


def _repr(this: Any) -> str:
    pairs = zip(this.__match_args__, _values(this), strict=True)
    return f"{type(this).__qualname__}({', '.join(f'{name}={value!r}' for name, value in pairs)})"


def _equal(this: Any, other: object) -> bool:
    return _values(this) == _values(other) if type(this) is type(other) else NotImplemented


def _hash(this: Any) -> int:
    return hash(_values(this))


def _reduced(this: Any) -> tuple[Any, ...]:
    return type(this), _values(this)


def _refused(_: object, name: str, *__: object) -> None:
    raise FrozenInstanceError(f"cannot change field {name!r}")


SHARED = {
    "__repr__": _repr,
    "__reduce__": _reduced,
    "__setattr__": _refused,
    "__delattr__": _refused,
}
COMPARED = {"__eq__": _equal, "__hash__": _hash}
