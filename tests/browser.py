"""Pages in Chromium, and what is in the way of anyone there by axe-core: WCAG 2.2 A and AA."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from importlib.util import find_spec
from typing import TYPE_CHECKING

from forking import HANGS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


def missing() -> list[str]:
    """Return what is not here and a page in a browser needs."""
    needed = {"playwright": find_spec("playwright"), "axe-core": find_spec("axe_playwright_python")}
    return [name for name, there in {"Chromium": CHROMIUM, **needed}.items() if not there]


@contextmanager
def chromium() -> Iterator["Browser"]:
    """Give a browser of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=_QUIET.split(), timeout=HANGS * 1000
        )
        yield started
        started.close()


_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_FOUND = """async tags => {
    const rules = {'target-size': {enabled: true}}, resultTypes = ['violations', 'incomplete'];
    const found = await axe.run(document, {runOnly: tags, rules, resultTypes});
    const told = ({id, nodes}) => nodes.map(({html, target}) => [id, html, target[0]]);
    return [found.violations.flatMap(told), found.incomplete.flatMap(told), found.passes.length];
}"""
# The lowest contrast of each text with what is painted behind it: the background of the nearest element that
# has one, and what a picture draws there before it. So what axe leaves open (what is scrolled out of sight,
# one letter, a text in a picture) is decided.
_CONTRAST = """selectors => {
    const parts = colour => colour.match(/[0-9.]+/g).map(Number);
    const painted = colour => colour.startsWith('rgb') && (parts(colour)[3] ?? 1) > 0;
    const linear = part => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    const light = colour => [0.2126, 0.7152, 0.0722].reduce(
        (sum, weight, place) => sum + weight * linear(parts(colour)[place]), 0.05);
    const meet = (one, two) => one.left < two.right && two.left < one.right
        && one.top < two.bottom && two.top < one.bottom;
    const behind = text => {
        const shapes = text.ownerSVGElement?.querySelectorAll('rect, path, circle') ?? [];
        const drawn = [...shapes].filter(shape =>
            shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING
            && meet(shape.getBoundingClientRect(), text.getBoundingClientRect()));
        let element = text;
        while (!painted(getComputedStyle(element).backgroundColor)) element = element.parentElement;
        const fills = drawn.map(shape => getComputedStyle(shape).fill).filter(painted);
        return [getComputedStyle(element).backgroundColor, ...fills];
    };
    return selectors.map(selector => {
        const text = document.querySelector(selector), style = getComputedStyle(text);
        const own = light(text.ownerSVGElement ? style.fill : style.color);
        return Math.min(...behind(text).map(light).map(its => Math.max(own, its) / Math.min(own, its)));
    });
}"""


def barriers(page: "Page") -> list[str]:
    """Return what axe-core finds on a page, and what it leaves open and is not found well either."""
    page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text())
    found, undecided, passed = page.evaluate(_FOUND, _RULES)
    assert passed > 5
    texts = [(html, target) for rule, html, target in undecided if rule == "color-contrast"]
    contrasts = page.evaluate(_CONTRAST, [target for _, target in texts])
    return [
        *(f"{rule}: {html}" for rule, html, _ in found),
        *(f"undecided, {rule}: {html}" for rule, html, _ in undecided if rule != "color-contrast"),
        *(f"{one:.1f}: {html}" for one, (html, _) in zip(contrasts, texts, strict=True) if one < 4.5),
    ]
