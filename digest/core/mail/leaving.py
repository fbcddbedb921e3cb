"""How links that act for one reader call themselves, in their words or their address.

The words are stems, in lower case, and one of them is enough.
"""

import re
from functools import cache

LEAVING = """
en unsub|optout|opt-out|opt out|opt_out|preferences|email settings|stop receiving|stop emails
en stop these|remove me|manage subscription|manage your subscription|manage your email
en cancel subscription|cancel your subscription
af teken uit
ar إلغاء الاشتراك|الغاء الاشتراك|إلغاء اشتراك
bg отпиш|отписване|прекратяване на абонамент
bn আনসাবস্ক্রাইব|সদস্যতা বাতিল
ca donar-se de baixa|cancel·la
cs odhlásit|odhlaste|odhlášení|zrušit odběr
da afmeld|frameld|afbestil
de abmeld|abbestell|liste austragen|newsletter austragen|abo beenden|abo kündigen|abo verwalten
el διαγραφή|απεγγραφ|κατάργηση εγγραφής|ακύρωση συνδρομής
es darse de baja|darme de baja|date de baja|cancelar|desuscri|anular la suscripción|preferencias
et loobu|tühista tellimus
fa لغو اشتراک|لغو عضویت
fi peruuta tilaus|peru tilaus|lopeta tilaus|peruuta uutiskirje
fr désinscri|desinscri|désabonn|desabonn|ne plus recevoir|préférences
he הסר|הסרה|בטל הרשמה|ביטול הרשמה|ביטול מנוי
hi सदस्यता समाप्त|सदस्यता रद्द|अनसब्सक्राइब
hr odjav|otkaži pretplatu|otkažite pretplatu
hu leiratkoz
id berhenti berlangganan|batalkan langganan
is afskrá|segja upp áskrift
it cancella|disiscri|annulla l'iscrizione|annulla iscrizione|preferenze
ja 配信停止|購読解除|購読を解除|登録解除|配信を停止|配信解除|退会
ko 구독 취소|구독취소|구독 해지|구독해지|수신거부|수신 거부
lt atsisaky|nutraukti prenumerat
lv atrakst|atteikties
ms berhenti melanggan|nyahlanggan
nb avmeld|meld deg av|meld av|avslutt abonnement
nl afmelden|uitschrijv|voorkeuren
pl wypisz|wypisać|rezygn|zrezygn|anuluj subskrypcj
pt descadastr|cancelar|desinscrev|anular a subscrição|remover inscrição|preferências
ro dezabon|anulează abonament
ru отписа|отпис|отказаться от рассылки|отменить подписку
sk odhlásiť|odhlásenie|zrušiť odber
sl odjav
sr одјав|откажи претплату
sv avregistrera|avprenumerera|avsluta prenumeration|säg upp
th ยกเลิกการสมัคร|ยกเลิกการรับ|เลิกรับ
tr abonelikten|aboneliği|üyelikten|listeden çık
uk відпис|скасувати підписку|відмовитися від розсилки
vi hủy đăng ký|huỷ đăng ký|ngừng nhận
zh 退订|退訂|取消订阅|取消訂閱|管理订阅
"""
PERSONAL = """
confirm|verif|activat|cancel|manage|settings|preferen|profil|account|logout|log out|sign out|login
subscri|suscri|subscre|subskr|iscri|abonn|abonel|abonament|prenumer|tilaus|odběr|odber|pretplat
подпис|підпис|абонамент|订阅|訂閱|購読|구독|اشتراك
"""


def leads_out(said: str) -> bool:
    """Whether words or an address speak of leaving a newsletter, or of choosing what it sends."""
    folded = said.casefold()
    return any(stem in folded for stem in _leaving())


def acts(said: str) -> bool:
    """Whether what they speak of may be one reader's own, and to open it may do something."""
    folded = said.casefold()
    return any(stem in folded for stem in (*_leaving(), *_stems(PERSONAL)))


def listed(header: str | None) -> frozenset[str]:
    """The addresses in the header field List-Unsubscribe."""
    return frozenset(address.strip() for address in re.findall(r"<([^>]+)>", header or ""))


@cache
def _leaving() -> tuple[str, ...]:
    lines = LEAVING.strip().split("\n")
    return _stems("\n".join(line.partition(" ")[2] for line in lines))


@cache
def _stems(table: str) -> tuple[str, ...]:
    return tuple(table.strip().casefold().replace("\n", "|").split("|"))
