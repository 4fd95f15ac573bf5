"""The vocabulary of quantities: number words, magnitudes, units, currencies."""

from __future__ import annotations

NUMBER_WORDS: dict[str, float] = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen "
        "eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "both": 2}

ROUND_COUNTS: dict[str, float] = {"dozen": 12, "score": 20, "couple": 2}
"""Words for a number that is meant roughly."""

ORDINAL_WORDS: dict[str, float] = {
    word: float(value)
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}

FRACTION_WORDS: dict[str, float] = {
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "half": 2,
}
"""The lower number of a fraction; plural s is stripped first."""

MAGNITUDES: dict[str, float] = {
    "thousand": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "mln": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
    "trn": 1e12,
    "m": 1e6,
    "k": 1e3,
    "crore": 1e7,
    "lakh": 1e5,
}

CURRENCY_SIGNS: dict[str, str] = {
    "$": "usd",
    "£": "gbp",
    "€": "eur",
    "¥": "jpy",
    "₹": "inr",
    "₩": "krw",
    "₽": "rub",
    "₺": "try",
    "₴": "uah",
    "₦": "ngn",
}

CURRENCY_WORDS: dict[str, str] = {
    word: code
    for code, words in {
        "usd": "dollars dollar dlrs dlr usd",
        "gbp": "pounds sterling stg gbp",
        "eur": "euros euro eur",
        "jpy": "yen jpy",
        "inr": "rupees rupee",
        "krw": "won",
        "rub": "roubles rubles rouble ruble",
        "cny": "yuan renminbi",
        "kr": "kroner kronor krone krona crowns crown",
        "chf": "francs franc",
        "try": "lira liras",
        "peso": "pesos peso",
        "uah": "hryvnia hryvnias",
        "ngn": "naira",
        "brl": "reais real",
        "zar": "rand",
        "pln": "zlotys zloty",
        "dem": "marks",
        "kes": "shillings shilling",
        "dinar": "dinars dinar",
        "riyal": "riyals riyal",
        "baht": "baht",
        "ringgit": "ringgit",
        "cent": "cents pence penny pennies",
    }.items()
    for word in words.split()
}

MEASURES: dict[str, tuple[str, float]] = {
    word: (base, factor)
    for words, base, factor in (
        ("tonne tonnes ton tons", "kg", 1000.0),
        ("kg kilo kilos kilogram kilograms", "kg", 1.0),
        ("gram grams", "kg", 0.001),
        ("lb lbs", "kg", 0.4536),
        ("ounce ounces oz", "kg", 0.02835),
        ("km kilometre kilometres kilometer kilometers", "m", 1000.0),
        ("mile miles", "m", 1609.34),
        ("metre metres meter meters", "m", 1.0),
        ("foot feet ft", "m", 0.3048),
        ("cm centimetre centimetres centimeters", "m", 0.01),
        ("mm millimetre millimetres millimeters", "m", 0.001),
        ("inch inches", "m", 0.0254),
        ("second seconds", "s", 1.0),
        ("minute minutes", "s", 60.0),
        ("hour hours", "s", 3600.0),
        ("day days", "s", 86400.0),
        ("week weeks", "s", 604800.0),
        ("month months", "month", 1.0),
        ("year years", "month", 12.0),
        ("decade decades", "month", 120.0),
        ("century centuries", "month", 1200.0),
        ("kw", "w", 1e3),
        ("mw megawatt megawatts", "w", 1e6),
        ("gw gigawatt gigawatts", "w", 1e9),
        ("kwh", "wh", 1e3),
        ("mwh", "wh", 1e6),
        ("gwh", "wh", 1e9),
        ("twh", "wh", 1e12),
        ("hectare hectares ha", "m2", 1e4),
        ("acre acres", "m2", 4046.9),
        ("litre litres liter liters", "l", 1.0),
        ("gallon gallons", "l", 3.785),
        ("barrel barrels bbl", "barrel", 1.0),
        ("mph", "m/s", 0.44704),
        ("kph", "m/s", 0.27778),
        ("knot knots", "m/s", 0.51444),
        ("degree degrees", "degree", 1.0),
        ("point points", "point", 1.0),
    )
    for word in words.split()
}

NAME_LIKE = frozenset(
    "article section chapter paragraph page pages part phase stage level category grade room gate flight route "
    "highway road "
    "line unit reactor number no version volume block terminal platform lane act clause resolution figure table group "
    "channel radio apollo covid day week round game set lot bus tram train hole seed ward district annex pier berth "
    "magnitude zone track type model class formula bin locker cell court courtroom year step version".split()
)
"""Words in front of a number that make it a name."""

BEFORE_NUMBER = frozenset(
    "in on at by of the a an some about around over under nearly almost only all its their his her these those and or "
    "but for to from with than as at least most more fewer less between that which were was are is had has have killed "
    "another other last first next past after before since during until another nearly roughly up just".split()
)
"""Capitalised in a heading or at a sentence's start, these aren't names in front of a number."""

NOUN_STOP = frozenset(
    "a an the this that these those and or but nor so if while although though because since unless as at by for "
    "from in "
    "into on onto to with without within under over after before between through during against among than then about "
    "above below across along around near off out up down via per is are was were be been being am do does did has "
    "have "
    "had having will would shall should can could may might must not no who whom whose which what when where why how "
    "it "
    "he she they we i you its his her their our my your said says also only still just already however there here "
    "yesterday today tomorrow ago each both either neither rather even too".split()
)
"""Words that end the phrase behind a number."""

NOT_COUNTED = frozenset(
    "new old other others more further additional different large small big major minor young whole full total extra "
    "local "
    "national foreign such same separate single several many few kind kinds type types sort sorts lot part member "
    "number "
    "good great high low long short late early first second third last next previous current former main key least "
    "most "
    "straight consecutive successive or so fewer less lower higher a".split()
)
"""Words that say nothing about what is counted."""
