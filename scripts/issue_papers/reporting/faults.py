"""What is wrong with options of mkdocs.yml, said where their places aren't known."""

from __future__ import annotations

from dataclasses import dataclass

from issue_papers.reporting.messages import Message


@dataclass(frozen=True)
class Fault:
    """What is wrong with an option.

    Attributes:
        key: The option, as `look.typefaces.text`.
        message: What is wrong.
        hint: What would be right.
    """

    key: str
    message: Message
    hint: Message | str = ""


class UnusableError(ValueError):
    """Options that can't be used.

    Attributes:
        faults: Why.
    """

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__(*(fault.message for fault in faults))
