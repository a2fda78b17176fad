"""Hold the dataset that ships with the program against the texts of its sources in `../shared/sources`."""

import json

import yaml
from conftest import DATASET, SHARED, Run, needs_shared


@needs_shared
def test_every_fragment_stands_in_the_text_of_its_source(run: Run) -> None:
    """For each source of which there is a text; `kamerbrief-2022-11-04.txt` is the page that was read."""
    sources = [bron["id"] for bron in yaml.safe_load(DATASET.read_text(encoding="utf-8"))["bronnen"]]
    texts = {id_: path for id_ in sources if (path := SHARED / "sources" / f"{id_}.txt").exists()}
    assert len(texts) > 20
    words = [word for id_, path in texts.items() for word in ("--brontekst", f"{id_}={path}")]
    answer = run("controleer", *words, "--json")
    rows = json.loads(answer.out)
    assert [row for row in rows if row["uitkomst"] != "gevonden"] == []
    assert answer.code == 0
    assert {row["bron"] for row in rows} == texts.keys()
