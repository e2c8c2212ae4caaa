"""Lists of tags, topics and sections."""

from cleaners.model import Kind, Rule, Where

TABLE = (
    Rule(
        "tag-list",
        Kind.TAGS,
        (
            r"(?:tags?|tagged(?: (?:with|as|in))?|topics?|related topics?|keywords?|filed under|filed in|categor(?:y|ies)|posted in|labels?|sections?|in this (?:article|story)|explore (?:more|other)? ?(?:on these )?topics|post tags|more on(?: this topic)?|mentioned in this article|companies mentioned"
            r"|schlagw(?:ort|örter)e?|themen|stichwörter|mots[- ]clés|thèmes?|sujets|etiquetas|temas|palabras clave|palavras-chave|assuntos|argomenti|tag|trefwoorden|onderwerpen|tagi|tematy|теги|метки|темы|темы дня|etiketler|konular|emner|ämnen|الكلمات المفتاحية|كلمات مفتاحية|وسوم|الوسوم|标签|關鍵字|关键词|タグ|キーワード|태그)(?: ?[:：|] ?.{0,300})?",
            r"(?:#[\w-]{2,40}[ ,]*){1,15}",
        ),
        (
            "⟦Tags: harbour, storm, bridge⟧",
            "⟦Filed under: Local news⟧",
            "⟦Schlagwörter: Hafen, Brücke⟧",
            "⟦#globility⟧",
            "Topics at the summit will include fish, ferries and the price of diesel.",
        ),
        Where.EDGE,
        block=True,
    ),
)
