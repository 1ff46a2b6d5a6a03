"""Three-letter codes of nationalities and issuers of documents. No names of countries here.

ISO 3166-1 alpha-3, and the codes ICAO 9303 part 3, section 5, adds for those no state covers.
"""

from __future__ import annotations

STATELESS = "XXA"
REFUGEE = "XXB"
OTHER_REFUGEE = "XXC"
UNSPECIFIED = 3 * "X"
"""Nobody knows: what an agent picks where the document does not say."""

ISO = frozenset(
    """
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD
    BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR
    COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH
    ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL
    GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR
    JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR
    MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL
    NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY
    PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP
    SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA
    UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
    """.split()  # noqa: SIM905 - a page of codes, not of quotes
)
BESIDES = frozenset(
    {
        *(STATELESS, REFUGEE, OTHER_REFUGEE, UNSPECIFIED),
        *("GBD", "GBN", "GBO", "GBP", "GBS"),  # British, but not citizens of the United Kingdom
        *("RKS", "XKX"),  # Kosovo: on its passports, and in much software
        *("UNO", "UNA", "UNK", "EUE", "XOM", "XPO", "XCE"),  # laissez-passer of organisations
        *("XBA", "XIM", "XCC", "XCO", "XEC", "XES", "XMP", "XDC"),
    }
)
_SPELT_OTHERWISE = {"D": "DEU", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "XKX": "RKS"}
"""Germany is one letter on its documents; the others stand on documents of some age."""


def nation(code: str) -> str | None:
    """Return the code to keep for *code*, of a person or a document; None if there is no such."""
    letters = code.strip().rstrip("<").upper()
    known = _SPELT_OTHERWISE.get(letters, letters)
    return known if known in ISO or known in BESIDES else None
