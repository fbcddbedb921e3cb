"""SpamAssassin's word for a mail that is about to be checked."""

from dataclasses import replace

from digest.config.settings import Checks
from digest.core.mail.mail import Mail

RULE = "DG610"


def scored(mail: Mail, settings: Checks) -> Mail:
    """The mail with what SpamAssassin says, unless it is no message or nobody wants to know."""
    if mail.message is None or RULE in settings.off:
        return mail
    from digest.spam.score import score

    return replace(mail, spam=score(mail.message, settings.spamd))
