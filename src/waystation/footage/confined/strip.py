"""How does a film or sound lose everything but its picture and sound? The confined side of stripping one.

Packets are copied as they are. Names, times, places, thumbnails, chapters, subtitles and data tracks stay
behind, and so do the messages inside H.264 and HEVC streams, where encoders sign and cameras note settings.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, BinaryIO

import av
import av.error
from av.container import InputContainer

from waystation.footage.confined.containers import RefusedError, first_frame, open_container, picture_stream
from waystation.footage.confined.pictures import matrix_of
from waystation.footage.confined.units import (
    h264_length_size,
    hevc_length_size,
    hevc_without_messages,
    keep_h264,
    keep_hevc,
    without_messages,
)

_MOST_UNDATED = 32
_CLEAN = {"fflags": "+bitexact"}
_OPTIONS = {
    "mp4": {"use_editlist": "0", "movflags": "+negative_cts_offsets"},
    "3gp": {"use_editlist": "0"},
    "mp3": {"write_xing": "0", "id3v2_version": "0", "write_id3v1": "0"},
}
_PHONES_OF_OLD = {"amr_nb", "amrnb", "amr_wb", "amrwb", "h263"}
_OPEN_CODECS = {"vp8", "vp9", "av1", "opus", "vorbis", "libdav1d", "libvpx", "libvpx-vp9"}


def strip(file: BinaryIO, job: dict[str, Any], out: BinaryIO) -> dict[str, Any]:
    """Write the first picture and sound of a file to `out`, and nothing else. Raises RefusedError."""
    with open_container(file, job["limits"]["streams"]) as container:
        picture = picture_stream(container)
        kept = [stream for stream in (picture, next(iter(container.streams.audio), None)) if stream]
        if not kept:
            raise RefusedError("neither picture nor sound", "a film or sound")
        kind = form(container, [stream.codec_context.name for stream in kept])
        matrix = None if picture is None else matrix_of(first_frame(container, picture))
        container.seek(0)
        try:
            return {"form": kind, "packets": _copied(container, kept, kind, matrix, out)}
        except (av.error.FFmpegError, ValueError):
            found = "a recording whose streams cannot be copied as they are"
            raise RefusedError(found, "one that `waystation footage redact` makes anew") from None


def form(container: InputContainer, codecs: list[str]) -> str:
    """Return the container that the copy will have: that of the original, in its plainest kind."""
    names = set(container.format.name.split(","))
    if "mp4" in names:
        return "3gp" if _PHONES_OF_OLD & set(codecs) else "mp4"
    if "matroska" in names:
        return "webm" if set(codecs) <= _OPEN_CODECS else "matroska"
    for given, kept in (("ogg", "ogg"), ("aac", "adts"), ("mp3", "mp3"), ("wav", "wav"), ("flac", "flac")):
        if given in names:
            return kept
    raise RefusedError(
        f"a container of the kind {container.format.name}", "MP4, MOV, 3GP, MKV, WebM, OGG, AAC"
    )


def _copied(
    container: InputContainer, kept: list[Any], kind: str, matrix: bytes | None, out: BinaryIO
) -> int:
    count = 0
    with av.open(out, "w", format=kind, options=_CLEAN | _OPTIONS.get(kind, {})) as target:
        copies = {stream.index: _copy_of(target, stream, matrix) for stream in kept}
        cleaners = {stream.index: _cleaner(stream) for stream in kept}
        for packet in dated(packet for packet in container.demux(kept) if packet.size):
            clean = _renewed(packet, cleaners[packet.stream.index](bytes(packet)))
            clean.stream = copies[packet.stream.index]
            target.mux(clean)
            count += 1
    return count


def dated(packets: Iterable[Any]) -> Iterator[Any]:
    """Yield packets with a time of decoding each; Matroska does not tell those of the first."""
    waiting: dict[int, list[Any]] = {}
    for packet in packets:
        before = waiting.setdefault(packet.stream.index, [])
        if packet.dts is None and len(before) < _MOST_UNDATED:
            before.append(packet)
            continue
        step = packet.duration or 1
        for n, early in enumerate(before):
            early.dts = (packet.dts or 0) - (len(before) - n) * step
            yield early
        before.clear()
        yield packet
    for left in waiting.values():
        for early in left:
            early.dts = early.pts
            yield early


def _renewed(packet: Any, content: bytes) -> Any:
    """Return a packet with other content, and no side data."""
    renewed = av.Packet(content)
    renewed.pts, renewed.dts, renewed.duration = packet.pts, packet.dts, packet.duration
    renewed.time_base, renewed.is_keyframe = packet.time_base, packet.is_keyframe
    return renewed


def _copy_of(target: Any, stream: Any, matrix: bytes | None) -> Any:
    copy = target.add_stream_from_template(stream)
    copy.metadata.clear()
    if stream.type == "video":
        copy.set_display_matrix(None)
        if matrix is not None:
            copy.set_display_matrix(struct.unpack("=9i", matrix[:36]))
    if _codec(stream) == "hevc" and hevc_length_size(stream.codec_context.extradata or b""):
        copy.codec_context.extradata = hevc_without_messages(stream.codec_context.extradata)
    return copy


def _codec(stream: Any) -> str:
    return str(stream.codec_context.codec.canonical_name)


def _cleaner(stream: Any) -> Callable[[bytes], bytes]:
    """Return what takes messages out of the packets of a stream."""
    extradata = stream.codec_context.extradata or b""
    match _codec(stream):
        case "h264" if size := h264_length_size(extradata):
            return partial(without_messages, length_size=size, keep=keep_h264)
        case "hevc" if size := hevc_length_size(extradata):
            return partial(without_messages, length_size=size, keep=keep_hevc)
        case "h264" | "hevc":
            raise RefusedError("a film whose units have no lengths", "one that `footage redact` makes anew")
    return bytes
