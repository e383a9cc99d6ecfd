"""Names the style sheets of a page, in the order in which they load.

They are links and not imports in one sheet: they load side by side, and their hashed names hold for years.
A new part gets its own file in `parts/`, a screen its own few lines in `screens/`; name it here.
"""

PARTS = (
    "account",
    "avatar",
    "bar",
    "button",
    "card",
    "checks",
    "dialog",
    "empty",
    "field",
    "list",
    "logo",
    "money",
    "more",
    "note",
    "panel",
    "said",
    "skip",
    "spark",
    "step",
    "tag",
    "timeline",
    "undo",
    "views",
    "why",
)
SCREENS = (
    "arrangement",
    "court",
    "desk",
    "entrance",
    "guidance",
    "outcomes",
    "setup",
    "tenant",
    "portal",
    "training",
    "worklist",
)
SHEETS = (
    *(f"css/{name}.css" for name in ("layers", "reset", "tokens", "base", "layout")),
    *(f"css/parts/{name}.css" for name in PARTS),
    *(f"css/screens/{name}.css" for name in SCREENS),
    "css/print.css",
)
