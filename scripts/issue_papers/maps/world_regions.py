"""Which part of the world a country is in, by the United Nations' M49 standard.

The names of the parts are CLDR's, under the same codes: `150` is Europe. Taiwan and Kosovo, which
M49 doesn't list, are where CLDR has them (its containment of territories).

Source: https://unstats.un.org/unsd/methodology/m49/
"""

from __future__ import annotations

AFRICA, OCEANIA, AMERICAS, ASIA, EUROPE = "002", "009", "019", "142", "150"

_COUNTRIES = {
    AFRICA: (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA "
        "MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW"
    ),
    OCEANIA: (
        "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS"
    ),
    AMERICAS: (
        "AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY "
        "HN HT JM KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI"
    ),
    ASIA: (
        "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN "
        "MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE"
    ),
    EUROPE: (
        "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT "
        "LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK"
    ),
}
_REGIONS = {
    country: region for region, countries in _COUNTRIES.items() for country in countries.split()
}

WORLD = "001"


def region_of(country: str) -> str:
    """Return the M49 code of the part of the world that a country is in.

    Args:
        country: ISO 3166-1 alpha-2.

    Returns:
        The code; that of the world for what is in no part, as Antarctica.
    """
    return _REGIONS.get(country, WORLD)
