"""What translations say may differ from their sources, passage by passage, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from issue_papers.content.documents import Entry
from issue_papers.content.records import Feature
from issue_papers.reporting.messages import say
from issue_papers.reporting.problems import Problem, Severity
from issue_papers.translation.state import State, Verdicts


def idle(entry: Entry, language: str, used: Collection[tuple[str, Feature]]) -> Iterator[Problem]:
    """Yield exemptions that exempt nothing.

    Nothing is said while the source is being edited: of a passage that is behind or gone.

    Args:
        entry: The page.
        language: Tag of the translation's language.
        used: What differs: passages, by their ids, and in what.
    """
    document = entry.translations[language]
    exempt = document.translation.exempt if document.translation else {}
    if not exempt:
        return
    verdicts = Verdicts.on(entry, language)
    source = {passage.id: passage for passage in entry.source.passages}
    target = {passage.id for passage in document.passages}
    for key, features in exempt.items():
        passage = source.get(key)
        is_gone = passage is None and verdicts.is_recorded(key)
        is_behind = (
            passage is not None and verdicts.is_known(key) and verdicts.of(passage) is State.STALE
        )
        if is_gone or is_behind:
            continue
        for feature in features:
            if (key, feature) not in used and feature != "words":  # that is for `copied` to say
                at = ("translation", "exempt", key, feature)
                message = say("nothing differs here, so there is nothing to exempt")
                if passage is None and key not in target:
                    message = say("{path} has no passage `{key}`", path=entry.source.path, key=key)
                line = document.yaml.line(at)
                hint = say("delete it")
                where = ".".join(at)
                yield Problem(document.path, line, where, message, hint, Severity.WARNING)
