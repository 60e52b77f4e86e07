"""How is a published network made ready: constants that can be folded, pictures of any size?

Older exporters list every constant of a network among its inputs. ONNX Runtime must then expect that a caller
replaces them, folds none of them, and is twice as slow. The file is mended in the wire format of Protocol
Buffers (field numbers of onnx.proto, IR version 4 and later), so that the `onnx` package need not be
installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from waystation.kit.errors import BadInput

Fields: TypeAlias = Iterator[tuple[int, bytes, bytes]]

_GRAPH = 7  # of a model
_INITIALIZER, _INPUT, _OUTPUT, _VALUE = 5, 11, 12, 13  # of a graph
_TENSOR_NAME, _VALUE_NAME, _VALUE_TYPE = 8, 1, 2
_LENGTH = 2  # the wire type of texts, bytes and nested messages
_FIXED = {1: 8, 5: 4}  # wire type -> bytes
_FLOAT = b"\x08\x01"  # elem_type = FLOAT


def mended(model: bytes, free: tuple[str | int, ...]) -> bytes:
    """Return the model without constants among its inputs, and with float inputs of the shape `free`.

    A text in `free` names a side that may have any length. Outputs and inner values lose their fixed shapes.
    Raises BadInput if this is no model.
    """
    try:
        return b"".join(
            _message(number, _graph(payload, free)) if number == _GRAPH else raw
            for number, payload, raw in _fields(model)
        )
    except (IndexError, UnicodeDecodeError) as error:
        raise BadInput.at("weights", "a file that ends too early", "a network in ONNX format") from error


def _graph(graph: bytes, free: tuple[str | int, ...]) -> bytes:
    fields = list(_fields(graph))
    constants = {_name(body, _TENSOR_NAME) for number, body, _ in fields if number == _INITIALIZER}
    kept = []
    for number, body, raw in fields:
        name = _name(body, _VALUE_NAME) if number in {_INPUT, _OUTPUT} else ""
        if number == _VALUE or (number == _INPUT and name in constants):
            continue
        shape = {_INPUT: _shape(free), _OUTPUT: b""}.get(number)
        kept.append(raw if shape is None else _message(number, _value(name, shape)))
    return b"".join(kept)


def _value(name: str, shape: bytes) -> bytes:
    return _message(_VALUE_NAME, name.encode()) + _message(_VALUE_TYPE, _message(1, _FLOAT + shape))


def _shape(sides: tuple[str | int, ...]) -> bytes:
    dims = (
        _message(2, side.encode()) if isinstance(side, str) else b"\x08" + _varint(side) for side in sides
    )
    return _message(2, b"".join(_message(1, dim) for dim in dims))


def _name(message: bytes, field: int) -> str:
    return next((body.decode() for number, body, _ in _fields(message) if number == field), "")


def _fields(message: bytes) -> Fields:
    """Yield the number, the payload and the whole encoding of each field."""
    at = 0
    while at < len(message):
        start = at
        tag, at = _read(message, at)
        kind = tag & 7
        if kind == _LENGTH:
            length, at = _read(message, at)
            payload, at = message[at : at + length], at + length
        elif kind in _FIXED:
            payload, at = b"", at + _FIXED[kind]
        else:
            payload, (_, at) = b"", _read(message, at)
        if at > len(message):
            raise IndexError
        yield tag >> 3, payload, message[start:at]


def _read(message: bytes, at: int) -> tuple[int, int]:
    value, shift = 0, 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:  # noqa: PLR2004 - the highest bit says that more follows
            return value, at


def _varint(value: int) -> bytes:
    written = bytearray()
    while value >= 0x80:  # noqa: PLR2004 - see _read
        written.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*written, value])


def _message(number: int, body: bytes) -> bytes:
    return _varint(number << 3 | _LENGTH) + _varint(len(body)) + body
