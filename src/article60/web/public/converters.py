"""What the variable parts of addresses look like."""

from django.urls import register_converter


class Code:
    """A State's two-letter code; codes of simulated worlds hold a digit, as `A0`."""

    regex = "[A-Z][A-Z0-9]"

    def to_python(self, value: str) -> str:
        """The code."""
        return value

    def to_url(self, value: str) -> str:
        """The code."""
        return value


class Identifier(Code):
    """A lasting identifier, as `XA-7K3FQ2MD`."""

    regex = "[A-Z][A-Z0-9]{1,2}-[A-Z2-7]{8,16}"


def register() -> None:
    """Make `<state:code>` and `<lasting:identifier>` known."""
    register_converter(Code, "state")
    register_converter(Identifier, "lasting")
