"""Which units of an H.264 or HEVC stream are pictures, and which are messages of encoders and cameras?

Streams in MP4 and Matroska hold units with their length before each (ISO/IEC 14496-15). Messages
(supplemental enhancement information) hold the encoder's name, settings of the camera, times; no decoder
needs them.
"""

from __future__ import annotations

from collections.abc import Callable

_H264_MESSAGE = 6
_HEVC_MESSAGES = {39, 40}
_HVCC_HEADER = 22  # bytes before the number of arrays

Keep = Callable[[int], bool]
"""Is told the first byte of a unit."""


def keep_h264(first: int) -> bool:
    """Tell whether a unit of H.264 is more than a message."""
    return first & 0x1F != _H264_MESSAGE


def keep_hevc(first: int) -> bool:
    """Tell whether a unit of HEVC is more than a message."""
    return first >> 1 & 0x3F not in _HEVC_MESSAGES


def without_messages(packet: bytes, length_size: int, keep: Keep) -> bytes:
    """Return a packet without messages. Raises ValueError where its lengths do not fit."""
    kept, at = [], 0
    while at < len(packet):
        begin = at + length_size
        end = begin + int.from_bytes(packet[at:begin], "big")
        if begin >= len(packet) or end > len(packet) or end == begin:
            raise ValueError("a unit that reaches beyond its packet")
        if keep(packet[begin]):
            kept.append(packet[at:end])
        at = end
    return b"".join(kept)


def h264_length_size(extradata: bytes) -> int | None:
    """Return how many bytes a length has, None where units are not stored with lengths."""
    return (extradata[4] & 3) + 1 if len(extradata) > 6 and extradata[0] == 1 else None  # noqa: PLR2004


def hevc_length_size(extradata: bytes) -> int | None:
    """Return how many bytes a length has, None where units are not stored with lengths."""
    return (extradata[21] & 3) + 1 if len(extradata) > _HVCC_HEADER and extradata[0] == 1 else None


def hevc_without_messages(extradata: bytes) -> bytes:
    """Return the parameters of a stream of HEVC without the messages among them. Raises ValueError."""
    at, kept = _HVCC_HEADER + 1, []
    for _array in range(extradata[_HVCC_HEADER]):
        kind, count, begin = extradata[at] & 0x3F, int.from_bytes(extradata[at + 1 : at + 3], "big"), at
        at += 3
        for _unit in range(count):
            at += 2 + int.from_bytes(extradata[at : at + 2], "big")
        if at > len(extradata):
            raise ValueError("a unit that reaches beyond the parameters")
        if kind not in _HEVC_MESSAGES:
            kept.append(extradata[begin:at])
    return extradata[:_HVCC_HEADER] + bytes([len(kept)]) + b"".join(kept)
