"""The few errors that a user can act on. Anything else is a bug and may look like one."""

from __future__ import annotations

from usalama.model import Sentence


class UsalamaError(Exception):
    """Something a user can mend; its sentence says what, where and what to do."""

    def __init__(self, template: str, **values: object) -> None:
        self.sentence = Sentence(template, values)
        super().__init__(str(self.sentence))


class InputRefused(UsalamaError):
    """A file, a mapping or a value cannot be used as it stands."""


class NotAllowed(UsalamaError):
    """The scope does not permit this."""


class StoreUnavailable(UsalamaError):
    """The store cannot be opened, is busy, or was made by a newer version."""


class NothingFound(UsalamaError):
    """The question has no answer in the data that the scope may see."""
