"""A news agency is known by its names, and by nothing that only looks like one."""

from __future__ import annotations

import re

__all__ = ["agency_in_credit", "agency_named"]


def agency_named(name: str) -> str:
    """The usual name of the agency that `name` is, or an empty string.

    >>> agency_named("The Associated Press"), agency_named("Ap Moller")
    ('AP', '')
    """
    key = SQUEEZE.sub(" ", name.lower()).strip()
    return _BY_NAME.get(key.removeprefix("the "), "")


def agency_in_credit(text: str) -> str:
    """The agency that a text credits in its dateline or opening: `PARIS (AFP) -`.

    Only the first 160 characters count, and only a name in brackets or before a dash.
    """
    for found in CREDIT.finditer(text[:160]):
        for part in SEPARATORS.split(found[1] or found[2]):
            if agency := agency_named(part):
                return agency
    return ""


SQUEEZE = re.compile(r"[\s.,]+")
SEPARATORS = re.compile(r"[/,;&+]|\s-\s")
CREDIT = re.compile(
    r"[(（\[]([^()（）\[\]]{2,40})[)）\]]|(?:^|[,.]\s)([A-Z][\w .]{1,30})\s+[-–—]\s"
)

AGENCIES = {
    "AP": "ap|associated press|apnews|ap news",
    "Reuters": "reuters|thomson reuters|reuters staff|reuters news agency",
    "AFP": "afp|agence france-presse|agence france presse|afp news|afp com",
    "dpa": "dpa|deutsche presse-agentur|deutsche presse agentur|dpa-infocom|dpa infocom|dpa-afx"
    "|dpa international",
    "epd": "epd|evangelischer pressedienst",
    "KNA": "kna|katholische nachrichten-agentur",
    "SID": "sid|sport-informations-dienst",
    "APA": "apa|austria presse agentur|apa-ots",
    "SDA": "sda|keystone-sda|awp|schweizerische depeschenagentur|keystone-ats|ats",
    "TASS": "tass|itar-tass|тасс|итар-тасс",
    "RIA Novosti": "ria novosti|риа новости",
    "Interfax": "interfax|интерфакс|interfax-ukraine",
    "Ukrinform": "ukrinform|укринформ|укрінформ",
    "Unian": "unian|уніан|униан",
    "MENAFN": "menafn",
    "ANI": "ani|asian news international",
    "PTI": "pti|press trust of india",
    "IANS": "ians|indo-asian news service",
    "UNI": "united news of india",
    "APP": "associated press of pakistan",
    "BSS": "bangladesh sangbad sangstha",
    "Xinhua": "xinhua|xinhua news agency|新华社|新华网",
    "Kyodo": "kyodo|kyodo news|共同通信|共同",
    "Jiji": "jiji|jiji press|時事通信|時事",
    "Yonhap": "yonhap|yonhap news agency|연합뉴스",
    "CNA": "central news agency|中央社",
    "Antara": "antara|antara news",
    "Bernama": "bernama",
    "VNA": "vietnam news agency|ttxvn",
    "EFE": "efe|agencia efe|efe news",
    "Europa Press": "europa press|europapress",
    "ANSA": "ansa",
    "Adnkronos": "adnkronos",
    "AGI": "agenzia giornalistica italia",
    "Lusa": "lusa|agência lusa|agencia lusa",
    "Belga": "belga|belga news agency",
    "ANP": "anp|algemeen nederlands persbureau",
    "NTB": "ntb|norsk telegrambyrå",
    "TT": "tt|tt nyhetsbyrån|tidningarnas telegrambyrå",
    "Ritzau": "ritzau",
    "STT": "stt|suomen tietotoimisto",
    "BNS": "bns|baltic news service",
    "ELTA": "elta",
    "PAP": "pap|polska agencja prasowa",
    "CTK": "čtk|ctk|česká tisková kancelář",
    "TASR": "tasr",
    "SITA": "sita",
    "MTI": "mti",
    "Agerpres": "agerpres",
    "BTA": "bta|българска телеграфна агенция",
    "Tanjug": "tanjug|tanjug agency",
    "Beta": "novinska agencija beta",
    "HINA": "hina",
    "STA": "slovenska tiskovna agencija",
    "ANA-MPA": "ana-mpa|ana mpa|απε-μπε",
    "Anadolu": "aa|anadolu|anadolu agency|anadolu ajansı",
    "DHA": "dha|demirören haber ajansı",
    "İHA": "iha|i̇ha|ihlas haber ajansı",
    "IRNA": "irna",
    "WAM": "wam|emirates news agency",
    "SPA": "saudi press agency",
    "QNA": "qatar news agency",
    "KUNA": "kuna",
    "MENA": "middle east news agency",
    "SANA": "syrian arab news agency",
    "MAP": "maghreb arabe presse",
    "APS": "algérie presse service",
    "NAN": "nan|news agency of nigeria",
    "GNA": "gna|ghana news agency",
    "SAnews": "sanews|south african government news agency",
    "PANA": "panapress|pana press",
    "Canadian Press": "canadian press|la presse canadienne|cp",
    "PA Media": "pa|pa media|press association|pa news agency",
    "AAP": "aap|australian associated press",
    "UPI": "upi|united press international",
    "Bloomberg": "bloomberg|bloomberg news",
    "Dow Jones": "dow jones|dow jones newswires",
    "TNS": "tns|tribune news service|tribune content agency",
    "CNN Newsource": "cnn newsource|cnn wire",
    "Agência Brasil": "agência brasil|agencia brasil|ebc",
    "Estadão Conteúdo": "estadão conteúdo|estadao conteudo",
    "Notimex": "notimex",
    "Télam": "télam|telam",
    "Prensa Latina": "prensa latina",
    "PR Newswire": "pr newswire|prnewswire",
    "Business Wire": "business wire|businesswire",
    "GlobeNewswire": "globenewswire|globe newswire",
    "IPS": "inter press service",
}
_BY_NAME = {name: agency for agency, names in AGENCIES.items() for name in names.split("|")}
