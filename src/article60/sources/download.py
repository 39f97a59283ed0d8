"""One file from one address: asked for only if it changed, gone on with where it broke off, tried again with patience."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

import httpx

from article60.sources.following import following
from article60.sources.source_yml import Politeness

_TRY_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))
_LONGEST_PAUSE_SECONDS = 300.0
_LONGEST_ATTEMPT_SECONDS = 3600.0
_WORTH_AN_ATTEMPT_BYTES = 16 * 1024 * 1024
_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18}|\*)")


class NotCollected(Exception):
    """A file that could not be had; the message says why and what to do."""


class _Interrupted(Exception):
    """This attempt failed, another may not; `pause` is what the server asked for, in seconds."""

    def __init__(self, message: str, *, pause: float | None = None) -> None:
        super().__init__(message)
        self.pause = pause


@dataclass(frozen=True, slots=True)
class Version:
    """What a server says of the version of a file that it sent."""

    etag: str | None = None
    last_modified: str | None = None
    joined: bool = False
    """Whether the bytes came in several answers, of which the server says that they belong together."""

    @classmethod
    def of(cls, answer: httpx.Response) -> "Version":
        """The version that an answer declares, as far as it can be named to the server again."""
        etag, last_modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        return cls(_sendable(etag), _sendable(last_modified), answer.status_code == 206)

    def if_changed(self) -> dict[str, str]:
        """Headers that ask for the file only if it has changed since."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, said in asked.items() if (value := _sendable(said)) is not None}

    def is_other_than(self, begun: "Version") -> bool:
        """Whether what an answer says is not what was said of the version begun; it need not say it again."""
        said = ((self.etag, begun.etag), (self.last_modified, begun.last_modified))
        return any(None not in pair and pair[0] != pair[1] for pair in said)

    def after(self, begun: "Version") -> "Version":
        """The version begun, with what the answer that brought its rest says of it."""
        return replace(self, etag=self.etag or begun.etag, last_modified=self.last_modified or begun.last_modified)

    def if_same(self) -> str | None:
        """Value of If-Range: only what identifies the very bytes can say that the rest belongs to them."""
        return self.etag if self.etag is not None and self.etag.startswith('"') else self.last_modified


@dataclass(slots=True)
class Asker:
    """Asks servers, one request at a time, with a pause between two requests to one host; an asker is for one thread."""

    client: httpx.Client
    politeness: Politeness
    wait: Callable[[float], object]
    clock: Callable[[], float]
    stop: Event
    asked: set[str] = field(default_factory=set)
    grown: Callable[[int, int | None], object] = lambda held, expected: None
    """Told how many bytes of a file there are, and how many there will be where that is known, whenever some have come."""
    unanswered: int = 0
    """Files in a row that were given up without a word from the server at their address."""
    owed: dict[str, float] = field(default_factory=dict)
    """Seconds by host, for which a server asked as a file was given up: they are waited before the next request to it."""

    def pause_for(self, address: str) -> None:
        """Wait before every request to a host but the first. Raises NotCollected where all asking is to stop."""
        host = urlsplit(address).netloc
        if host in self.asked:
            self.wait(max(self.politeness.seconds_between_requests, self.owed.pop(host, 0.0)))
        self.go_on()
        self.asked.add(host)

    def go_on(self) -> None:
        """Raises NotCollected where all asking is to stop."""
        if self.stop.is_set():
            raise NotCollected("broken off; run again to go on")

    def patiently(self, attempt: Callable[[int], Version | None], *, address: str, held: Callable[[], int]) -> Version | None:
        """What an attempt to ask for an address, given its number, returns; tried again after ever longer pauses.

        Only attempts that bring little count: `held` tells how many bytes there are so far. What was there before and came
        once more is not brought. Raises NotCollected after the last one.
        """
        number, most = 1, held()
        while True:
            try:
                return attempt(number)
            except (_Interrupted, httpx.TransportError, httpx.DecodingError) as error:
                asked_for = error.pause if isinstance(error, _Interrupted) else None
                if held() - most >= _WORTH_AN_ATTEMPT_BYTES:
                    number = 1
                elif number == self.politeness.attempts:
                    if asked_for is not None:
                        self.owed[urlsplit(address).netloc] = min(_LONGEST_PAUSE_SECONDS, asked_for)
                    self.unanswered = self.unanswered + 1 if _is_silence(error, address) else 0
                    reason = str(error) or type(error).__name__
                    raise NotCollected(f"given up after {number} attempts: {reason}; run again to go on") from None
                self.wait(min(_LONGEST_PAUSE_SECONDS, float(2**number) if asked_for is None else asked_for))
                number, most = number + 1, max(most, held())


def download(address: str, part: Path, *, known: Version | None, asker: Asker, largest_bytes: int) -> Version | None:
    """Fetch a file into `part`; its version, or None where the server says that `known` is still the one.

    A part left by an earlier attempt is gone on with where the server can prove that it is of the same version.
    Raises NotCollected.
    """

    def attempt(number: int) -> Version | None:
        asker.pause_for(address)
        try:
            packing = "gzip" if number == 1 and not _is_packed(address) else "identity"
            return _ask(address, part, known=known, asker=asker, largest_bytes=largest_bytes, packing=packing)
        except (httpx.InvalidURL, httpx.TooManyRedirects, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise NotCollected(f"the address cannot be followed ({error}); correct it") from None

    return asker.patiently(attempt, address=address, held=lambda: part.stat().st_size if part.is_file() else 0)


def _is_silence(error: Exception, address: str) -> bool:
    """Whether the server of an address did not answer; one that sends elsewhere has, even where nobody answers there."""
    return isinstance(error, httpx.TransportError) and error.request.url.netloc == httpx.URL(address).netloc


def _sendable(said: str | None) -> str | None:
    """What was said of a version, where it is not empty and headers may hold it: servers send what they do not take."""
    return said if said and said.isascii() and said.isprintable() else None


def _is_packed(address: str) -> bool:
    return urlsplit(address).path.lower().endswith((".zip", ".gz"))


def _ask(address: str, part: Path, *, known: Version | None, asker: Asker, largest_bytes: int, packing: str) -> Version | None:
    """One request, and those to where it is sent on.

    Aid data packs to a tenth on its way, but what came packed cannot be gone on with.
    """
    begun = _begun(part)
    headers = {"Accept-Encoding": packing, **({} if known is None else known.if_changed())}
    if begun is not None:
        headers = {"Accept-Encoding": "identity", "Range": f"bytes={part.stat().st_size}-", "If-Range": begun.if_same() or ""}
    request = asker.client.build_request("GET", address, headers=headers)
    with following(asker.client, request, before_hop=asker.pause_for) as answer:
        asker.unanswered = 0
        if answer.status_code == 304 and known is not None:
            return None
        _check_status(answer, part)
        _receive(answer, part, begun=begun, largest_bytes=largest_bytes, asker=asker)
        _forget(part)
        version = Version.of(answer)
        return version.after(begun) if begun is not None and version.joined else version


def _check_status(answer: httpx.Response, part: Path) -> None:
    if answer.status_code == 416:
        _forget(part)
        part.unlink(missing_ok=True)
        raise _Interrupted("the server has not the rest of the file begun; begun anew", pause=0)
    if answer.status_code in _TRY_AGAIN:
        raise _Interrupted(f"status {answer.status_code}", pause=_pause_asked_for(answer.headers))
    if answer.status_code not in (200, 206):
        raise NotCollected(f"status {answer.status_code} {answer.reason_phrase}; correct the address or ask the publisher")


def _pause_asked_for(headers: httpx.Headers) -> float | None:
    """Seconds, which a server may give as a number or as a day and time by its own clock."""
    after = headers.get("retry-after", "")
    if after.isdecimal():
        return float(after)
    try:
        then, now = (parsedate_to_datetime(value) for value in (after, headers.get("date", "")))
        return max(0.0, (then - now).total_seconds())
    except (ValueError, TypeError):
        return None


def _receive(answer: httpx.Response, part: Path, *, begun: Version | None, largest_bytes: int, asker: Asker) -> None:
    held, expected = _goes_on_at(answer, part, begun) if answer.status_code == 206 else (0, None)
    plain = _is_as_it_stands(answer)
    declared = answer.headers.get("content-length", "")
    if expected is None and plain and declared.isdecimal():
        expected = held + int(declared)
    if not held:
        _begin(part, Version.of(answer) if plain else Version())
    until = asker.clock() + _LONGEST_ATTEMPT_SECONDS
    with part.open("r+b") as file:
        file.seek(held)
        for piece in answer.iter_raw() if plain else answer.iter_bytes():
            held += len(piece)
            if max(held, expected or 0) > largest_bytes:
                raise NotCollected(f"larger than {largest_bytes} bytes; correct the address, or raise largest_bytes for a file")
            asker.go_on()
            if asker.clock() > until:
                raise _Interrupted(f"not all came within {_LONGEST_ATTEMPT_SECONDS:.0f} seconds")
            file.write(piece)
            asker.grown(held, expected)
        file.truncate()
    if expected is not None and held != expected:
        raise _Interrupted(f"{held} of {expected} bytes came")


def _is_as_it_stands(answer: httpx.Response) -> bool:
    """Whether the bytes are those of the file; of a packed file servers say that it was packed on its way, which it was not."""
    return answer.headers.get("content-encoding", "identity") == "identity" or answer.url.path.lower().endswith(".gz")


def _goes_on_at(answer: httpx.Response, part: Path, begun: Version | None) -> tuple[int, int | None]:
    """Where an answer goes on with a part, and how many bytes there will be in all where it says so.

    Raises _Interrupted where what it brings is not the rest of the version begun.
    """
    if begun is None:
        raise _Interrupted("the server sent a range where the whole file was asked for")
    given = _RANGE.fullmatch(answer.headers.get("content-range", ""))
    if given is None or int(given[1]) != part.stat().st_size or not _is_as_it_stands(answer):
        _forget(part)
        raise _Interrupted("the server sent another range than the one asked for; begun anew", pause=0)
    if Version.of(answer).is_other_than(begun):
        _forget(part)
        raise _Interrupted("the server sent the rest of another version than the one begun; begun anew", pause=0)
    return int(given[1]), None if given[2] == "*" else int(given[2])


def _begin(part: Path, version: Version) -> None:
    """Empty a part and keep beside it what identifies its version: at no time stands that beside bytes of an earlier one.

    What comes compressed is of no version, as it cannot be gone on with: its length is not that of the file.
    """
    _forget(part)
    part.write_bytes(b"")
    _remember(part, version)


def _note_of(part: Path) -> Path:
    return part.with_name(part.name + ".version")


def _remember(part: Path, version: Version) -> None:
    """Keep beside a part what identifies its version; a part without it can never be gone on with."""
    _note_of(part).write_text(version.if_same() or "", encoding="utf-8")


def _begun(part: Path) -> Version | None:
    """The version of a part that can be gone on with."""
    note = _note_of(part)
    if not (note.is_file() and part.is_file() and part.stat().st_size):
        return None
    said = _sendable(note.read_text(encoding="utf-8", errors="replace"))
    if said is None:
        return None
    return Version(etag=said) if said.startswith('"') else Version(last_modified=said)


def _forget(part: Path) -> None:
    _note_of(part).unlink(missing_ok=True)


def headers_of(politeness: Politeness) -> Mapping[str, str]:
    """Headers of every request."""
    return {"User-Agent": politeness.user_agent, "Accept": "*/*"}
