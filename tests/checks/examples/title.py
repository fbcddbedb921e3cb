"""DG412 title."""

from tests.checks.making import Foreign, in_message, swapped

RULE = "DG412"
EXAMPLES = (in_message(("<title>A letter</title>", "<title> </title>"), "warning", "no title"),)
SEEDS = (
    Foreign("compiled.html", "Release 4.2 of the depot</title>", "</title>", 2, 1),
    Foreign("hybrid.html", "Harbour News, number 12", "", 2, 1),
    swapped("<title>", "<title></title><!--"),
)
