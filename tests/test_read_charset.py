from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.model import Miss, Page, Reason
from scraper.read.charset import decode, decode_bytes
from scraper.read.encodings import CODECS, codec_of

FRENCH = "L’été dernier, à Orléans, les élèves ont reçu “des prix” – une fête très réussie. " * 4
POLISH = "Wczoraj w Łodzi odbyło się spotkanie mieszkańców, którzy żądają nowej drogi. " * 4
RUSSIAN = "Вчера в городе прошло собрание жителей, сообщает местная газета. " * 6
JAPANESE = "昨日、町で大きな会議が開かれました。参加者は三百人でした。" * 6
KOREAN = "어제 마을에서 큰 회의가 열렸습니다. 참가자는 삼백 명이었습니다. " * 6


def html(text: str, meta: str = "") -> str:
    return f"<html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "codec", "header", "meta"),
    [
        (FRENCH, "utf-8", "", ""),
        (FRENCH, "utf-8", "charset=iso-8859-1", ""),
        (FRENCH, "utf-8", "charset=klingon", ""),
        (FRENCH, "utf-8", ';;; charset=;charset="', ""),
        (FRENCH, "utf-8", "charset=base64", ""),
        (FRENCH, "utf-8", "charset=undefined", ""),
        (FRENCH, "utf-8", "charset=windows-1251", ""),
        (FRENCH, "utf-8-sig", "charset=windows-1251", ""),
        (FRENCH, "utf-16", "", ""),
        (FRENCH, "utf-16-be", "charset=utf-16be", ""),
        (FRENCH, "utf-16-le", "", ""),
        (FRENCH, "cp1252", "charset=windows-1252", ""),
        (FRENCH, "cp1252", "charset=ISO-8859-1", ""),
        (FRENCH, "cp1252", 'charset="latin1"', ""),
        (FRENCH, "cp1252", "", ""),
        (FRENCH, "cp1252", "charset=utf-8", ""),
        (POLISH, "iso8859_2", "", '<meta charset="iso-8859-2">'),
        (POLISH, "iso8859_2", "", ""),
        (POLISH, "cp1250", "", ""),
        (RUSSIAN, "cp1251", "charset=windows-1251", ""),
        (RUSSIAN, "cp1251", "charset=iso-8859-1", ""),
        (RUSSIAN, "cp1251", "charset=iso-8859-1", '<meta charset="windows-1251">'),
        (RUSSIAN, "koi8_r", "", '<meta http-equiv="a" content="text/html; charset=koi8-r">'),
        (RUSSIAN, "cp1251", "", ""),
        (JAPANESE, "cp932", "charset=Shift_JIS", ""),
        (JAPANESE, "euc_jp", "", ""),
        (JAPANESE, "iso2022_jp", "", '<meta charset="iso-2022-jp">'),
        (JAPANESE, "cp932", "charset=euc-jp", ""),
        (KOREAN, "cp949", "charset=euc-kr", ""),
    ],
)
def test_text_survives_its_labels(text: str, codec: str, header: str, meta: str) -> None:
    page = html(text, meta)
    assert decode_bytes(page.encode(codec), f"text/html; {header}") == page


def test_a_label_is_read_as_browsers_read_it() -> None:
    page = html("“now” costs 3 €")
    assert decode_bytes(page.encode("cp1252"), "text/html; charset=iso-8859-1") == page


@pytest.mark.parametrize("header", ["", "text/html; charset=utf-8", "charset=windows-1252"])
def test_three_broken_bytes_cost_three_characters(header: str) -> None:
    body = html(f"{FRENCH} mid|dle").encode().replace(b"|", b"\xff\xfe\x80")
    assert decode_bytes(body, header) == html(f"{FRENCH} mid\ufffd\ufffd\ufffddle")


SENTENCES = [
    ("Le marché a été fermé dès l’aube, après la tempête qui a frappé la côte", "cp1252"),
    ("Die Bürger wählten früh am Morgen ein größeres Rathaus für die Straße", "cp1252"),
    ("Wczoraj w Łodzi odbyło się spotkanie mieszkańców, którzy żądają drogi", "cp1250"),
    ("Wczoraj w Łodzi odbyło się spotkanie mieszkańców, którzy żądają drogi", "iso8859_2"),
    ("Včera se ve městě sešli obyvatelé, kteří žádají o příští opravu školy", "cp1250"),
    ("Dün şehirde yapılan toplantıda halk yeni yolun açılmasını istedi", "cp1254"),
    ("Vakar mieste įvyko gyventojų susirinkimas, jie prašo taisyti kelią", "cp1257"),
    ("Вчера в городе прошло собрание жителей, сообщает местная газета", "cp1251"),
    ("Вчера в городе прошло собрание жителей, сообщает местная газета", "koi8_r"),
    ("Χθες στην πόλη έγινε συνέλευση των κατοίκων, γράφει η εφημερίδα", "cp1253"),
    ("אתמול התקיימה בעיר אסיפה של התושבים, כך מדווח העיתון המקומי", "cp1255"),
    ("عقد السكان أمس اجتماعا في المدينة، حسبما ذكرت الصحيفة المحلية", "cp1256"),
    ("昨日、町で大きな会議が開かれました。参加者は三百人でした。", "cp932"),
    ("昨日、町で大きな会議が開かれました。参加者は三百人でした。", "euc_jp"),
    ("昨天市里举行了居民大会，当地报纸报道了这一消息，大家都来了", "gb18030"),
    ("昨天市裡舉行了居民大會，當地報紙報道了這一消息，大家都來了", "big5hkscs"),
    ("어제 마을에서 큰 회의가 열렸습니다. 참가자는 삼백 명이었습니다", "cp949"),
]
LABELS = ["right header", "right meta", "none", "latin-1", "latin-1 and right meta", "utf-8"]


@pytest.mark.parametrize(("sentence", "codec"), SENTENCES)
@pytest.mark.parametrize("label", LABELS)
@given(data=st.data())
@settings(max_examples=12, deadline=None)
def test_three_broken_bytes_never_garble_a_page(
    sentence: str, codec: str, label: str, data: st.DataObject
) -> None:
    lines = [f"{sentence} {at}." for at in range(12)]
    right = next(name for name in CODECS[codec].split() if codec_of(name) == codec)
    meta = f'<meta charset="{right}">' if "meta" in label else ""
    body = bytearray(html("</p>\n<p>".join(lines), meta).encode(codec))
    first = body.index(b"<p>") + 3
    for _ in range(3):
        at = data.draw(st.integers(first, len(body) - 20))
        byte = data.draw(st.integers(0x80, 0xFF))
        if data.draw(st.booleans()):
            body[at] = byte
        else:
            body.insert(at, byte)
    charset = {"right header": right, "latin-1": "iso-8859-1", "utf-8": "utf-8"}.get(label)
    charset = "iso-8859-1" if label.startswith("latin-1") else charset
    text = decode_bytes(bytes(body), f"text/html; charset={charset}" if charset else "text/html")
    assert text is not None
    assert sum(line in text for line in lines) >= 9


def test_a_label_of_the_same_languages_is_believed() -> None:
    page = html("Le cœur de la ville coûte 3 € et l'été dernier elle était déjà chère. " * 3)
    for label in ("iso-8859-15", "l9"):
        assert decode_bytes(page.encode("iso8859_15"), f"text/html; charset={label}") == page


@pytest.mark.parametrize(
    ("codec", "header", "meta"),
    [
        ("utf-8-sig", "windows-1251", "windows-1251"),  # the mark before all labels
        ("cp1250", "windows-1250", "utf-8"),  # the header before the page
        ("cp1250", "", "windows-1250"),  # the page before detection
        ("cp1250", "", ""),
    ],
)
def test_marks_come_before_headers_before_pages_before_detection(
    codec: str, header: str, meta: str
) -> None:
    page = html(POLISH, f'<meta charset="{meta}">' if meta else "")
    assert decode_bytes(page.encode(codec), f"text/html; charset={header}") == page


def test_utf7_is_not_decoded() -> None:
    body = b"<p>+ADw-script+AD4-</p>"
    assert decode_bytes(body, "text/html; charset=utf-7") == body.decode()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \r\n\t", Reason.EMPTY),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), Reason.WRONG_TYPE),
        (b"%PDF-1.7\n" + b"text " * 50, Reason.WRONG_TYPE),
        (b' {"items": [{"id": 1, "text": "The ferry sails again."}]}', Reason.WRONG_TYPE),
        (b"[" * 100_000, Reason.WRONG_TYPE),
        (b"\0" * 5000, Reason.DECODE),
        (bytes((i * 89 + 41) % 256 for i in range(6000)), Reason.DECODE),
    ],
)
def test_bytes_that_are_no_text_are_a_miss(body: bytes, reason: Reason) -> None:
    miss = decode(Page("https://a.example/", body))
    assert isinstance(miss, Miss)
    assert miss.reason is reason
    assert miss.url == "https://a.example/"


@pytest.mark.parametrize("text", ["[Ed.: from May.]\n\nThe ferry sails.", "{sic} it says"])
def test_prose_in_brackets_is_not_json(text: str) -> None:
    assert decode(Page("https://a.example/", text.encode())) == text


def test_a_page_with_a_stray_nul_is_text() -> None:
    assert decode(Page("https://a.example/", b"<p>one\0two</p>" + b" " * 200)) == (
        "<p>onetwo</p>" + " " * 200
    )


@given(st.binary(max_size=400), st.sampled_from(["", *(f"charset={name}" for name in CODECS)]))
def test_any_bytes_with_any_label_are_text_or_nothing(body: bytes, header: str) -> None:
    assert decode_bytes(body, header) is None or "\0" not in (decode_bytes(body, header) or "")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_utf8_is_read_as_utf8_whatever_the_label(text: str) -> None:
    assert decode_bytes(text.encode(), "text/html; charset=windows-1252") == text.removeprefix(
        "\ufeff"
    )


def test_every_label_names_a_codec_that_exists() -> None:
    for codec, labels in CODECS.items():
        "probe".encode(codec)
        assert all(codec_of(label.upper()) == codec for label in labels.split())
