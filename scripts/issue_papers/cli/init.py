"""`issue-papers init`: a site of one's own, complete as it stands."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from issue_papers import git
from issue_papers.cli import beginning
from issue_papers.cli.questions import YES, is_somebody_there
from issue_papers.reporting.messages import environment_language, local, say
from issue_papers.reporting.problems import errors, report
from issue_papers.starting import new_site
from issue_papers.starting.new_site import Forge, NewSite, UnusableSiteError

_LICENCE = "CC-BY-4.0"
_CHARACTERS = "characters"
"""What the check calls characters that no font here has."""


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--name", "names", multiple=True, help="The site's name; `fr=…` for one language.")
@click.option("--languages", help="BCP 47 tags with commas; texts are written in the first.")
@click.option("--publisher", help="Who publishes the papers.  [default: the name]")
@click.option("--licence", help="Of the papers, as SPDX has it.  [default: CC-BY-4.0]")
@click.option("--colour", help="The accent, as `#0b6e4f`.  [default: the theme's]")
@click.option(
    "--logo",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A picture, which is copied.  [default: none]",
)
@click.option("--address", help="Where the site is published.  [default: the forge's pages]")
@click.option("--repository", help="Its repository's address.  [default: git's `origin`]")
@click.option(
    "--forge",
    type=click.Choice([each.value for each in Forge]),
    help="Whose workflows are written.  [default: the repository's]",
)
@click.option("--force", is_flag=True, help="Also where there are files; they are all kept.")
@YES
def init_command(  # noqa: PLR0913, PLR0917 - one for each option
    folder: Path,
    names: tuple[str, ...],
    languages: str | None,
    publisher: str | None,
    licence: str | None,
    colour: str | None,
    logo: Path | None,
    address: str | None,
    repository: str | None,
    forge: str | None,
    *,
    force: bool,
    yes: bool,
) -> None:
    """Begin a site in FOLDER, which is this one unless another is named.

    Writes the configuration, a first paper in all languages, a guide for its editors, settings for
    their tools, and workflows. What options don't say is asked. Nothing that is there is
    overwritten.
    """
    root = folder.absolute()
    _refuse_full(root, force=force)
    asking = _Asking(can_ask=not yes and is_somebody_there())
    given = {
        "languages": languages,
        "publisher": publisher,
        "licence": licence,
        "colour": colour,
        "logo": str(logo) if logo else None,
        "address": address,
        "repository": repository,
        "forge": forge,
    }
    try:
        site, picture = _answers(root, names, given, asking)
    except UnusableSiteError as error:
        raise click.UsageError(local(error.message)) from error
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch).resolve()
        files = beginning.lay_out(made, site, picture)
        found = beginning.problems_in(made)
        # Fonts are missing on this machine, not in the site.
        needs = dict.fromkeys(each.hint for each in found if each.key == _CHARACTERS)
        if faults := [each for each in errors(found) if each.key != _CHARACTERS]:
            told = report(faults, environment_language())
            raise click.ClickException(
                local(say("nothing was written:\n{problems}", problems=told))
            )
        kept = [name for name in files if (root / name).exists()]
        for name in files:
            if name not in kept:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(made / name, root / name)
    _tell(folder, site, [name for name in files if name not in kept], kept)
    for hint in needs:
        said = say("First, for the letters of PDFs, EPUBs and cards: {hint}", hint=hint)
        click.echo(local(said))


def _refuse_full(root: Path, *, force: bool) -> None:
    """Refuse a folder that has files in it; hidden ones, as git's, are none.

    Raises:
        click.ClickException: There are some.
    """
    there = sorted(
        path.name for path in (root.iterdir() if root.is_dir() else ()) if path.name[0] != "."
    )
    if there and not force:
        message = say(
            "{folder} isn't empty ({names}), so nothing was written; with `--force`, what is there "
            "is kept and the rest is written",
            folder=root.name,
            names=", ".join(there[:3]) + (" …" if len(there) > 3 else ""),  # noqa: PLR2004
        )
        raise click.ClickException(local(message))


class _Asking:
    """Asks for what options don't say, until an answer can be used.

    Args:
        can_ask: Whether somebody can be asked; if not, defaults are taken.
    """

    def __init__(self, *, can_ask: bool) -> None:
        self._can_ask = can_ask

    def __call__(
        self, prompt: str, default: str, given: str | None, use: Callable[[str], object]
    ) -> str:
        """Return an answer.

        Args:
            prompt: The question.
            default: What is taken where nobody answers.
            given: What an option says, if it does.
            use: Raises `UnusableSiteError` for an answer that can't be used.
        """
        if given is not None or not self._can_ask:
            answer = default if given is None else given
            use(answer)
            return answer
        while True:
            answer = click.prompt(local(prompt), default=default, show_default=bool(default))
            try:
                use(str(answer).strip())
            except UnusableSiteError as error:
                click.echo(local(error.message), err=True)
            else:
                return str(answer).strip()


def _answers(
    root: Path, names: tuple[str, ...], given: dict[str, str | None], ask: _Asking
) -> tuple[NewSite, Path | None]:
    """Return what is known of the site, and the picture that is its logo.

    Raises:
        UnusableSiteError: An option can't be used.
    """
    spoken = ask(
        say("Languages, the source first, as `en, fr, ar`"),
        environment_language(),
        given["languages"],
        lambda text: new_site.languages([text]),
    )
    tags = new_site.languages([spoken])
    named = new_site.names_of(names, tags)
    plain = named.pop("", None) or named.pop(tags[0], None)
    name = ask(say("The site's name"), _readable(root.name), plain, str)
    for tag in tags[1:]:
        prompt = say("Its name in {language}", language=new_site.autonym(tag))
        default = named.get(tag, name)
        said = named.get(tag) if names else None
        named[tag] = ask(prompt, default, said, str)
    publisher = ask(say("Who publishes the papers"), name, given["publisher"], str)
    licence = ask(say("The papers' licence (SPDX)"), _LICENCE, given["licence"], new_site.licence)
    colour = ask(
        say("The accent's colour, as `#0b6e4f`; nothing for the theme's own"),
        "",
        given["colour"],
        new_site.colour,
    )
    logo = ask(say("A picture as logo; nothing for none"), "", given["logo"], _picture)
    remote = (
        new_site.repository(given["repository"] or "")
        or git.ask(root, "remote", "get-url", "origin").decode().strip()
    )
    near = new_site.guessed_repository(given["address"] or "", remote)
    forge = ask(
        say("Where the repository is: {forges}", forges=", ".join(Forge)),
        str(new_site.guessed_forge(near)),
        given["forge"],
        new_site.forge,
    )
    default = new_site.guessed_address(near, new_site.forge(forge))
    address = ask(
        say("Where the site is published, as `https://example.org/papers/`"),
        default,
        given["address"],
        lambda text: new_site.address("address", text),
    )
    site = NewSite.from_data(
        {
            "name": name,
            "languages": tags,
            "publisher": publisher,
            "licence": licence,
            "colour": colour,
            "address": address,
            "repository": near or new_site.guessed_repository(address),
            "forge": forge,
            "names": {tag: said for tag, said in named.items() if said != name},
        }
    )
    if not logo:
        return site, None
    picture = Path(logo)
    return replace(site, logo=f"logo{picture.suffix.lower()}"), picture


def _picture(text: str) -> None:
    if text and not Path(text).is_file():
        raise UnusableSiteError(say("there is no file {path}", path=text))


def _readable(folder: str) -> str:
    """Make a site's name of a folder's."""
    words = folder.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or "Issue papers"


def _tell(folder: Path, site: NewSite, written: list[str], kept: list[str]) -> None:
    """Say what was written, what was kept, and what is to be done next."""
    for name in written:
        if not name.startswith(".vscode/schemas/"):
            click.echo(local(say("wrote {file}", file=name)))
    for name in kept:
        click.echo(local(say("kept {path}, which was there", path=name)))
    path = folder.as_posix()
    quoted = path if re.fullmatch(r"[\w./~:-]+", path) else f'"{path}"'
    here = "" if folder == Path() else f"cd {quoted} && "
    click.echo(local(say("Next: `{command}`", command=f"{here}issue-papers build")))
    if not site.address:
        click.echo(
            local(
                say("When you know where the site is published, write `site_url:` in mkdocs.yml.")
            )
        )
