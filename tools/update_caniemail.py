"""Make digest/data/caniemail.json anew of caniemail's own data: `update_caniemail.py FILE`.

FILE is what https://www.caniemail.com/api/data.json answers. Kept is the last version of each
client that caniemail tested, and the notes on those that support a feature in part or not at all.
The date in the words of the rules is set to that of the data; `UPDATE_GOLDEN=1` does the docs.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
DATA = ROOT / "digest/data/caniemail.json"
RULES = ROOT / "digest/checks"
FAMILIES = {
    "gmail": "Gmail", "outlook": "Outlook", "apple-mail": "Apple Mail", "yahoo": "Yahoo",
    "aol": "AOL", "samsung-email": "Samsung Email", "thunderbird": "Thunderbird",
    "protonmail": "Proton Mail", "fastmail": "Fastmail", "hey": "HEY", "gmx": "GMX",
    "web-de": "WEB.DE", "t-online-de": "T-Online", "ionos-1and1": "IONOS", "orange": "Orange",
    "sfr": "SFR", "free-fr": "Free", "laposte": "La Poste", "mail-ru": "Mail.ru", "wp-pl": "WP.pl",
}  # fmt: skip
PLATFORMS = {
    "desktop-webmail": "web", "outlook-com": "web", "mobile-webmail": "mobile web", "ios": "iOS",
    "android": "Android", "windows": "Windows", "macos": "Mac",
}  # fmt: skip
RETIRED = {("outlook", "windows-mail")}  # since 2025 it opens the new Outlook
CLASSIC = ("outlook", "windows")  # the new Outlook is that of the web
CATEGORIES = ("css", "html")


def main() -> None:
    """Write the data of the file that the command line names."""
    if len(sys.argv) != 2:
        sys.exit("type: python tools/update_caniemail.py data.json")
    try:
        data = trimmed(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        sys.exit(f"{sys.argv[1]}: not caniemail's data ({error!r}); take its api/data.json")
    before = json.loads(DATA.read_text("utf-8"))["updated"] if DATA.exists() else data["updated"]
    DATA.write_text(written(data), "utf-8")
    for file in sorted(RULES.glob("client_*.py")):
        words = file.read_text("utf-8")
        file.write_text(words.replace(before, data["updated"]), "utf-8")
    print(f"{DATA}: {len(data['features'])} features, as of {data['updated']}")


def trimmed(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What digest keeps of caniemail's data; a column of `support` is one client."""
    features = sorted(
        (each for each in raw["data"] if each["category"] in CATEGORIES), key=lambda f: f["slug"]
    )
    columns = tuple(_columns(features))
    return {
        "source": "https://www.caniemail.com",
        "licence": "MIT, see caniemail.LICENSE",
        "updated": raw["last_update_date"][:10],
        "clients": [
            [family, FAMILIES[family], _platform(family, name)] for family, name in columns
        ],
        "features": {each["slug"]: _feature(each, columns) for each in features},
    }


def written(data: Mapping[str, Any]) -> str:
    """The data as JSON, with one line for each client and feature, so that a diff can be read."""
    head = {key: value for key, value in data.items() if key not in {"clients", "features"}}
    clients = ",\n".join(json.dumps(each) for each in data["clients"])
    features = ",\n".join(
        f"{json.dumps(slug)}: {json.dumps(each, ensure_ascii=False)}"
        for slug, each in data["features"].items()
    )
    return (
        f'{json.dumps(head)[:-1]},\n"clients": [\n{clients}\n],\n"features": {{\n{features}\n}}}}\n'
    )


def _columns(features: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The clients that any feature was tested in, by family and platform."""
    tested = {
        (family, platform)
        for each in features
        for family, platforms in each["stats"].items()
        for platform in platforms
    }
    for family in FAMILIES:
        for platform in PLATFORMS:
            if (family, platform) in tested - RETIRED:
                yield family, platform


def _platform(family: str, platform: str) -> str:
    return f"{'classic ' if (family, platform) == CLASSIC else ''}{PLATFORMS[platform]}"


def _feature(feature: Mapping[str, Any], columns: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """Title, support by column (y, a in part, n, u unknown), and columns by note."""
    verdicts = [_verdict(feature["stats"].get(family, {}).get(name)) for family, name in columns]
    notes: dict[str, list[int]] = {}
    for number, text in (feature["notes_by_num"] or {}).items():
        told = [i for i, (support, of) in enumerate(verdicts) if support in "an" and number in of]
        if told:
            notes[text] = told
    support = "".join(support for support, _ in verdicts)
    kept = {"notes": notes} if notes else {}
    return {"title": feature["title"].strip(), "support": support, **kept}


def _verdict(versions: Mapping[str, str] | None) -> tuple[str, tuple[str, ...]]:
    """The support in the last version, and the numbers of its notes."""
    if not versions:
        return "u", ()
    support, *notes = list(versions.values())[-1].split()
    return support, tuple(note.removeprefix("#") for note in notes)


if __name__ == "__main__":
    main()
