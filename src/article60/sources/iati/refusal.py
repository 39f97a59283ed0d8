"""Why a file, or a part of one, is not read."""


class Refused(ValueError):
    """Something that cannot or must not be read; `line` is that of the file, where one can be named."""

    def __init__(self, message: str, *, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
