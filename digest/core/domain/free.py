"""Domains of free mailboxes: nobody but their owners may send for them."""

FREE = frozenset(
    "gmail.com googlemail.com yahoo.com ymail.com aol.com hotmail.com outlook.com live.com msn.com "
    "icloud.com me.com gmx.de gmx.net gmx.com web.de mail.ru yandex.ru qq.com 163.com proton.me "
    "protonmail.com".split()
)
