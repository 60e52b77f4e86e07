"""Are stretches of speech those in which somebody speaks?"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waystation.footage.detect import weights
from waystation.footage.detect.speech import RATE, Listener, stretches

STEP = 0.032


def test_a_stretch_of_speech_is_wider_than_what_was_heard() -> None:
    (only,) = stretches([0.0] * 30 + [0.9] * 30 + [0.0] * 30, STEP)
    assert only.begin < 30 * STEP < 60 * STEP < only.end


def test_a_short_pause_does_not_end_a_stretch_and_a_long_one_does() -> None:
    assert len(list(stretches([0.9] * 20 + [0.0] * 8 + [0.9] * 20, STEP))) == 1
    assert len(list(stretches([0.9] * 20 + [0.0] * 60 + [0.9] * 20, STEP))) == 2


@given(st.lists(st.floats(0, 1), max_size=200))
def test_stretches_are_in_order_and_apart(probabilities: list[float]) -> None:
    found = list(stretches(probabilities, STEP))
    for one, next_ in pairwise(found):
        assert one.begin < one.end < next_.begin


def test_silence_and_noise_are_no_speech_however_the_sound_is_cut_into_pieces() -> None:
    noise = np.random.default_rng(1).normal(0, 0.05, RATE * 3).astype(np.float32)
    listener = Listener(weights.read(weights.VOICES))
    for piece in np.array_split(noise, 7):
        listener.hear(piece)
    assert listener.finish() == ()
    quiet = Listener(weights.read(weights.VOICES))
    quiet.hear(np.zeros(1000, np.float32))
    assert quiet.finish() == ()


@pytest.mark.slow
def test_pieces_of_any_length_are_heard_alike() -> None:
    dice = np.random.default_rng(2)
    sound = (np.sin(np.arange(RATE * 12) * 0.05) * dice.uniform(0, 1, RATE * 12)).astype(np.float32)
    heard = []
    for pieces in (1, 5, 31):
        listener = Listener(weights.read(weights.VOICES))
        for piece in np.array_split(sound, pieces):
            listener.hear(piece)
        listener.finish()
        heard.append(np.concatenate(listener._heard))
    assert heard[0] == pytest.approx(heard[1], abs=1e-4)
    assert heard[0] == pytest.approx(heard[2], abs=1e-4)
