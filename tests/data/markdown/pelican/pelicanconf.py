import os

AUTHOR = "Somebody"
SITENAME = "A Pelican site"
SITEURL = ""
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "en"
ARTICLE_URL = "posts/{date:%Y}/{slug}/"
ARTICLE_SAVE_AS = "posts/{date:%Y}/{slug}/index.html"
PATH = "content"
DEBUG = bool(os.environ.get("DEBUG"))
