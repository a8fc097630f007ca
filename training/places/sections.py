"""Which countries a section of towns.txt speaks of."""

from __future__ import annotations

ARAB = tuple("SY IQ LB JO PS EG LY TN DZ MA EH MR SD SS YE SA OM AE KW QA BH SO DJ KM".split())
NEAR = frozenset((*ARAB, "IL", "TR", "IR"))
AFRICA = tuple(
    "NG ET ER KE UG TZ RW BI CD CG CF CM TD NE ML BF SN GM GN GW SL LR CI GH TG BJ GA GQ AO ZM ZW MZ MW MG ZA BW NA LS SZ MU"
    " SC CV ST".split()
)
LATIN_AMERICA = tuple("MX GT HN SV NI CR PA CU JM HT DO PR CO VE EC PE BO BR AR CL UY PY GY SR TT BS BB BZ GF".split())
OCEANIA = tuple("AU NZ FJ PG SB VU TO WS KI NR PW FM MH".split())
EAST = tuple("CN JP KR KP TW VN TH ID MY PH MM KH LA SG LK BD NP MN HK MO BT BN TL".split())
MIDDLE = tuple("GE AM AZ KZ UZ TM TJ KG AF".split())
EUROPE = tuple(
    "AT CH LI BE NL LU DK SE NO FI IS EE LV LT PL CZ SK HU SI HR BA RS ME MK AL XK GR CY MT IT ES PT RO BG MD BY AD MC SM VA"
    " GI FO SJ AX".split()
)
SECTIONS: dict[str, tuple[str, ...]] = {
    "Iraq": ("IQ",), "Syria": ("SY",), "Lebanon": ("LB",), "Jordan": ("JO",), "Palestine": ("PS", "IL"),
    "Israel and the Golan": ("IL", "SY"), "Egypt": ("EG",), "Libya": ("LY",), "Tunisia": ("TN",), "Algeria": ("DZ",),
    "Morocco and Western Sahara": ("MA", "EH"), "Mauritania": ("MR",), "Sudan": ("SD",), "South Sudan": ("SS",),
    "Yemen": ("YE",), "Saudi Arabia": ("SA",), "Oman": ("OM",), "United Arab Emirates": ("AE",), "Kuwait": ("KW",),
    "Qatar": ("QA",), "Bahrain": ("BH",), "Somalia": ("SO",), "Djibouti": ("DJ",), "Comoros": ("KM", "YT"), "Turkey": ("TR",),
    "Iran": ("IR",), "Ukraine": ("UA", "RU"), "Russia": ("RU",), "Caucasus, Central Asia, Afghanistan": MIDDLE,
    "Pakistan": ("PK",), "India": ("IN",), "East and South-East Asia": EAST, "United States": ("US",), "Canada": ("CA",),
    "Britain and Ireland": ("GB", "IE"), "France": ("FR",), "Germany": ("DE",), "the rest of Europe": EUROPE,
    "Africa south of the Sahara": AFRICA, "Latin America": LATIN_AMERICA, "Oceania": OCEANIA,
}  # fmt: skip
EVERYWHERE: tuple[str, ...] = ()
