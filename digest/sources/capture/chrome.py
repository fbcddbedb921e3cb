"""The lines of a page that are of no post: links, notices, menus, divisions, in many languages."""

import re
from functools import lru_cache
from typing import Literal

from digest.core.dates import read_date
from digest.core.month_names import fold
from digest.sources.capture.labels import phrases

# Links and buttons
CHROME = phrases(
    "read more|read|read on|read post|read article|read the article|read the post",
    "read full article|read the full post|read full post|read now|keep reading|continue reading",
    "continue|learn more|view post|view article|view all|view more|see more|see all|see all posts",
    "view all posts|more|show more|load more|load more posts|more posts|more articles|full story",
    "permalink|comments|leave a comment|no comments|share|share this|copy link|skip to content",
    "skip to main content|skip to primary content|skip navigation|back to top|toggle navigation",
    "toggle menu|menu|close|toggle dark mode|dark mode|light mode|toggle theme|search|search...",
    "previous|prev|next|older|newer|older posts|newer posts|older entries|newer entries|next page",
    "previous page|prev page|first|last|pagination|posts navigation|post navigation",
    "page navigation|all rights reserved|subscribe|sign up|rss|rss feed|atom feed|cookie policy",
    "privacy policy|terms of service|privacy|weiterlesen|mehr lesen|mehr erfahren|zum artikel",
    "ältere beiträge|neuere beiträge|nächste seite|vorherige seite|weiter|zurück",
    "zum inhalt springen|zum inhalt|impressum|datenschutz|nach oben|lire la suite|lire plus",
    "en savoir plus|lire l'article|suivant|précédent|page suivante|page précédente",
    "articles plus anciens|articles plus récents|aller au contenu|mentions légales|leer más",
    "seguir leyendo|continuar leyendo|siguiente|anterior|entradas antiguas|página siguiente",
    "entradas más recientes|entradas anteriores|saltar al contenido|ir al contenido|ler mais",
    "leia mais|continue lendo|continuar lendo|próxima|próximo|posts antigos|pular para o conteúdo",
    "leggi tutto|leggi di più|continua a leggere|continua|avanti|indietro|successivo|precedente",
    "vai al contenuto|lees meer|lees verder|verder lezen|volgende|vorige|oudere berichten",
    "naar inhoud|läs mer|fortsätt läsa|nästa|föregående|äldre inlägg|läs vidare|læs mere|næste",
    "forrige|les mer|neste|eldre innlegg|czytaj dalej|czytaj więcej|więcej|następna|następny",
    "poprzedni|starsze wpisy|číst dál|číst dále|číst více|celý článek|další|předchozí",
    "читать далее|читать дальше|читать полностью|подробнее|далее|назад|следующая|предыдущая",
    "читати далі|devamını oku|devamı|sonraki|önceki|daha fazla|続きを読む|もっと読む|もっと見る",
    "次へ|前へ|次のページ|前のページ|阅读更多|阅读全文|继续阅读|閱讀更多|繼續閱讀|下一页|上一页",
    "더 보기|더 읽기|계속 읽기|다음|이전|اقرأ المزيد|المزيد|التالي|السابق",
)
CHROME_PATTERN = re.compile(
    r"(?:©|c\)|copyright\b).*|.*\ball rights reserved\b.*"
    r"|(?:proudly )?(?:powered|built|made) (?:by|with)\b.{0,80}|(?:theme|design(?:ed)?) by\b.{0,60}"
    r"|(?:subscribe|sign up|follow|join)\b.{0,40}\b(?:newsletter|feed|updates|list|e?-?mail)"
    r"|continue reading\b.{0,300}|skip to \w+(?: \w+)?"
    r"|\d{1,3}|\d+ (?:comments?|likes?)"
    r"|(?:page|seite|página|pagina|strona|страница|sayfa)\s*\d+(?:\s*(?:of|von|sur|de|di|van|/|z|из)\s*\d+)?"
    r"|(?:older|newer|previous|next) (?:posts?|entries|articles?|page)"
    r"|(?:(?:next|prev|previous|older|newer|first|last|page|…|\.{3}|\d{1,3})(?:[\s|·«»‹›<>→←]+|$))+"
)

# Words that headings and menus of a page are made of
MENU = phrases(
    "home|blog|blogs|weblog|post|posts|article|articles|writing|writings|essay|essays|note|notes",
    "about|about me|archive|archives|tag|tags|category|categories|topic|topics|contact|search",
    "feed|project|projects|now|uses|newsletter|news|rss|atom|talks|papers|publications|resume|cv",
    "work|portfolio|github|twitter|x|linkedin|mastodon|bluesky|youtube|email|login|log in|sign in",
    "sign up|subscribe|journal|series|stories|entries|updates|latest|recent|featured|popular|all",
    "books|links|reading|guides|tutorials|research|engineering blog|changelog|faq|docs|podcast",
    "start here|photos|startseite|beiträge|artikel|alle|neueste|über|über mich|kontakt|archiv",
    "schlagwörter|kategorien|accueil|billets|tous|derniers|à propos|étiquettes|catégories|récents",
    "inicio|entradas|artículos|todas|todos|últimas|acerca de|sobre|sobre mí|contacto|archivo",
    "etiquetas|início|artigos|contato|postagens|arquivo|articoli|tutti|ultimi|chi sono|contatti",
    "archivio|berichten|artikelen|over|inlägg|artiklar|alla|om|kontakta|indlæg|artikler|innlegg",
    "arkiv|wpisy|artykuły|wszystkie|o mnie|strona główna|články|všechny|úvod|главная|блог|статьи",
    "все|записи|архив|об авторе|о блоге|контакты|статті|ana sayfa|yazılar|tüm|hakkında|iletişim",
    "ホーム|ブログ|記事|記事一覧|すべて|プロフィール|お問い合わせ|タグ|アーカイブ|首页|博客|文章",
    "全部|关于|归档|标签|홈|블로그|글|소개|الرئيسية|المدونة|مدونة|المقالات|مقالات|كل|عن|اتصل",
)
MENU_FILLER = phrases(
    "the|our|my|from|and|&|of|on|les|le|la|los|las|die|os|i|to|in|all|by|year|date",
)

MARKS = " ←→↑↓«»‹›<>[](){}.…:|·-–—➜➔⟶+*#"
LONGEST_DIVISION = 30
Nature = Literal["text", "chrome", "menu", "division"]


@lru_cache(maxsize=4096)
def nature_of(text: str) -> Nature:
    """What a line is by its words alone."""
    if len(text) <= LONGEST_DIVISION and _is_division(text):
        return "division"
    if is_chrome(text):
        return "chrome"
    return "menu" if _is_menu(text) else "text"


def _is_division(text: str) -> bool:
    """Whether a line is a year or a month above the posts of that time."""
    if text.isdigit() and len(text) == 4:
        return True
    month = read_date(text, origin="capture") or read_date(f"{text} 2000", origin="capture")
    return month is not None and month.precision == "month"


@lru_cache(maxsize=4096)
def is_chrome(text: str) -> bool:
    """Whether a line is a link or a notice of the page."""
    bare = fold(text).strip(MARKS)
    return not bare or bare in CHROME or bool(CHROME_PATTERN.fullmatch(bare))


def _is_menu(text: str) -> bool:
    """Whether a line is a heading or a menu of the page: `All articles.`, `Home About Archive`."""
    folded = fold(text).strip(" .:#")
    parts = [part for part in re.split(r"\s*[|·•/,>»]\s*", folded) if part]
    if all(part in MENU for part in parts):
        return True
    found = folded.split()
    return any(word in MENU for word in found) and all(
        word in MENU or word in MENU_FILLER for word in re.split(r"[\s|·•/,>»&]+", folded) if word
    )
