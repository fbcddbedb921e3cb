"""Posts as JSON and back, with nothing lost: how the cache keeps them."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from digest.core.model import Image, Post
from digest.core.when import When

USUAL = {field.name: getattr(Post("", ""), field.name) for field in fields(Post)}
DATE, PICTURE = "When", "Image"  # how a JSON object says what it stands for


def to_json(post: Post) -> dict[str, object]:
    """A post as its adapter made it, without what is as it usually is."""
    values = ((name, getattr(post, name), usual) for name, usual in USUAL.items())
    return {name: _packed(value) for name, value, usual in values if value != usual}


def from_json(data: Mapping[str, Any]) -> Post:
    """The post that `to_json` wrote.

    Raises:
        AttributeError, KeyError, TypeError, ValueError: it is none.
    """
    return Post(**{"source": "", "title": "", **{k: _unpacked(v) for k, v in data.items()}})


def _packed(value: object) -> object:
    if isinstance(value, When):
        moment = value.instant or value.civil
        assert moment
        return {DATE: [moment.isoformat(), value.precision, value.raw, value.origin]}
    if isinstance(value, Image):
        return {PICTURE: [value.url, value.alt]}
    return dict(value) if isinstance(value, Mapping) else value


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict) and DATE in value:
        moment, precision, *told = value[DATE]
        if precision == "instant":
            return When(datetime.fromisoformat(moment), None, precision, *told)
        return When(None, date.fromisoformat(moment), precision, *told)
    return Image(*value[PICTURE]) if isinstance(value, dict) and PICTURE in value else value
