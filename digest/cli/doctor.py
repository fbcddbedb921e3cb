"""`digest doctor`."""

import os
import sys
from typing import Annotated

import typer

from digest.app.options import Globals
from digest.cli.output import say_json

Resolver = Annotated[
    str | None,
    typer.Option("--resolver", metavar="HOST:PORT", help="The DNS server to ask, by its address."),
]
Selector = Annotated[
    list[str] | None,
    typer.Option("--selector", metavar="NAME", help="A DKIM selector: s= in DKIM-Signature."),
]
Domain = Annotated[
    str | None,
    typer.Option("--domain", metavar="NAME", help="Look at this domain instead of that of from."),
]


def command(
    context: typer.Context,
    resolver: Resolver = None,
    selector: Selector = None,
    domain: Domain = None,
) -> int:
    """Say whether this set-up, and the domain in From, are ready to send; nothing is sent."""
    from digest.app import doctor, doctor_json, doctor_text

    options: Globals = context.obj
    diagnosis = doctor.run(options, resolver, tuple(selector or ()), domain)
    if options.json:
        say_json(doctor_json.document(diagnosis))
    else:
        plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
        sys.stdout.write(doctor_text.write(diagnosis, colour=sys.stdout.isatty() and not plain))
    return 1 if diagnosis.has_errors else 0
