"""The labels in front of facts, in many languages: `Published on`, `By`, `Tags:`."""

from digest.core.month_names import fold


def phrases(*rows: str) -> frozenset[str]:
    """Folded phrases, of which `|` separates one from the next."""
    return frozenset(fold(phrase) for row in rows for phrase in row.split("|"))


# Labels of a date; UPDATED ones make it the date of the last change
PUBLISHED = phrases(
    "published|published on|publication date|posted|posted on|post date|date|on|written on",
    "written|first published|created|created on|added|am|veröffentlicht|veröffentlicht am",
    "erstellt am|datum|publié|publié le|publiée le|le|publicado|publicado el|publicado em|el|em",
    "fecha|data|pubblicato|pubblicato il|il|gepubliceerd|gepubliceerd op|op|publicerad",
    "publicerad den|den|publicerat|udgivet|udgivet den|publisert|opublikowano|data publikacji",
    "publikováno|vydáno|опубликовано|дата|опубліковано|yayınlanma|yayın tarihi|yayınlandı|投稿日",
    "公開日|掲載日|发布于|发布时间|发表于|發佈於|게시일|작성일|نشر في|تاريخ النشر",
)
UPDATED = phrases(
    "updated|updated on|last updated|last updated on|last modified|modified|edited|revised",
    "aktualisiert|aktualisiert am|zuletzt aktualisiert|geändert am|mis à jour|mis à jour le",
    "actualizado|actualizado el|atualizado em|aggiornato|aggiornato il|bijgewerkt|bijgewerkt op",
    "uppdaterad|opdateret|oppdatert|zaktualizowano|aktualizováno|обновлено|оновлено|güncellendi",
    "güncellenme|更新日|最終更新日|更新于|更新時間|수정일|آخر تحديث",
)
BY = phrases(
    "by|written by|posted by|published by|author|authors|words by|von|autor|autorin|par|auteur",
    "por|escrito por|autora|di|autore|scritto da|door|av|af|forfatter|przez|od|автор|yazan|yazar",
    "著者|筆者|作者|글|작성자|بقلم|الكاتب",
)
TAGGED = phrases(
    "tags|tag|tagged|tagged with|tagged as|filed under|posted in|topics|topic|categories|category",
    "keywords|schlagwörter|schlagworte|kategorien|kategorie|themen|étiquettes|mots-clés",
    "catégories|catégorie|etiquetas|categorías|categoría|categorias|categoria|etichette|categorie",
    "trefwoorden|taggar|kategorier|tagi|štítky|теги|метки|рубрика|рубрики|категории|etiketler",
    "kategoriler|タグ|カテゴリ|カテゴリー|标签|標籤|分类|分類|태그|카테고리|الوسوم|وسوم|in",
)
