"""Servers that take mail from everybody's customers: what is known of them.

As of November 2026, from their pages on authenticating a domain. A selector that is not there says
nothing, as most let their customers choose others.
"""

from fnmatch import fnmatchcase

from digest.core.quick import dataclass


@dataclass(frozen=True, slots=True)
class Relay:
    """`hosts` are patterns of their names; `spf` is the domain to include.

    With `own_bounces` the envelope has a domain of theirs, unless one sets that up: then the SPF
    record of From's domain does not count, and DMARC rests on DKIM. `below` is the label that their
    set-up usually puts before one's domain for the envelope; `also` are other domains to include.
    """

    name: str
    hosts: tuple[str, ...]
    spf: str
    selectors: tuple[str, ...] = ()
    own_bounces: bool = False
    below: str = ""
    also: tuple[str, ...] = ()


RELAYS = (
    Relay("Amazon SES", ("email-smtp*.amazonaws.com",), "amazonses.com", (), own_bounces=True),
    Relay("SendGrid", ("*.sendgrid.net",), "sendgrid.net", ("s1", "s2"), own_bounces=True),
    Relay(
        "Mailgun",
        ("*.mailgun.org",),
        "mailgun.org",
        ("pic", "smtp", "k1", "mx", "krs", "pdk1", "pdk2"),
        below="mg",
    ),
    Relay(
        "Postmark",
        ("*.postmarkapp.com",),
        "spf.mtasv.net",
        own_bounces=True,
        below="pm-bounces",
    ),
    Relay(
        "Resend",
        ("*.resend.com",),
        "amazonses.com",
        ("resend",),
        own_bounces=True,
        below="send",
    ),
    Relay(
        "Brevo",
        ("*.brevo.com", "*.sendinblue.com"),
        "spf.brevo.com",
        ("brevo1", "brevo2", "mail"),
        own_bounces=True,
    ),
    Relay("Mailjet", ("*.mailjet.com",), "spf.mailjet.com", ("mailjet",), own_bounces=True),
    Relay(
        "Mandrill",
        ("*.mandrillapp.com",),
        "spf.mandrillapp.com",
        ("mte1", "mte2", "mandrill"),
        own_bounces=True,
    ),
    Relay("Google", ("*.gmail.com", "*.google.com"), "_spf.google.com", ("google",)),
    Relay(
        "Microsoft 365",
        ("*.office365.com", "*.mail.protection.outlook.com"),
        "spf.protection.outlook.com",
        ("selector1", "selector2"),
    ),
    Relay(
        "Fastmail",
        ("*.fastmail.com", "*.messagingengine.com"),
        "spf.messagingengine.com",
        ("fm1", "fm2", "fm3"),
    ),
    Relay(
        "Proton",
        ("*.protonmail.ch", "*.proton.me"),
        "_spf.protonmail.ch",
        ("protonmail", "protonmail2", "protonmail3"),
    ),
    Relay(
        "Zoho",
        ("*.zoho.com",),
        "zohomail.com",
        ("zmail", "zoho"),
        also=("zoho.com", "spf.zoho.com"),
    ),
    Relay(
        "Zoho", ("*.zoho.eu",), "zohomail.eu", ("zmail", "zoho"), also=("zoho.eu", "spf.zoho.eu")
    ),
    Relay("SparkPost", ("*.sparkpostmail.com",), "sparkpostmail.com", own_bounces=True),
    Relay("OVH", ("ssl0.ovh.net", "*.mail.ovh.net"), "mx.ovh.com"),
    Relay(
        "IONOS",
        ("smtp.ionos.*", "smtp.1und1.de", "smtp.1and1.*"),
        "_spf-eu.ionos.com",
        ("s1-ionos", "s2-ionos"),
        also=("_spf-us.ionos.com", "_spf.perfora.net", "_spf.kundenserver.de"),
    ),
    Relay("Yandex 360", ("smtp.yandex.*", "smtp.360.yandex.*"), "_spf.yandex.net", ("mail",)),
    Relay("Migadu", ("*.migadu.com",), "spf.migadu.com", ("key1", "key2", "key3")),
    Relay("iCloud", ("*.mail.me.com",), "icloud.com", ("sig1",)),
)


def relay_of(host: str | None) -> Relay | None:
    """Whose server this is; None for one's own, or an unknown one."""
    name = (host or "").lower().rstrip(".")
    return next((r for r in RELAYS if any(fnmatchcase(name, pattern) for pattern in r.hosts)), None)
