"""Lines of a scraped page that aren't its story: menus, prompts, captions, lists of other stories.

Every pattern is tried on one line of bounded length, so none can run away.
"""

from __future__ import annotations

import re
from enum import Enum, auto

_LONGEST = 420
"""Lines longer than this, in characters, are prose or captions, never furniture."""


class Kind(Enum):
    """What a line of a page is."""

    TEXT = auto()
    """Prose, a headline, a list item: the layout decides."""
    NOISE = auto()
    """Furniture: dropped wherever it stands."""
    CAPTION = auto()
    """The text or credit of a picture."""
    INSET = auto()
    """Points to other stories; it and the headlines under it are dropped."""
    LIST = auto()
    """Opens a list of other stories, perhaps with their first sentences."""
    END = auto()
    """Opens what comes after the story."""


def _lines(*patterns: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(patterns) + ")", re.IGNORECASE)


_SHARE = (
    r"(?:share|tweet|e-?mail|print|save|copy link|link copied!?|facebook|twitter|x|whatsapp|telegram|linkedin|reddit"
    r"|pinterest|messenger|flipboard|pocket|line|wechat|sms|bookmark|gift(?: this)?(?: article)?)"
)
_NOISE = _lines(
    r"(?:\W{0,4}(?:advertisements?|adverts?|ad|sponsored(?: content| by .{1,40})?|promoted|paid (?:post"
    r"|content))\W{0,4})",
    r"(?:story|article|content) continues (?:below|after).{0,40}",
    r"(?:scroll|continue|keep) (?:down )?(?:to continue|reading|scrolling).{0,60}",
    rf"{_SHARE}(?:[\s|,/·•&]{{1,5}}(?:and |or |on |via |by |to |this |story |article )?{_SHARE}){{0,14}}\W{{0,3}}",
    r"share (?:this|on|via|with|to|article|story)\b.{0,60}",
    r"(?:follow|like|join|find|connect with|visit) us\b.{0,160}",
    r"(?:follow|join) .{1,80}(?:\bon (?:twitter|x|facebook|instagram|whatsapp|telegram|threads|linkedin|youtube"
    r"|tiktok|google news)\b|channel\b).{0,60}",
    r"follow (?:the )?.{1,40}\bcoverage\b.{0,160}",
    r"(?:sign|log) ?(?:up|in|out)\b(?:\W{0,3}|(?: for| to| here| now| with| today| or).{0,200})",
    r"(?:subscribe|register)(?:\W{0,3}|(?: now| today| here| to| for| and| or)\b.{0,200})",
    r"(?:get|receive|start) (?:the|our|your|all|more|unlimited|daily)\b.{0,120}\b(?:newsletter|inbox|alerts"
    r"|e-?mail|app|access|subscription|trial)\b.{0,80}",
    r".{0,60}\b(?:our|free|daily|weekly|morning|evening)\b.{0,24}\bnewsletters?\b.{0,80}",
    r"(?:to|please) (?:continue|keep) reading.{0,120}|already (?:a )?(?:subscriber|registered|member)\b.{0,80}",
    r"(?:download|get|install) (?:the|our) .{0,30}\bapp\b.{0,60}",
    r"(?:we|this (?:web)?site|our (?:web)?site|our partners|we and our .{1,40})\b.{0,40}\b(?:uses?|using|stores?"
    r"|sets?)\b.{0,80}\bcookies?\b.{0,280}",
    r"by (?:continuing|clicking|using|browsing|subscribing|signing)\b.{0,280}\b(?:cookies?|terms|privacy|agree"
    r"|consent)\b.{0,200}",
    r"(?:accept|reject|allow|manage|decline)(?: all| essential| my| your)?(?: cookies?| preferences| consent|"
    r" choices)?(?: (?:and|&) (?:close|continue))?\W{0,2}",
    r"(?:cookie|privacy|consent) (?:policy|settings|preferences|notice|choices|statement|centre|center)\W{0,2}",
    r"(?:skip|jump) to (?:main )?(?:content|navigation|search|footer).{0,30}|(?:back|return) to (?:top"
    r"|home(?:page)?|homepage)",
    r"(?:open|close|toggle|show|hide)? ?(?:main )?(?:menu|navigation|search|sidebar|home(?: ?page)?)",
    r"(?:view |show |read |see |post |leave |add )?(?:all |a |the |\d{1,6} )?comments?(?: \(\d{1,6}\))?|no"
    r" comments(?: yet)?",
    r"(?:about )?\d{1,3}[ -]?min(?:ute)?s?(?: (?:read|listen|watch))|(?:estimated )?reading time\b.{0,30}|\d{1,6}"
    r" (?:views?|shares?|reads?)",
    r"(?:listen|play|pause|watch)(?: now| live)?(?: to)?(?: (?:this|the) (?:article|story|episode|audio"
    r"|video))?(?: \(?\d.{0,12})?|(?:your )?browser does not support.{0,80}",
    r"(?:increase|decrease|change|adjust)? ?(?:text|font) size.{0,20}|(?:add|set) .{1,40}\b(?:preferred"
    r"|favou?rite)\b.{0,40}",
    r"(?:to )?(?:view|watch|see|enable) this (?:content|video|post|tweet).{0,160}|please (?:enable|turn on)"
    r" (?:javascript|cookies).{0,80}",
    r"(?:trending|filed under|posted in|in this (?:article|story)|on the topic|category|categories|section)\W{0,2}",
    r"(?:have|got) (?:a )?(?:story|news) tip\b.{0,120}|(?:contact|e-?mail) (?:us|the (?:author|reporter"
    r"|newsroom))\b.{0,120}",
    r"\(?except for the headline\b.{0,200}|[\w., ]{2,40} [—–]",
    r"https?://\S{1,300}|www\.\S{1,300}|[\w.+-]{1,40}@[\w.-]{1,60}|#\w{1,40}(?: #\w{1,40}){0,12}",
)
_CAPTION = _lines(
    r"(?:\(?file\)? ?(?:photo|picture|image|pic|footage)|photo|picture|image|illustration|caption"
    r"|file)(?:\s?[:|–—]\s?|\s-\s).{1,400}",
    r"file (?:photo|picture|image)\b.{0,400}",
    r"(?:photo(?:graph)?|image|picture|video|graphic|illustration)s?(?: credit| source)? ?(?:by|courtesy|from|:"
    r"|/)\s?.{1,120}",
    r"(?:photo|image|picture) (?:credit|source|courtesy).{0,120}",
)
_PICTURED_BY = re.compile(
    r"(?:^|[\s(\[|.,/])(?:(?i:reuters|getty(?: images)?|shutterstock|xinhua|bloomberg|alamy|unsplash|epa(?:-efe)?"
    r"|handout|courtesy)"
    r"|AP Photo|AP|AFP|TASS|dpa|PA)(?:\s?/\s?| via (?=[A-Z]))[^.!?\n]{2,60}[)\]]?$"
    r"|[(\[](?:AP Photo|(?i:file(?: photo)?|photo|credit|image|handout|picture)\b)[^)\]\n]{0,80}[)\]]$"
    r"|\|\s?(?i:photo|image|picture) credit:?.{1,60}$"
)
_OTHERS = (
    r"(?:also|now) read|read (?:also|more|next|on|this|the full .{1,30})|see (?:also|more)|(?:more )?related(?:"
    r" (?:stories|story|articles?|news|content|coverage|links?|posts?|reading|topics?))?"
    r"|more on this(?: story| topic)?|don[’']?t miss(?: .{1,20})?|in case you missed it|must[ -]reads?"
    r"|recommended(?: (?:for you|reading|stories|articles))?|further reading"
)
_INSET = _lines(
    rf"(?:{_OTHERS})\s?[:|>»–—-]{{1,2}}\s?.{{0,240}}",
    rf"(?:{_OTHERS})\W{{0,3}}",
    r"(?:watch|listen|video|gallery|explainer|opinion|podcast|live|live updates)\s?[:|]\s?.{1,200}",
)
_LIST = _lines(
    r"(?:people|readers) (?:are|also)(?: \w+)? (?:read(?:ing)?|like[ds]?|view(?:ed)?)|you (?:may|might) (?:also )?"
    r"(?:be )?(?:like|enjoy|interested in).{0,30}",
    r"(?:most|top|trending|popular|latest)[ -](?:read|viewed|popular|shared|watched|commented|news|stories"
    r"|headlines?|articles?|posts?|videos?|now|today|in [\w &]{1,30}).{0,20}",
    r"trending(?: (?:now|today|topics|stories))?|editor[’']?s[’']? picks?|what to read next|read next|up next"
    r"|more to explore|keep exploring.{0,40}",
    r"more (?:from|in|on|by|about) [\w &'’:-]{1,50}|more (?:news|stories|headlines|coverage|top stories)(?:"
    r" .{1,30})?",
    r"(?:next|previous|older|newer) (?:story|article|post|stories)\b.{0,120}|promoted stories|sponsored"
    r" (?:stories|links)|(?:around|from) the web.{0,30}",
    r"related (?:stories|articles|news|topics|content|coverage|posts|tags)\W{0,2}|recommended(?: (?:for you"
    r"|stories|articles|reading))\W{0,2}",
)
_END = _lines(
    r"next in [\w &'’-]{1,40}|others also read",
    r"(?:tags?|topics?|keywords?|filed under|explore more|read more about)\s?:.{0,200}|tags?|topics?|related topics",
    r"(?:join the conversation|leave a (?:reply|comment)|have your say|comments \(\d{1,6}\)|show comments|about"
    r" the (?:author|writer)s?)\b.{0,60}",
    r"our standards\s?:.{0,120}|(?:©|\(c\)|copyright)[\s©]{1,3}(?:(?:19|20)\d\d\b|\(c\)).{0,300}|©.{0,300}",
    r".{0,120}\ball rights reserved\b.{0,200}",
    r"(?:this (?:material|article|content|story)|no part of this .{1,30}) may not be (?:published|reproduced"
    r"|republished).{0,240}",
    r"(?:terms (?:of (?:use|service)|and conditions|& conditions)|privacy policy|about us|contact us|advertise"
    r" with us|careers|help cent(?:re|er))(?:\s?[|·•].{0,200})?",
)


_SECTIONS = frozenset(
    {
        "home", "news", "world", "international", "national", "local", "regional", "nation", "us", "uk",
        "europe", "asia", "africa", "americas", "business", "economy", "markets", "money", "finance",
        "politics", "opinion", "comment", "views", "sport", "sports", "football", "weather", "search",
        "menu", "culture", "arts", "entertainment", "lifestyle", "style", "life", "travel", "food", "books",
        "music", "film", "tv", "radio", "tech", "technology", "science", "health", "climate", "environment",
        "education", "crime", "courts", "obituaries", "video", "videos", "photos", "podcasts",
        "newsletters", "puzzles", "games", "live", "latest", "more", "about", "contact", "help", "jobs",
        "shop", "login", "log", "sign", "in", "up", "register", "subscribe", "account", "my", "e-paper",
        "epaper", "and", "&", "all",
    }
)  # fmt: skip
"""Words that menus are made of."""


def _is_menu(line: str) -> bool:
    """Whether a line is a menu: sections one behind another, with or without bars between them."""
    words = re.split(r"[\s|·•/»›]+", line.lower().strip(" |·•/»›"))
    if len(words) >= 2 and all(word in _SECTIONS for word in words):
        return True
    parts = [part.strip() for part in re.split(r"\s?[|·•»›]\s?", line) if part.strip()]
    short = all(len(part.split()) <= 3 for part in parts) and not any(c.isdigit() for c in line)
    known = sum(part.lower() in _SECTIONS for part in parts)
    return short and len(parts) >= 3 and 2 * known >= len(parts)


def kind_of(line: str) -> Kind:
    """What one line of a page is, by its words alone."""
    if len(line) <= _LONGEST:
        for pattern, kind in (
            (_CAPTION, Kind.CAPTION),
            (_END, Kind.END),
            (_LIST, Kind.LIST),
            (_INSET, Kind.INSET),
            (_NOISE, Kind.NOISE),
        ):
            if pattern.fullmatch(line):
                return kind
        if len(line) <= 200 and not line.endswith(".") and _is_menu(line):
            return Kind.NOISE
    if _PICTURED_BY.search(line, max(0, len(line) - 160)):
        return Kind.CAPTION
    return Kind.TEXT
