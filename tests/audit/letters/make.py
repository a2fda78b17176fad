"""Make the letters in PDF anew, of the pages below, with Chromium: `python tests/audit/letters/make.py`."""

from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
STYLE = """
<meta charset="utf-8"><style>
@page { size: A4; margin: 25mm 20mm }
body { font: 11pt/1.35 "DejaVu Sans", sans-serif; width: 125mm }
aside { position: absolute; left: 132mm; top: 20mm; width: 38mm; font-size: 8pt }
.next { break-before: page }
.narrow { columns: 2; font-size: 9pt; width: 170mm; hyphens: manual; text-align: justify }
td { padding-right: 6mm }
footer { font-size: 8pt; margin-top: 12mm }
sup { font-size: 7pt }
</style>
"""
PAGES = {
    "kamerbrief-2026": """
<aside>Directoraat-Generaal<br>Veilige Logistiek<br><br>Datum<br>9 april 2026<br><br>Ons kenmerk<br>
6612345</aside>
<p>Geachte voorzitter,</p>
<p>Het geld voor de logistieke knooppunten wordt anders verdeeld. Voor de haven van Rotterdam gaat het om
een
bedrag oplopend tot € 18,5 miljoen per jaar<sup>1</sup>. De Rotterdamse haven verwerkte in 2025 ruim 13
miljoen
containers. De luchthaven Schiphol krijgt vanaf 2027 structureel 4,1 mil&shy;joen euro.</p>
<p>Voor dit jaar zijn er deze incidentele bijdragen:</p>
<ul><li>Havens Zeeland en West-Brabant: € 1,9 mln;</li><li>Havens Noordzeekanaalgebied: € 650.000;</li>
<li>Bloemenveilingen: € 2,5 ton.</li></ul>
<footer>Pagina 1 van 2</footer>
<div class="next">
<p>In de vorige brief stond € 16,5 miljoen structureel voor Rotterdam; dat was de stand van 2024. Naast de
structurele middelen ontvangt Schiphol in 2026 eenmalig € 1.200.000. In Rotterdam zijn in 2025 voor € 75
miljoen aan
drugs onderschept.</p>
<p>Van de 12% uitval komt € 3 miljoen ten goede aan de vijf knooppunten samen.</p>
<footer>Pagina 2 van 2</footer></div>
""",
    "raadsbrief-2025": """
<p>Gemeente Vlissingen, 1 juli 2025, zaak 2025/00471</p>
<div class="narrow">
<p>De raad vroeg wat het rijk bijdraagt aan de havens van Vlissingen en Terneuzen. Het antwoord: jaarlijks
vier miljoen
euro, tot en met 2030. Daarvan gaat zo’n 1,2 miljoen naar de zeehavenpolitie.</p>
<p>Zelf legt de gemeente in 2025 eenmalig € 175.000 bij. Borsele doet mee met € 60.000 en Moerdijk met €
90.000,
beide eenmalig. Vorig jaar was er voor Vlissingen nog incidenteel een ton.</p>
<p>Ter vergelijking: Rotterdam krijgt 16,5 miljoen euro per jaar, Schiphol 3,5 miljoen. Onze haven sloeg
in 2024 ruim
31 miljoen ton over. De precario steeg met 3,5% tot € 4,85 per meter.</p>
</div>
""",
}


def main() -> None:
    """Print each page to a PDF beside this file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        for name, html in PAGES.items():
            page.set_content(f"<!doctype html><html lang='nl'>{STYLE}<body>{html}</body></html>")
            page.pdf(path=HERE / f"{name}.pdf", prefer_css_page_size=True)
        browser.close()


if __name__ == "__main__":
    main()
