"""Is something left of a template that should have been filled in?

`Hello {{ first_name }}` is read by everybody on the list. Code and what an issue's posts say may
hold such signs; an HTML file that a provider is to fill in may, too, so there it is a warning.
"""

from collections.abc import Iterator

from digest.core.finding import Fault
from digest.core.mail.leftovers import leftovers
from digest.core.mail.mail import Mail

ID, NAME, SEVERITY, NEEDS = "DG701", "leftover", "error", ("words",)
MOST_NAMED = 5
FIX = "fill it in, or take it out"
BY_PROVIDER = "nothing, if your provider fills them in; else fill them in, or take them out"


def check(mail: Mail) -> Iterator[Fault]:
    """An error for each leftover that no post is about; one warning for all of an HTML file."""
    found = list(leftovers(mail))
    if mail.headers is None:
        tags = list(dict.fromkeys(left.tag for left in found))
        more = ", ..." if len(tags) > MOST_NAMED else ""
        told = f"tags that are to be filled in: {', '.join(tags[:MOST_NAMED])}{more}"
        for left in found:
            yield Fault(told, left.fault.at, about="tags", severity="warning", fix=BY_PROVIDER)
    else:
        yield from (left.fault for left in found)
