"""Which calls to the kernel are left to a process that decodes? A list of those that compute, read and write.

Seccomp (Linux 3.17, prctl(2), seccomp(2)) answers every other call with "not permitted": sockets, opening
files, starting programs, tracing others. New threads are permitted, new processes are not. The numbers are
those of the kernel's tables for x86-64 and for 64-bit ARM; elsewhere there is no filter, and it is said.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys

# name: (x86-64, 64-bit ARM); None where the machine has no such call
_ALLOWED: dict[str, tuple[int | None, int | None]] = {
    "read": (0, 63), "write": (1, 64), "close": (3, 57), "fstat": (5, 80), "poll": (7, None),
    "lseek": (8, 62), "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "brk": (12, 214),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "pread64": (17, 67),
    "pwrite64": (18, 68), "readv": (19, 65), "writev": (20, 66), "sched_yield": (24, 124),
    "mremap": (25, 216), "madvise": (28, 233), "nanosleep": (35, 101), "getpid": (39, 172), "exit": (60, 93),
    "uname": (63, 160), "fcntl": (72, 25), "gettimeofday": (96, 169), "getrusage": (98, 165),
    "sysinfo": (99, 179), "times": (100, 153), "sigaltstack": (131, 132), "gettid": (186, 178),
    "futex": (202, 98), "sched_getaffinity": (204, 123), "set_tid_address": (218, 96),
    "restart_syscall": (219, 128), "clock_gettime": (228, 113), "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115), "exit_group": (231, 94), "tgkill": (234, 131), "ppoll": (271, 73),
    "set_robust_list": (273, 99), "getrandom": (318, 278), "membarrier": (324, 283), "rseq": (334, 293),
}  # fmt: skip
_MACHINES = {  # architecture as audit names it, seccomp, clone, clone3, column above
    "x86_64": (0xC000003E, 317, 56, 435, 0),
    "aarch64": (0xC00000B7, 277, 220, 435, 1),
}
_LOAD, _JUMP_EQUAL, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_CLONE_THREAD = 0x00010000
_NO_NEW_PRIVILEGES, _FILTER, _ALL_THREADS = 38, 1, 1


def _step(code: int, k: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, k)


def program(machine: str) -> bytes:
    """Return the filter for this machine, an array of struct sock_filter. Raises KeyError if unknown."""
    architecture, _seccomp, clone, clone3, column = _MACHINES[machine]
    numbers = [number for pair in _ALLOWED.values() if (number := pair[column]) is not None]
    steps = [
        _step(_LOAD, _ARCHITECTURE_AT),
        _step(_JUMP_EQUAL, architecture, 1, 0),
        _step(_RETURN, _ERROR | errno.EPERM),
        _step(_LOAD, _NUMBER_AT),
        _step(_JUMP_EQUAL, clone3, 0, 1),
        _step(_RETURN, _ERROR | errno.ENOSYS),  # the C library then uses clone, whose flags can be seen
        _step(_JUMP_EQUAL, clone, 0, 3),
        _step(_LOAD, _FIRST_ARGUMENT_AT),
        _step(_JUMP_ANY_BIT, _CLONE_THREAD, len(numbers) + 2, 0),
        _step(_RETURN, _ERROR | errno.EPERM),
    ]
    left = range(len(numbers), 0, -1)
    steps += [_step(_JUMP_EQUAL, number, n, 0) for number, n in zip(numbers, left, strict=True)]
    steps += [_step(_RETURN, _ERROR | errno.EPERM), _step(_RETURN, _ALLOW)]
    return b"".join(steps)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def give_up() -> bool:
    """Leave this process, in all its threads, only the calls above; tell whether that could be done."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in _MACHINES:
        return False
    steps = program(machine)
    library = ctypes.CDLL(None, use_errno=True)
    filtered = _Program(len(steps) // 8, steps)
    if library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    number = _MACHINES[machine][1]
    return bool(library.syscall(number, _FILTER, _ALL_THREADS, ctypes.byref(filtered)) == 0)
