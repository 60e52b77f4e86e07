"""Is everything found that would betray people, in pictures and films of others?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.footage.detect.pictures import SIZE, panned

from waystation.footage.detect import weights
from waystation.footage.detect.detection import ALONE, Detection
from waystation.footage.detect.onnxfile import mended
from waystation.footage.detect.settings import SETTINGS, settings
from waystation.footage.detect.strength import strength
from waystation.footage.detect.words import Words
from waystation.kit.errors import BadInput

FACE = "4_Dancing_Dancing_4_384"  # one large face


def still(shared: Path, name: str) -> NDArray[np.uint8]:
    image = cv2.imread(str(shared / "data" / "footage" / "wider" / f"{name}.jpg"))
    assert image is not None
    return np.asarray(image, np.uint8)


def test_a_face_is_found_in_every_frame_and_stands_first_to_last(shared: Path) -> None:
    clip = shared / "data" / "footage" / "synth" / "c05.mp4"
    film = cv2.VideoCapture(str(clip))
    detection = Detection(settings("quick").without_text(), (640, 360), 15.0)
    for number in range(12):
        _, image = film.read()
        detection.frame(np.asarray(image, np.uint8), number / 15)
    best = detection.finish()[-1]
    assert best.detectors[:2] == ("centerface", "yunet")
    assert (best.boxes[0].first, best.boxes[-1].end) == (0, 12)
    assert best.seconds == (0.0, 0.8)


def test_the_most_doubtful_track_stands_first(shared: Path) -> None:
    detection = Detection(settings("quick").without_text(), (1024, 683), 30.0)
    image = cv2.resize(still(shared, "2_Demonstration_Protesters_2_54"), (1024, 683))
    detection.frame(np.asarray(image, np.uint8), 0.0)
    doubts = [track.doubt for track in detection.finish()]
    assert doubts == sorted(doubts, reverse=True)
    assert len(doubts) > 1


def test_where_no_limit_is_set_faces_that_little_speaks_for_are_covered_too(shared: Path) -> None:
    image = np.asarray(cv2.resize(still(shared, "2_Demonstration_Protesters_2_54"), (1024, 683)), np.uint8)
    doubtful = []
    for most in (0.0, 1e-6):
        detection = Detection(replace(settings("quick").without_text(), doubtful=most), (1024, 683), 30.0)
        detection.frame(image, 0.0)
        doubtful.append([track for track in detection.finish() if track.doubt > 0.5])
    assert doubtful[0]
    assert len(doubtful[1]) < len(doubtful[0])


def test_boxes_stand_in_pixels_of_the_recording_however_small_the_frames_are(shared: Path) -> None:
    image = np.asarray(cv2.resize(still(shared, FACE), (640, 640)), np.uint8)
    found = []
    for size in ((640, 640), (1920, 1920)):
        detection = Detection(settings("quick").without_text(), size, 30.0)
        detection.frame(image, 0.0)
        found.append(detection.finish()[-1].boxes[0].box)
    assert np.array(found[0]) * 3 == pytest.approx(np.array(found[1]), abs=6)


def test_nothing_is_found_in_pictures_of_nothing_and_no_frames_are_no_error() -> None:
    detection = Detection(settings("narrow").without_text(), SIZE, 30.0)
    assert detection.finish() == ()
    detection.frame(np.full((180, 320, 3), 90, np.uint8), 0.0)
    assert detection.finish() == ()


def test_a_written_sign_is_found_wherever_the_camera_turns() -> None:
    detection = Detection(settings("usual"), SIZE, 30.0)
    for number, image in enumerate(panned(11, 6, (1.0, 0.0))):
        sign = np.full_like(image, 235)
        cv2.putText(sign, "BRIDGE 42", (40 + number, 100), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (10, 10, 10), 3)
        detection.frame(sign, number / 30)
    texts = [track for track in detection.finish() if track.kind == "text"]
    left, top, right, bottom = np.array([box.box for track in texts for box in track.boxes]).T
    assert left.min() < 50
    assert right.max() > 220
    assert top.min() < 80
    assert bottom.max() > 98


def test_without_the_second_detector_the_promise_is_withdrawn_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "SECOND_OPINION", "not-installed-anywhere")
    assert Detection(settings("quick").without_text(), SIZE, 30.0).withdrawn == (ALONE,)


def test_weights_that_are_missing_are_named_in_one_sentence() -> None:
    with pytest.raises(BadInput, match="no-such-package: found not installed"):
        weights.read(weights.Weights("no-such-package", "nothing.onnx"))


def test_a_network_without_constants_among_its_inputs_answers_the_same() -> None:
    import onnxruntime as ort  # type: ignore[import-untyped]  # noqa: PLC0415

    raw = weights.read(weights.FACES)
    blob = np.random.default_rng(1).uniform(0, 255, (10, 3, 32, 32)).astype(np.float32)
    options = ort.SessionOptions()
    options.log_severity_level = 4
    answers = []
    for model in (raw, mended(raw, ("n", 3, "h", "w"))):
        session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        answers.append(session.run(None, {"input.1": blob})[0])
    assert answers[0] == pytest.approx(answers[1], abs=1e-4)
    with pytest.raises(BadInput):
        mended(raw[:1000], (1, 3, "h", "w"))


def test_every_piece_of_evidence_can_only_add_to_the_strength() -> None:
    weak = strength({"centerface": [0.1]}, 1)
    assert strength({"centerface": [0.1, 0.5]}, 2) > weak
    assert strength({"centerface": [0.1], "yunet": [0.8]}, 1) > weak
    assert strength({"centerface": [0.1], "closer look": [0.9]}, 1) > weak
    assert 0 <= weak <= 1


def test_a_setting_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(BadInput, match="usual"):
        settings("perfect")
    assert all(name == given.name for name, given in SETTINGS.items())


def test_a_slanted_text_is_covered_by_several_boxes_in_a_row() -> None:
    image = np.full((480, 640, 3), 235, np.uint8)
    cv2.putText(image, "LONG WRITTEN SIGN", (60, 240), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0, 0, 0), 4)
    turn = cv2.getRotationMatrix2D((320, 240), 30, 1)
    turned = np.asarray(cv2.warpAffine(image, turn, (640, 480), borderValue=(235, 235, 235)), np.uint8)
    boxes, _ = Words(weights.read(weights.WORDS), 640).texts(turned, 0.3)
    covered = np.zeros((480, 640), bool)
    for left, top, right, bottom in boxes.astype(int).clip(0):
        covered[top:bottom, left:right] = True
    ink = turned.max(axis=2) < 100
    assert covered[ink].mean() > 0.95
    assert covered.mean() < 0.5
