"""Domains of free mailboxes: nobody but their owners may send for them."""

COUNTRIES = (
    ("aol", "co.uk de fr it jp"),
    ("gmx", "at ch co.uk com de es eu fr info net org us"),
    ("hotmail", "be ca ch co.jp co.uk com com.ar com.au com.br de dk es fi fr it nl no se"),
    ("live", "at be ca ch cl cn co.uk com com.ar com.au com.mx com.pt de dk fr ie it jp nl no se"),
    (
        "outlook",
        "at be cl co.id co.th com com.ar com.au com.br cz de dk es fr hu ie in it jp kr pt",
    ),
    ("yahoo", "ca co.id co.in co.jp co.kr co.nz co.th co.uk co.za com com.ar com.au com.br com.cn"),
    (
        "yahoo",
        "com.hk com.mx com.ph com.sg com.tr com.tw com.vn de dk es fr gr ie in it no pl ro se",
    ),
    ("yandex", "by com com.tr kz ru ua"),
)
OTHERS = (
    "gmail.com googlemail.com aol.com ymail.com rocketmail.com msn.com icloud.com me.com "
    "mac.com proton.me protonmail.com pm.me tuta.com tutanota.com mail.com email.com inbox.com "
    "zoho.com zohomail.com zohomail.eu hey.com fastmail.com web.de freenet.de t-online.de arcor.de "
    "posteo.de mailbox.org bluewin.ch orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it "
    "virgilio.it tiscali.it alice.it ziggo.nl telenet.be seznam.cz centrum.cz wp.pl o2.pl onet.pl "
    "interia.pl abv.bg ukr.net mail.ru bk.ru list.ru inbox.ru internet.ru ya.ru rambler.ru qq.com "
    "foxmail.com 163.com 126.com yeah.net sina.com sohu.com naver.com daum.net hanmail.net "
    "docomo.ne.jp ezweb.ne.jp softbank.ne.jp rediffmail.com comcast.net verizon.net att.net "
    "sbcglobal.net bellsouth.net btinternet.com uol.com.br bol.com.br terra.com.br ig.com.br"
)

FREE = frozenset(
    (*OTHERS.split(), *(f"{name}.{end}" for name, ends in COUNTRIES for end in ends.split()))
)
