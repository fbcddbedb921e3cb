"""What templates call to say something in the newsletter's language."""

from collections.abc import Callable, Mapping

from digest.render.words import words

Saying = Callable[..., str]


def sayings(language: str, *, autoescape: bool) -> Mapping[str, Saying]:
    """`_`, `gettext` and `ngettext`; with `autoescape`, what they put into words is escaped."""
    from jinja2 import TemplateRuntimeError
    from markupsafe import Markup, escape

    own = words(language)

    def gettext(message: str, /, **values: object) -> str:
        return say(message, lambda: own.gettext(message, **shown(values)))

    def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
        return say(many, lambda: own.ngettext(one, many, n, **shown(values)))

    def say(message: str, saying: Saying) -> str:
        try:
            said = saying()
        except KeyError as error:
            told = f"{message!r} wants a value: write _(..., {error.args[0]}=...)"
            raise TemplateRuntimeError(told) from error
        except (TypeError, ValueError) as error:
            told = f"{message!r} cannot be said: {error}; a percent sign is written %%"
            raise TemplateRuntimeError(told) from error
        return Markup(said) if autoescape else said  # noqa: S704 - the values are escaped

    def shown(values: Mapping[str, object]) -> dict[str, object]:
        if not autoescape:
            return dict(values)
        return {name: v if isinstance(v, int) else escape(v) for name, v in values.items()}

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}
