"""Texts that somebody may put into a source so that a program obeys them. `MARK` stands in each of them."""

from __future__ import annotations

MARK = "pwn"

_CONTROLS = [f"{MARK} C0 {chr(n)} x" for n in range(0x20)] + [f"{MARK} {chr(n)} x" for n in range(0x7F, 0xA0)]
_BIDI = [f"{MARK} 27{c}72" for c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"]
_HIDDEN = [
    f"{MARK} 1{c}2"
    for c in "\u200b\u2060\ufeff\xad\u180e\u2028\u2029\u115f\u3164\uffa0\u2800\u034f\ufff9"
    "\U000e0041\U000e007f\ufdd0\ufffe"
]
_PILES = [MARK + "e" + "\u0301" * 60, MARK + "\u0e01" + "\u0e49" * 40]
_BODIES = (
    "]0;pwn\x07",
    "]2;pwn\x1b\\",
    "]52;c;cHdu\x07",
    "]8;;http://pwn.example\x1b\\pwn\x1b]8;;\x1b\\",
    "]1337;File=pwn\x07",
    "]9;pwn\x07",
    "[2J[H",
    "[6n",
    "[31;5mpwn",
    "[?1049h",
    "[?25l",
    "[200~pwn",
    "[21t",
    "c",
    "Pq#0pwn\x1b\\",
    "_Gpwn\x1b\\",
    "^pwn\x1b\\",
    "Xpwn\x1b\\",
    "(0",
    "[8mpwn",
)
_SEQUENCES = [f"{MARK} \x1b{b}" for b in _BODIES]
_SEQUENCES += [f"{MARK} {chr(0x9D)}52;c;cHdu\x9c", f"{MARK} \x9b2J", f"{MARK} \x9b31m", f"{MARK} \x90q\x9c"]
_MARKUP = [
    f"{MARK} {m}"
    for m in (
        "[/]",
        "[/bold]",
        "[bold]x[/bold]",
        "[link=http://pwn.example]5 killed[/link]",
        "[@click=app.quit]5 killed[/]",
        "[@click=app.bell]x[/]",
        '[a="b',
        "[red",
        "[[escaped]]",
        ":skull: :warning:",
        "\\[x]",
        "[on red]x",
        "[not a tag at all",
        "$primary [$error]x[/]",
    )
]
_HTML = [
    f"{MARK} {m}"
    for m in (
        "<script>document.documentElement.dataset.pwn=1</script>",
        '<img src=x onerror="document.documentElement.dataset.pwn=1">',
        "<svg onload=document.documentElement.dataset.pwn=1>",
        "<svg><script href=data:,document.documentElement.dataset.pwn=1></script></svg>",
        '"><script>document.documentElement.dataset.pwn=1</script>',
        "' onmouseover='document.documentElement.dataset.pwn=1",
        '" autofocus onfocus="document.documentElement.dataset.pwn=1',
        "<iframe srcdoc='<script>parent.document.documentElement.dataset.pwn=1</script>'>",
        "<style>*{display:none}</style>",
        "</title><script>document.documentElement.dataset.pwn=1</script>",
        "</style><script>document.documentElement.dataset.pwn=1</script>",
        "<!--",
        "--><b>x",
        "<![CDATA[<b>]]>",
        "&lt;script&gt;",
        "&#60;script&#62;",
        "javascript:document.documentElement.dataset.pwn=1",
        '<a href="javascript:document.documentElement.dataset.pwn=1">x</a>',
        "<meta http-equiv=refresh content='0;url=http://pwn.example'>",
        "<base href=http://pwn.example>",
        "<form action=http://pwn.example><input>",
        "<details open ontoggle=document.documentElement.dataset.pwn=1>",
        "<math><mtext></p><img src=x onerror=document.documentElement.dataset.pwn=1>",
        "{{ 7*7 }}",
        "{% raw %}",
        "{{ config }}",
    )
]
_MARKDOWN = [
    f"{MARK} {m}"
    for m in (
        "[x](javascript:alert(1))",
        "![x](http://pwn.example/x.png)",
        "| a | b |",
        "`code`",
        "``` fence",
        "**bold** _x_",
        "~~gone~~",
        "<http://pwn.example>",
        "[^1]",
        "\\| \\\\",
    )
] + [f"# {MARK}", f"> {MARK}", f"- {MARK}", f"1. {MARK}", f"--- {MARK}"]
_FORMULAS = [
    f"{lead}{MARK}"
    for lead in (
        "=cmd|' /C calc'!A0 ",
        "+1+",
        "-1+",
        "@SUM(1) ",
        '=HYPERLINK("http://pwn.example") ',
        "=",
        "  =",
        "\u3000=",
        "\uff1d",
        "\uff0b",
        "\uff0d",
        "\uff20",
        "'=",
        "\u2212",
        "|",
        "%",
        "\u200b=",
        "\xa0=",
    )
]
_QUERIES = [
    f"{MARK} {q}"
    for q in (
        "'; DROP TABLE claim; --",
        '"',
        '"" OR 1=1',
        "gaza's",
        "AND OR NOT",
        "NEAR(a b)",
        "-killed",
        "a:b",
        "*",
        "^x",
        "%",
        "_",
        "\\",
        "(((",
        "quote : x",
    )
]
_PATHS = [
    f"{MARK}{p}"
    for p in (
        "/../../etc/passwd",
        "\\..\\..\\x",
        "/dev/null",
        " CON",
        "\u202egpj.exe",
        "~root",
        "$HOME",
        "`id`",
        "$(id)",
    )
]
_LONG = [MARK + "x" * 100_000, MARK + " word" * 20_000, MARK + "\u0643" * 50_000]
_DIGITS = [
    f"{MARK} {d}"
    for d in ("\u0662\u0667", "\u06f2\u06f7", "\uff12\uff17", "\u00b2\u2077", "1_000", "1e400", "NaN", "9" * 400)
]

TEXTS: tuple[str, ...] = (
    *_CONTROLS,
    *_BIDI,
    *_HIDDEN,
    *_PILES,
    *_SEQUENCES,
    *_MARKUP,
    *_HTML,
    *_MARKDOWN,
    *_FORMULAS,
    *_QUERIES,
    *_PATHS,
    *_LONG,
    *_DIGITS,
    f"{MARK} \ud800 half",
)
"""All of them, over 200."""
