"""What a page holds but doesn't show: it must not become evidence."""

from __future__ import annotations

import re
from typing import Any

_NEVER_SHOWN = frozenset(
    {
        "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "datalist",
        "select", "input", "textarea", "button", "dialog", "math", "audio", "video", "map", "head", "title",
        "meta", "link",
    }
)  # fmt: skip
_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|content-visibility:hidden|opacity:0(?:\.0{1,6})?(?:[;!%]|$)"
    r"|font-size:0(?:\.0{1,6})?(?:px|em|rem|pt|%)?(?:[;!]|$)|(?:text-indent|left|top|right|bottom|margin-left|margin-top):-\d{3,}"
    r"|(?:^|;)(?:max-)?(?:height|width):[01]?(?:px|em|rem|pt|%)?(?:[;!]|$)"
    r"|clip:rect\(0|clip:rect\(1px|clip-path:(?:inset\((?:50|100)%|circle\(0|polygon\(0(?:px)?0)|transform:scale\(0|color:transparent|color:rgba\(\d{1,3},\d{1,3},\d{1,3},0\)"
)
_HIDING_CLASSES = frozenset(
    {
        "sr-only", "screen-reader-text", "visually-hidden", "visuallyhidden", "hidden", "is-hidden",
        "d-none", "u-hidden", "display-none", "off-screen", "offscreen",
    }
)  # fmt: skip
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,4000})\}")
_SELECTOR = re.compile(r"([.#])([\w-]{1,80})$")
_MOST_STYLE = 200_000
"""Characters of a page's own style sheets that are read."""


def drop_hidden(tree: Any) -> None:
    """Take out of an lxml tree, in place, all that a reader of the page doesn't see.

    Scripts and their kind, ``hidden`` and ``aria-hidden``, inline styles that hide,
    and elements that the page's own style sheet hides by class or id. The text
    behind an element stays.
    """
    classes, ids = _hidden_by_sheet(tree)
    doomed = [
        element for element in tree.iter() if not isinstance(element.tag, str) or _is_hidden(element, classes, ids)
    ]
    for element in doomed:
        if element.getparent() is not None:
            element.drop_tree()


def _is_hidden(element: Any, classes: set[str], ids: set[str]) -> bool:
    if element.tag in _NEVER_SHOWN:
        return True
    attributes = element.attrib
    if "hidden" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    if attributes.get("height") == "0" or attributes.get("width") == "0" or attributes.get("id") in ids:
        return True
    if not classes.isdisjoint(attributes.get("class", "").split()):
        return True
    style = attributes.get("style")
    return bool(style) and _hides(style)


def _hides(style: str) -> bool:
    """Whether declarations hide what they are for."""
    return _HIDING.search("".join(_COMMENT.sub("", style[:4000]).lower().split())) is not None


def _hidden_by_sheet(tree: Any) -> tuple[set[str], set[str]]:
    """Classes and ids that the page's ``<style>`` hides outright; rules for print or small screens don't count."""
    classes = set(_HIDING_CLASSES)
    ids: set[str] = set()
    sheet = "\n".join(element.text or "" for element in tree.iter("style"))[:_MOST_STYLE]
    for selectors, style in _RULE.findall(_outside_media(_COMMENT.sub("", sheet))):
        if not _hides(style):
            continue
        for selector in selectors.split(","):
            if found := _SELECTOR.fullmatch(selector.strip()):
                (classes if found[1] == "." else ids).add(found[2])
    return classes, ids


def _outside_media(sheet: str) -> str:
    """The rules at the top level of a style sheet, without ``@media`` blocks."""
    kept: list[str] = []
    depth = 0
    within = False
    for piece in re.split(r"([{}])", sheet):
        if depth == 0 and piece not in {"{", "}"}:
            within = piece.strip().startswith("@")
        if not within:
            kept.append(piece)
        depth += (piece == "{") - (piece == "}" and depth > 0)
    return "".join(kept)
