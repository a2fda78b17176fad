"""Small datasets that tests write themselves: JSON is YAML too."""

import json
from pathlib import Path
from typing import Any

from mistakes import TEXT

Part = dict[str, Any]
PLACES: list[Part] = [{"bron": "nota"}]
NOTA = {"id": "nota", "titel": "Nota", "soort": "onderzoek", "datum": "2020"}


def hub(id_: str, *amounts: Part, **more: Any) -> Part:
    name = id_.replace("-", " ").title()
    return {"id": id_, "naam": name, "type": "veiling", "financiering": list(amounts), **more}


def yearly(bedrag: Any, **more: Any) -> Part:
    return {"soort": "structureel", "bedrag": bedrag, "vindplaatsen": PLACES} | more


def once(jaar: int, bedrag: Any, **more: Any) -> Part:
    return {"soort": "eenmalig", "jaar": jaar, "bedrag": bedrag, "vindplaatsen": PLACES} | more


def partner(id_: str, **more: Any) -> Part:
    named = {"id": id_, "naam": id_.title(), "soort": "publiek", "deelname": "alle", "vindplaatsen": PLACES}
    return named | more


def document(*hubs: Part, **more: Any) -> str:
    """Return a dataset of these knooppunten and one source; `more` are its other parts."""
    return json.dumps({"bijgewerkt": "2026", "bronnen": [NOTA], "knooppunten": hubs, **more})


def write(folder: Path, *hubs: Part, **more: Any) -> Path:
    path = folder / "eigen.yaml"
    path.write_text(document(*hubs, **more), encoding="utf-8")
    return path


def called(name: str, folder: Path) -> Path:
    """Write the shipped dataset with another name for the port of Rotterdam."""
    path = folder / "eigen.yaml"
    path.write_text(TEXT.replace("naam: Haven Rotterdam", f"naam: {json.dumps(name)}", 1), encoding="utf-8")
    return path
