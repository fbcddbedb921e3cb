"""Language tags, such as `en`, `de-AT` or `zh-Hant`. Source: RFC 5646."""

import re
from typing import Literal

TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
SCRIPT = re.compile(r"[a-z]{4}")
RTL_LANGUAGES = frozenset("ar arc ckb dv fa he ks nqo ps sd syr ug ur yi".split())
RTL_SCRIPTS = frozenset("adlm arab hebr mand nkoo rohg samr syrc thaa".split())


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Which way the script of a language runs: that of its tag, else the usual one."""
    language, *others = tag.lower().split("-")
    script = next(filter(SCRIPT.fullmatch, others), None)
    right_to_left = script in RTL_SCRIPTS if script else language in RTL_LANGUAGES
    return "rtl" if right_to_left else "ltr"
