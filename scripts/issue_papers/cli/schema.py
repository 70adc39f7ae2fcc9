"""`issue-papers schema`: what an editor's own tools need to complete and check while one types."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from issue_papers.cli import schemas
from issue_papers.cli.options import CONFIG_OPTION, LANGUAGE_OPTION
from issue_papers.cli.site import settings as site_settings
from issue_papers.content.settings import Settings
from issue_papers.reporting.messages import local, say, translate

_GIVEN_ONCE = ("extensions.json", "tasks.json")
"""Files that a project may change as it likes; they are written only where there are none."""


@click.command("schema")
@CONFIG_OPTION
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".vscode"),
    show_default=True,
    help="The folder for Visual Studio Code's settings; the schemas go into schemas/ in it.",
)
@LANGUAGE_OPTION
def schema_command(config_file: Path, output: Path, language: str) -> None:
    """Write JSON Schemas of front matter and data files, and settings that use them.

    The settings are those of Visual Studio Code with the extension YAML by Red Hat. Of a
    settings.json that is there, only the entries for these schemas are changed.
    """
    for path, text in editor_files(site_settings(config_file), output, language).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        click.echo(path.as_posix())


def editor_files(settings: Settings, output: Path, language: str) -> dict[Path, str]:
    """Make the files that an editor's tools read.

    Args:
        settings: The site.
        output: The folder of the editor's settings. What a project may have changed there is kept.
        language: The language in which keys are explained.

    Raises:
        click.ClickException: Settings that are there can't be added to.
    """
    root, base = settings.root, output.resolve()
    where = base.relative_to(root).as_posix() if base.is_relative_to(root) else base.as_posix()
    ours = schemas.settings_json(settings, f"{where}/{schemas.FOLDER}")
    found = {output / "settings.json": _merged(output / "settings.json", ours)}
    for name, schema in schemas.schemas(settings, language).items():
        found[output / schemas.FOLDER / name] = schemas.as_text(schema)
    for name in _GIVEN_ONCE:
        if not (output / name).exists():
            template = files("issue_papers").joinpath("templates", name)
            found[output / name] = _in_words(template.read_text(encoding="utf-8"), language)
    return found


def _in_words(text: str, language: str) -> str:
    """Put what people read of a tool's settings into their language."""
    for words in _WORDS:
        said = json.dumps(translate(words, language), ensure_ascii=False)
        text = text.replace(json.dumps(str(words)), said)
    return text


_WORDS = (
    say("Check the texts"),
    say("Shows every problem at its line, in texts, front matter and data files"),
)
"""What tasks are called, as the template has it."""


def _merged(path: Path, ours: dict[str, Any]) -> str:
    """Put our settings into those that are there.

    Raises:
        click.ClickException: The file isn't plain JSON, so that changing it would lose something.
    """
    if not path.exists():
        return schemas.as_text(ours)
    try:
        theirs = json.loads(path.read_text(encoding="utf-8"))
        associations = {**theirs.get("yaml.schemas", {}), **ours["yaml.schemas"]}
    except (ValueError, AttributeError, TypeError) as error:
        message = say(
            "{path} isn't plain JSON (it may hold comments), so it wasn't changed; put this into "
            "it:\n{settings}",
            path=str(path),
            settings=schemas.as_text(ours),
        )
        raise click.ClickException(local(message)) from error
    return schemas.as_text({**theirs, "yaml.schemas": associations})
