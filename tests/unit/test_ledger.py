"""Which passage is which: ids last, and what is recorded of them merges."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import build, invoke, pages_alone
from issue_papers.cli.site import load_site
from issue_papers.content.ledger import Line, parse
from issue_papers.content.sketches import likeness, sketch
from issue_papers.translation.progress import stale_passages
from sitefiles import page, text

PAGE = "docs/papers/water/start.md"
KEY = "papers/water/start.md"
ONE = "The first well was dug by hand, where the old road crosses the dry river below the town."
TWO = "The second well is deeper, and a pump that the women's council bought lifts its water."
THREE = (
    "Nobody remembers who dug the third well. It has been dry since the harbour was built there."
)
FOUR = "Rain fills the cisterns in spring. What runs off the roofs is kept for the months of heat."
TEXTS = (ONE, TWO, THREE, FOUR)
FRENCH = (
    "Le premier puits a été creusé à la main, là où la vieille route traverse le lit à sec.",
    "Le deuxième puits est plus profond, et une pompe achetée par les femmes en tire l’eau.",
    "Personne ne sait qui a creusé le troisième puits, à sec depuis la construction du port.",
    "La pluie remplit les citernes au printemps. L’eau des toits est gardée pour l’été.",
)


def write(site: Path, *texts: str, path: str = PAGE) -> None:
    """Give a page another text below its heading."""
    file = site / path
    head = file.read_text(encoding="utf-8").partition("{ #why }")[0]
    file.write_text(head + "{ #why }\n\n" + "\n\n".join(texts) + "\n", encoding="utf-8")


def git(site: Path, *arguments: str) -> str:
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    done = subprocess.run(
        ["git", *who, *arguments], cwd=site, check=True, capture_output=True, text=True
    )
    return done.stdout


def ids(site: Path, language: str = "en", key: str = KEY) -> dict[str, str]:
    """Return the ids of a page's passages below its heading, by how they begin."""
    entry = load_site(site / "mkdocs.yml").entries[key]
    named = entry.named(language)
    return {n.piece.words[:16]: n.id for n in named if n.piece.section == "why" and n.piece.at >= 0}


@pytest.fixture
def site(small_site: Callable[..., Path]) -> Path:
    """Give a site with a page of four paragraphs, synced, in English and French."""
    made = small_site()
    write(made, *TEXTS)
    write(made, *FRENCH, path="docs/papers/water/start.fr.md")
    assert invoke("sync", "--accept", cwd=made).returncode == 0
    return made


def of(found: dict[str, str], text: str) -> str:
    return found[text[:16]]


def test_ids_last_whatever_happens_to_a_text(site: Path) -> None:
    old = ids(site)
    first, second, third, fourth = (of(old, text) for text in TEXTS)
    assert len({first, second, third, fourth}) == 4
    new = "A new text stands before all others and has nothing in common with them, it seems."
    reworded = TWO.replace("is deeper", "is much deeper").replace("lifts", "now lifts")
    halves = FOUR.partition(". ")
    # Reworded, moved, inserted, taken away, split.
    write(site, new, THREE, reworded, f"{halves[0]}.", halves[2])
    for synced in (False, True):
        found = ids(site)
        assert of(found, THREE) == third
        assert of(found, reworded) == second
        assert of(found, halves[0]) == fourth
        assert {of(found, new), of(found, halves[2])}.isdisjoint(old.values())
        if not synced:
            before = found
            assert invoke("sync", PAGE, cwd=site).returncode == 0
    assert found == before  # what is worked out without the command is what the command writes
    ledger = (site / PAGE).with_name(".passages.en.txt").read_text(encoding="utf-8")
    gone = next(line for line in ledger.split("\n") if line.startswith(first))
    assert " gone=1 " in gone
    assert f" from={fourth} " in ledger
    # The French page still has what it was made from, each under its id.
    french = ids(site, "fr")
    assert [of(french, text) for text in FRENCH] == [first, second, third, fourth]
    # What comes back has its id again, and no other has had it meanwhile.
    write(site, *TEXTS)
    assert of(ids(site), ONE) == first


def test_a_passage_that_is_split_keeps_its_id_though_others_move_past_it(site: Path) -> None:
    old = ids(site)
    first, second = THREE.split(". ")
    write(site, FOUR, ONE.replace("dry", "shallow"), TWO, f"{first}.", second)
    found = ids(site)
    assert [of(found, text) for text in (FOUR, ONE, TWO, first)] == [
        of(old, text) for text in (FOUR, ONE, TWO, THREE)
    ]
    assert of(found, second) not in old.values()


def test_ids_are_the_same_in_a_shallow_clone_and_a_zip(site: Path, tmp_path: Path) -> None:
    write(site, TWO.replace("deeper", "far deeper"), ONE, *TEXTS[2:])
    expected = ids(site), ids(site, "fr")
    git(site, "init", "-q")
    git(site, "add", "-A")
    git(site, "commit", "-qm", "one")
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{site}", str(shallow))
    assert (ids(shallow), ids(shallow, "fr")) == expected
    shutil.rmtree(shallow / ".git")
    assert (ids(shallow), ids(shallow, "fr")) == expected


def test_a_renamed_page_keeps_ids_and_records(site: Path) -> None:
    before = ids(site), ids(site, "fr")
    for suffix in ("", ".fr"):
        old = site / f"docs/papers/water/start{suffix}.md"
        old.rename(old.with_name(f"begin{suffix}.md"))
    key = "papers/water/begin.md"
    assert (ids(site, key=key), ids(site, "fr", key)) == before
    write(site, "Another text altogether, with other words.", *TEXTS[1:], path=f"docs/{key}")
    assert invoke("sync", cwd=site).returncode == 1  # the French page hasn't followed
    assert (ids(site, "fr", key)) == before[1]
    for language in ("en", "fr"):
        ledger = (site / f"docs/papers/water/.passages.{language}.txt").read_text(encoding="utf-8")
        assert "[begin.md]" in ledger
        assert "[start.md]" not in ledger


def test_a_page_that_is_moved_to_another_folder_keeps_ids_and_records(site: Path) -> None:
    folder, moved = site / "case_studies/dakar", site / "case_studies/dakar-port"
    one, other = "case-studies/dakar/index.md", "case-studies/dakar-port/index.md"
    source = folder / "index.md"
    words = source.read_text(encoding="utf-8")
    source.write_text(f"{words}\n{ONE}\n", encoding="utf-8")  # the French page hasn't followed
    invoke("sync", cwd=site)
    library = load_site(site / "mkdocs.yml")
    before = [each.id for each in library.entries[one].names.named]
    stale = stale_passages(library.entries[one], "fr")
    assert stale
    moved.mkdir()
    for name in ("index.md", "index.fr.md"):
        (folder / name).rename(moved / name)  # and not what is recorded, as in a browser
    for _ in range(2):
        entry = load_site(site / "mkdocs.yml").entries[other]
        assert [each.id for each in entry.names.named] == before
        assert stale_passages(entry, "fr") == stale
        assert invoke("sync", cwd=site).returncode == 1
    written = (moved / ".passages.fr.txt").read_text(encoding="utf-8")
    assert [line for line in written.splitlines() if line.startswith("[")] == ["[index.md]"]


def test_a_new_page_is_none_that_was_taken_away_elsewhere(site: Path) -> None:
    folder = site / "case_studies/dakar"
    (folder / "index.md").unlink()
    (folder / "index.fr.md").unlink()
    head, status = "---\ntitle: New\n", "translation: {status: draft}\n"
    news = site / "docs/news"
    (news / "new.md").write_text(f"{head}date: 2021-05-05\n---\n{ONE}\n", encoding="utf-8")
    (news / "new.fr.md").write_text(f"{head}{status}---\n{FRENCH[0]}\n", encoding="utf-8")
    entry = load_site(site / "mkdocs.yml").entries["news/new.md"]
    assert entry.recorded("fr") == {}


def test_a_passage_that_moves_to_another_page_leaves_word(site: Path) -> None:
    third = of(ids(site), THREE)
    write(site, ONE, TWO, FOUR)
    end = site / "docs/papers/water/end.md"
    text = end.read_text(encoding="utf-8")
    end.write_text(text.replace("## Sources", f"{THREE}\n\n## Sources"), encoding="utf-8")
    assert f"{THREE}" in end.read_text(encoding="utf-8")
    named = load_site(site / "mkdocs.yml").entries["papers/water/end.md"].names.named
    assert third in {each.id for each in named}
    invoke("sync", cwd=site)
    assert f"{third} " in (
        ledger := (end.with_name(".passages.en.txt")).read_text(encoding="utf-8")
    )
    assert " moved=end.md " in ledger


def test_two_branches_that_translate_different_passages_merge(site: Path) -> None:
    changed = [text.replace("well", "fountain").replace("Rain", "Much rain") for text in TEXTS]
    write(site, *changed)
    invoke("sync", PAGE, cwd=site)
    git(site, "init", "-q", "-b", "main")
    git(site, "add", "-A")
    git(site, "commit", "-qm", "one")
    path = "docs/papers/water/start.fr.md"
    for branch, number in (("first", 1), ("second", 2)):
        git(site, "checkout", "-q", "-b", branch, "main")
        texts = [text + " Oui." if n == number else text for n, text in enumerate(FRENCH)]
        write(site, *texts, path=path)
        assert invoke("sync", path, cwd=site).returncode == 1  # the others aren't translated yet
        git(site, "commit", "-qam", branch)
    git(site, "merge", "-q", "first")
    assert "<<<<" not in (site / path).with_name(".passages.fr.txt").read_text(encoding="utf-8")
    told = invoke("sync", path, cwd=site).stdout
    assert told.count("not recorded") == 2  # of four
    assert git(site, "status", "--porcelain") == ""


def test_where_two_branches_meet_sync_settles_what_the_texts_have_settled(site: Path) -> None:
    git(site, "init", "-q", "-b", "main")
    git(site, "add", "-A")
    git(site, "commit", "-qm", "one")
    path = "docs/papers/water/start.fr.md"
    for branch, word in (("first", "Oui."), ("second", "Non.")):
        git(site, "checkout", "-q", "-b", branch, "main")
        write(site, f"{FRENCH[0]} {word}", *FRENCH[1:], path=path)
        assert invoke("sync", path, cwd=site).returncode == 0
        git(site, "commit", "-qam", branch)
    with pytest.raises(subprocess.CalledProcessError):
        git(site, "merge", "-q", "first")
    write(site, f"{FRENCH[0]} Oui et non.", *FRENCH[1:], path=path)
    told = invoke("check", cwd=site).stdout
    assert "which git has left where two changes meet" in told
    assert told.endswith("\n1 error found.\n")
    assert invoke("sync", cwd=site).returncode == 0
    assert invoke("check", cwd=site).returncode == 0


def test_what_a_translation_has_not_got_is_refused_the_first_time_too(site: Path) -> None:
    path = "docs/papers/water/start.fr.md"
    (site / path).with_name(".passages.fr.txt").unlink()
    write(site, *FRENCH[:2], f"<!--\n{THREE}\n-->", FRENCH[3], path=path)
    told = invoke("sync", path, cwd=site)
    assert told.returncode == 1
    assert "start.fr.md:12: why: not recorded: the source has passages here" in told.stdout
    ledger = (site / path).with_name(".passages.fr.txt").read_text(encoding="utf-8")
    assert all(f"{of(ids(site), text)} -\n" in ledger for text in TEXTS)
    exempt = "status: machine\n  exempt: {why: {paragraphs: Said in the second.}}"
    change = (site / path).read_text(encoding="utf-8").replace("status: machine", exempt)
    (site / path).write_text(change, encoding="utf-8")
    assert invoke("sync", path, cwd=site).returncode == 0


def test_what_is_refused_is_not_said_to_be_recorded(site: Path) -> None:
    first, second = ONE.split(", where ")
    write(site, f"{first}.", f"Where {second}", TWO, THREE, FOUR)
    for _ in range(2):
        told = invoke("sync", cwd=site)
        assert "a passage here that this text hasn't: “Where the old road" in told.stdout
        assert "start.fr.md: recorded" not in told.stdout


def test_another_source_language_is_one_mistake_and_changes_no_ledger(site: Path) -> None:
    config = site / "mkdocs.yml"
    changed = config.read_text(encoding="utf-8").replace(", default: true", "")
    changed = changed.replace("name: Français", "name: Français, default: true")
    changed = changed.replace("{en: Climate}", "{fr: Climat}").replace("{en: Eng", "{fr: Ing")
    config.write_text(changed, encoding="utf-8")
    before = {path: path.read_bytes() for path in site.rglob(".passages.*")}
    number = 1 + changed[: changed.index("default: true")].count("\n")
    expected = f"mkdocs.yml:{number}: plugins.i18n.languages: the source language is `fr`, and"
    for command in ("check", "sync", "status"):
        told = invoke(command, cwd=site)
        assert told.returncode == 1
        assert told.stdout.count(": plugins") + told.stderr.count(": plugins") == 1
        assert expected in told.stdout + told.stderr
    assert {path: path.read_bytes() for path in site.rglob(".passages.*")} == before


def test_the_notice_stands_at_the_passage(site: Path) -> None:
    old = ids(site)
    write(site, ONE, TWO.replace("deeper", "much deeper"), THREE, FOUR)
    entry = load_site(site / "mkdocs.yml").entries[KEY]
    assert stale_passages(entry, "fr") == {of(old, TWO)}
    new = "A new text stands before all others and has nothing in common with them, it seems."
    write(site, ONE, new, *TEXTS[1:])
    entry = load_site(site / "mkdocs.yml").entries[KEY]
    assert stale_passages(entry, "fr") == {of(old, ONE)}


def test_a_line_is_read_as_it_was_written() -> None:
    line = Line("p-3k9fm", "8f2c1a9b3d4e", sketch(ONE), origin="p-22222", gone="2")
    assert Line.parse(str(line)) == line
    assert Line.parse(str(line).replace("gone=2", "gone=3")) is None
    text = f"[a.md]\n\n{line}\n\n=======\n{line}\nnobody\n"
    found = parse(text, "x", is_source=True)
    assert [problem.line for problem in found.problems] == [5, 7]
    assert found.passages["a.md"] == (line,)


def test_a_sketch_tells_how_alike_texts_are() -> None:
    assert likeness(sketch(ONE), sketch(ONE)) == 1
    assert likeness(sketch(ONE), sketch(ONE.replace("old road", "new road"))) > 0.6
    assert all(likeness(sketch(ONE), sketch(other)) < 0.4 for other in (TWO, THREE, FOUR))
    assert likeness(sketch("水は分かち合う。"), sketch("水は分かち合うもの。")) > 0.3


COPIES = {
    "a whole page": lambda text: text,
    "wrapped otherwise": lambda text: text.replace(". ", ".\n"),
    "with other marks": lambda text: text.replace("well", "**well**", 1),
    "as a list": lambda text: text,
    "with one word changed": lambda text: text.replace("well", "fountain").replace("Rain", "Snow"),
}


@pytest.mark.parametrize("way", COPIES)
def test_what_nobody_has_translated_is_told_and_refused(
    small_site: Callable[..., Path], way: str
) -> None:
    site = small_site()
    mark = "- " if way == "as a list" else ""
    write(site, *(f"{mark}{text}" for text in TEXTS))
    texts = (FRENCH[0], *map(COPIES[way], TEXTS[1:]))
    write(site, *(f"{mark}{text}" for text in texts), path="docs/papers/water/start.fr.md")
    told = [line for line in invoke("check", cwd=site).stdout.split("\n") if "untranslated" in line]
    assert len(told) == len(TEXTS) - 1
    assert all(line.startswith("docs/papers/water/start.fr.md:") for line in told)
    refused = invoke("sync", "docs/papers/water/start.fr.md", cwd=site)
    assert refused.returncode == 1
    assert "the source's" in refused.stdout
    ledger = (site / "docs/papers/water/.passages.fr.txt").read_text(encoding="utf-8")
    assert " -\n" in ledger


def test_a_file_that_was_copied_says_what_to_write_in_its_front_matter(
    small_site: Callable[..., Path],
) -> None:
    site = small_site()
    shutil.copy(site / PAGE, site / PAGE.replace(".md", ".ar.md"))
    told = invoke("check", cwd=site).stdout
    assert "add `translation: {status: machine|draft|reviewed}`" in told
    assert "a translation has its texts below the ids: `images: {use: {caption: …}}`" in told


def test_the_address_of_what_is_gone_says_so(site: Path) -> None:
    third = of(ids(site), THREE)
    write(site, ONE, TWO, FOUR)
    invoke("sync", PAGE, cwd=site)
    built = build(pages_alone(site), site / "built")
    for prefix, is_gone in (("", True), ("ar/", True), ("fr/", False)):
        found = page(built, f"{prefix}papers/water/start/").cssselect(f"#{third}")
        assert [passage.get("class") for passage in found] == ["ip-gone" if is_gone else None]
    told = page(built, "papers/water/start/").cssselect(f"#{third}")[0]
    assert text(told) == "This passage has been gone since edition 1."
    assert text(told.getprevious()).startswith(TWO[:40])
