"""Writes a picture as PNG: few greys where it is grey, else a palette; the same dots give the same bytes."""

import struct
import zlib

import numpy
from numpy.typing import NDArray

Dots = NDArray[numpy.uint8]

_GREY, _PALETTE = 0, 3
_PAPER = 232  # what is nearly white is white: the grain of scanned paper takes most of the bytes and tells nothing
_COLOURED, _FEW = 40, 2_000  # how far apart the channels of a coloured dot are; one in so many dots makes a coloured page
_BETWEEN, _SHADED = (64, 192), 0.2  # so many dots neither light nor dark are a photograph; letters have fewer
_MOST_COLOURS = 256


def png(dots: Dots) -> bytes:
    """The bytes of a picture whose dots are red, green and blue, from 0 to 255: height by width by 3."""
    apart = dots.max(axis=2) - dots.min(axis=2)
    if int((apart > _COLOURED).sum()) * _FEW <= apart.size:
        return _grey(dots)
    return _coloured(dots)


def _levels(dots: Dots, depth: int) -> Dots:
    """Dots in levels of so many bits, 0 the darkest."""
    lifted = numpy.where(dots >= _PAPER, 255, dots).astype(numpy.uint16)
    found: Dots = ((lifted * (2**depth - 1) + 127) // 255).astype(numpy.uint8)
    return found


def _grey(dots: Dots) -> bytes:
    weighed = ((dots.astype(numpy.uint32) @ numpy.array([299, 587, 114], dtype=numpy.uint32) + 500) // 1000).astype(numpy.uint8)
    between = (weighed > _BETWEEN[0]) & (weighed < _BETWEEN[1])
    depth = 4 if int(between.sum()) > _SHADED * between.size else 2  # four greys draw letters as well as 256 do
    height, width = weighed.shape
    each = 8 // depth
    levels = numpy.pad(_levels(weighed, depth), ((0, 0), (0, -width % each)))
    packed = numpy.zeros((height, levels.shape[1] // each), dtype=numpy.uint8)
    for place in range(each):
        packed = (packed << depth) | levels[:, place::each]
    return _file(width, height, depth=depth, kind=_GREY, rows=packed)


def _coloured(dots: Dots) -> bytes:
    """At most 256 colours of 4,096: the most frequent ones, and for each other the nearest of these."""
    levels = _levels(dots, 4).astype(numpy.uint16)
    codes = (levels[:, :, 0] << 8) | (levels[:, :, 1] << 4) | levels[:, :, 2]
    frequent = numpy.bincount(codes.ravel(), minlength=4096)
    kept = numpy.argsort(-frequent, kind="stable")[:_MOST_COLOURS]
    every = _channels(numpy.arange(4096))
    chosen = _channels(kept)
    nearest = ((every[:, None, :] - chosen[None, :, :]) ** 2).sum(axis=2).argmin(axis=1).astype(numpy.uint8)
    palette = (chosen * 17).astype(numpy.uint8).tobytes()
    height, width = codes.shape
    return _file(width, height, depth=8, kind=_PALETTE, rows=nearest[codes], palette=palette)


def _channels(codes: NDArray[numpy.int64]) -> NDArray[numpy.int32]:
    return numpy.stack([codes >> 8, (codes >> 4) & 15, codes & 15], axis=1).astype(numpy.int32)


def _file(width: int, height: int, *, depth: int, kind: int, rows: Dots, palette: bytes = b"") -> bytes:
    unfiltered = numpy.pad(rows, ((0, 0), (1, 0))).tobytes()  # each row begins with the number of its filter, 0 for none
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    chunks = [
        (b"IHDR", head),
        *([(b"PLTE", palette)] if palette else []),
        (b"IDAT", zlib.compress(unfiltered, 9)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
