"""Strings that break programs, invented for these tests: each is one kind of trouble."""

from __future__ import annotations

NAUGHTY = (
    *("", " ", "\t", "null", "None", "NaN", "undefined", "true", "0", "-1", "1e309", "0x0", "1/0"),
    *("'", '"', "''", "`", "\\", "\\n", "\\\\", "%s%n", "{0}", "${x}", "$(id)", "`id`", "%00"),
    *("'; DROP TABLE records; --", '" OR 1=1 --', "x' UNION SELECT 1 --", "?", ":id", "--", "/*"),
    *("<b>bold</b>", "<script>let x = 1</script>", "&amp;lt;", "<!--", "]]>", "<?xml"),
    *("../../up", "..\\..\\up", "/", "//", "C:\\", "~", ".", "..", "...", ".hidden", "CON", "nul"),
    *("aux.txt", "COM1", "name.", "name ", " name", "a:b", "a|b", "a*b?", "-rf", "--help"),
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", "=cmd|'/c x'!A0"),
    *("a\nb", "a\r\nb", "a\rb", "a\x0bb", "a\x0cb", "a\x85b", "a\u2028b", "a\u2029b", "\n"),
    *("a,b", "a;b", 'a"b', "a\tb", '"quoted"', "a\\tb"),
    *("\x01\x02\x03", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x08\x7f", "\x9b31m", "a\x00b"),
    *("\ufeffx", "x\ufeff", "\ufffe", "\uffff", "\U0010ffff", "\ufffd", "\ue000", "\u200b", "\xad"),
    *("\ud800", "\udfff", "\ud83d\ude00", "x\udc80y"),
    *("Straße", "İstanbul", "ıI", "ﬁne", "Ǆ", "e\u0301", "é", "a\u0300\u0301\u0302\u0303" * 20),
    *("橋が再開", "한국어", "ไทย", "हिन्दी", "עברית", "العربية", "\u202eesrever", "\u2066x\u2069"),
    *("😀", "👩\u200d👩\u200d👧", "🏴\U000e0067\U000e007f", "1️⃣", "🇺🇳", "𝒜𝓁𝓁", "①②", "½", "‱"),
    *("a" * 10_000, "橋" * 10_000, "word " * 2_000, "a/" * 500, "." * 300, "\u0301" * 300),
)
