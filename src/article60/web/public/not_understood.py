"""An address with a value that there cannot be: the reader is told which, and shown the way without it."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from article60.web.public.lists.asked import Unusable


class NotUnderstood(BadRequest):
    """Values of these parameters of an address cannot be."""

    def __init__(self, *names: str) -> None:
        super().__init__(", ".join(names))
        self.names = names

    @classmethod
    def of(cls, error: Unusable) -> "NotUnderstood":
        """The parameters that an error names before its reasons."""
        return cls(*(reason.partition(":")[0] for reason in str(error).split("; ")))

    def said(self, request: HttpRequest) -> list[str]:
        """The parts of the address that cannot be, as they stand in it."""
        return [f"{name}={request.GET[name]}" for name in self.names if name in request.GET]

    def without(self, request: HttpRequest) -> str:
        """The address without them."""
        left = request.GET.copy()
        for name in self.names:
            left.pop(name, None)
        return request.path + (f"?{left.urlencode()}" if left else "")
