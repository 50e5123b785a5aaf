"""Style sheets of 100,000 rules, quadratic selectors, names and styles of a million letters."""

from tests.hostile.planted import EITHER, SEEN, slow

RULES = "<style>" + "".join(f".c{n} a:hover > b{{color:red}}" for n in range(100_000)) + "</style>"
HAS = (
    "<style>"
    + "".join(f"*:has(* + * ~ .c{n} * p) * {{outline:0}}" for n in range(30))
    + "</style>"
    + "<div>" * 50
    + "<p class='x'>町</p>" * 1500
)
LETTERS = (
    f"<p class='{'c' * 1_000_000}' style='color:#ccc'>町の案内</p>"
    f"<p class='{' '.join(f'c{n}' for n in range(100_000))}' style='color:#ccc'>町の案内</p>"
    f"<div id='{'i' * 1_000_000}'><img src='/town.png'></div>"
)
MANY = "".join(f"<p class='{'c' * 9_000}{n}' style='color:#ccc'>町の案内</p>" for n in range(300))
INLINE = "".join(f"<p style='--a:{'x' * 20_000};color:#bbb'>町{n}</p>" for n in range(50))
DRAWN = (
    "<style>p{background:"
    + ",".join(["linear-gradient(red,blue)"] * 800)
    + ";filter:blur(40px)}</style>"
    + "<p>町の案内</p>" * 200
)
VARIABLES = (
    "<style>:root{--a0:x;"
    + "".join(f"--a{n}:var(--a{n - 1}) var(--a{n - 1});" for n in range(1, 40))
    + "}p{font-family:var(--a39)}</style>"
)
SIZES = (
    "<div style='width:33000000px;height:33000000px'>町</div><p style='font-size:1e7px'>町</p>"
    "<div style='zoom:1000'>町</div><div style='transform:scale(1e9)'>町</div>"
)

KINDS = {
    "rules": slow({"rules": (RULES, EITHER), "has": (HAS, EITHER)}),
    "letters": slow(
        {"letters": (LETTERS, EITHER), "many": (MANY, EITHER), "inline": (INLINE, SEEN)}
    ),
    "drawn": slow(
        {"drawn": (DRAWN, EITHER), "variables": (VARIABLES, EITHER), "sizes": (SIZES, EITHER)}
    ),
}
