"""Can everybody check what is said of a release, and a court all of it?"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
from opentimestamps.core.op import OpAppend, OpSHA256
from opentimestamps.core.serialize import BytesSerializationContext
from opentimestamps.core.timestamp import Timestamp
from tests.conftest import missing
from tests.footage import material

from waystation.domain.footage import Box
from waystation.domain.release import Custody, Handing, Opening, Proof
from waystation.footage import papers
from waystation.footage.confined.limits import Limits
from waystation.footage.proof import keys as key_module
from waystation.footage.proof import stamps
from waystation.footage.proof.keys import RELEASE_KEY, ROOT, ROOT_KEY, Signer, make_keys, open_signer
from waystation.footage.proof.original import verify_original, verify_tiles
from waystation.footage.proof.tiles import SIDE, Tree, salts, tile_bytes, tile_count, tile_hash
from waystation.footage.proof.verify import Finding, Trust, verify_opening, verify_release
from waystation.footage.reading import opened
from waystation.footage.redact.how import How
from waystation.footage.releasing import Order, make_release
from waystation.kit.errors import BadInput

BOX = (Box(first=0, end=20, box=(60, 40, 90, 80)),)
CUSTODY = Custody(waystation=1, filmed_by="K.", reenacted=False, passed_on=(Handing(to="the desk"),))


def ask(_name: str) -> str:
    return "correct horse"


def quick_keys(folder: Path) -> Path:
    """Keys that are not sealed: sealing one takes a second on purpose."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_module, "sealer", lambda ask: lambda data, _name: ask("") and data)
        make_keys(folder, "House of the River", ask)
    return folder


def quick_signer(folder: Path) -> Signer:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_module, "opener", lambda ask: lambda data, _name: ask("") and data)
        return open_signer(folder, ask)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return quick_keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, keys: Path) -> tuple[Path, Path]:
    """An original and its release, signed."""
    folder = tmp_path_factory.mktemp("made")
    source = material.film(folder / "original.mp4", frames=20)
    target = folder / "release.mp4"
    with opened(source) as film:
        order = Order(film, material.tracks_of(source, BOX), target, How(custody=CUSTODY), quick_signer(keys))
        make_release(order)
    return source, target


@pytest.fixture
def release(made: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of the release with its papers, to be tampered with."""
    for path in made[1].parent.glob("release*"):
        shutil.copy(path, tmp_path)
    return tmp_path / "release.mp4"


def found(findings: Iterator[Finding]) -> dict[str, str]:
    return {one.what: one.state for one in findings}


def check(release: Path, root: Path | None = None) -> dict[str, str]:
    return found(verify_release(release, Trust(root), Limits()))


def test_an_untouched_release_holds_and_its_signer_is_known_by_the_root(release: Path, keys: Path) -> None:
    said = check(release, keys / ROOT)
    assert said["bytes"] == said["signature"] == said["root"] == "holds"
    assert said["unstamped"] == "unknown"
    assert check(release)["root"] == "unknown"


def test_every_changed_byte_of_a_release_is_caught(made: tuple[Path, Path]) -> None:
    content = made[1].read_bytes()
    proof = papers.read_proof(papers.beside(made[1], papers.PROOF))
    whole = hashlib.sha256(content).hexdigest()
    assert whole == proof.release
    for at in range(0, len(content), 97):
        changed = bytearray(content)
        changed[at] ^= 1
        assert hashlib.sha256(changed).hexdigest() != proof.release


@pytest.mark.parametrize("where", [0.0, 0.4, 0.999])
def test_a_changed_release_holds_no_more(release: Path, where: float) -> None:
    content = bytearray(release.read_bytes())
    content[int(where * len(content))] ^= 0x10
    release.write_bytes(content)
    assert check(release)["bytes"] == "fails"


def test_a_changed_proof_is_not_the_one_that_was_signed(release: Path) -> None:
    paper = papers.beside(release, papers.PROOF)
    paper.write_bytes(paper.read_bytes().replace(b'"reenacted": false', b'"reenacted": true'))
    said = check(release)
    assert said["bytes"] == "holds"
    assert said["signature"] == "fails"


def test_a_changed_manifest_is_caught(release: Path, keys: Path) -> None:
    paper = papers.beside(release, papers.CREDENTIALS)
    content = bytearray(paper.read_bytes())
    content[content.index(b"proofx@") + 10] ^= 1  # in the digest of the proof; elsewhere there is padding
    paper.write_bytes(content)
    assert check(release, keys / ROOT)["signature"] == "fails"


def test_another_organisation_under_the_same_name_is_not_trusted(release: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    quick_keys(other)
    said = check(release, other / ROOT)
    assert said["signature"] == "holds"
    assert said["root"] == "fails"


@pytest.mark.slow  # sealing with a passphrase takes a second on purpose, each time
def test_keys_are_sealed_and_never_overwritten(tmp_path: Path) -> None:
    keys = tmp_path
    make_keys(keys, "House of the River", ask)
    for name in (ROOT_KEY, RELEASE_KEY):
        content = (keys / name).read_bytes()
        assert content.startswith(b"age-encryption.org/v1")
        assert b"PRIVATE KEY" not in content
        assert (keys / name).stat().st_mode & 0o777 == 0o600
    with pytest.raises(BadInput, match="there already"):
        make_keys(keys, "again", ask)
    with pytest.raises(BadInput, match="does not open"):
        open_signer(keys, lambda _name: "wrong")
    assert len(open_signer(keys, ask).sign(b"hello")) == 64


def papers_of(release: Path) -> tuple[Proof, Opening]:
    return (
        papers.read_proof(papers.beside(release, papers.PROOF)),
        papers.read_opening(papers.beside(release, papers.OPENING)),
    )


def compared(release: Path, original: Path, proof: Proof, opening: Opening) -> dict[str, str]:
    with opened(release) as after, opened(original) as before:
        return found(verify_original(after, before, proof, opening))


def test_with_the_original_everything_holds(made: tuple[Path, Path]) -> None:
    proof, opening = papers_of(made[1])
    assert found(verify_opening(proof, opening)) == {"opening": "holds", "custody": "holds"}
    said = compared(made[1], made[0], proof, opening)
    assert said == {"original": "holds", "beside": "holds", "gone": "holds"}
    with opened(made[0]) as film:
        assert verify_tiles(film, proof, opening).state == "holds"


def test_the_proof_leads_neither_to_the_original_nor_to_a_person(made: tuple[Path, Path]) -> None:
    said = papers.beside(made[1], papers.PROOF).read_text()
    original = hashlib.sha256(made[0].read_bytes()).hexdigest()
    for secret in (original, "original", "K.", "desk"):
        assert f'"{secret}"' not in said.replace('"original":', "")
    assert original in papers.beside(made[1], papers.OPENING).read_text()


def test_an_opening_of_something_else_is_caught(made: tuple[Path, Path]) -> None:
    proof, opening = papers_of(made[1])
    other = opening.model_copy(update={"original": "0" * 64})
    assert found(verify_opening(proof, other))["opening"] == "fails"
    liar = opening.model_copy(update={"custody": CUSTODY.model_copy(update={"filmed_by": "somebody else"})})
    assert found(verify_opening(proof, liar))["custody"] == "fails"
    silent = opening.model_copy(update={"custody": None})
    assert found(verify_opening(proof, silent))["custody"] == "fails"


@pytest.mark.parametrize(("index", "place"), [(0, (8, 8)), (19, (100, 104))])
def test_an_altered_tile_that_is_not_covered_is_caught(
    made: tuple[Path, Path], tmp_path: Path, index: int, place: tuple[int, int]
) -> None:
    """The organisation itself alters one frame before it signs: the hashes fit, the pixels do not."""
    forged = forge(tmp_path, made[0], index, place)
    proof, opening = papers_of(forged)
    honest, held = papers_of(made[1])
    lie = proof.model_copy(update={"original": honest.original, "tiles": honest.tiles})
    opened_by = held.model_copy(update={"release": proof.release})
    assert found(verify_opening(lie, opened_by))["opening"] == "holds"
    said = compared(forged, made[0], lie, opened_by)
    assert said["original"] == "holds"
    assert said["beside"] == "fails"
    assert opening.original != held.original


def forge(folder: Path, original: Path, index: int, place: tuple[int, int]) -> Path:
    """A release of the original in which one frame has a small mark of a slightly other brightness."""
    import av  # noqa: PLC0415

    altered = folder / "altered.mkv"
    with opened(original) as film, av.open(str(altered), "w") as file:
        stream = file.add_stream("ffv1", rate=material.RATE)
        stream.width, stream.height, stream.pix_fmt = material.WIDTH, material.HEIGHT, "yuv420p"
        for frame in film.frames("yuv420p"):
            image = frame.image.copy()
            if frame.index == index:
                left, top = place
                mark = image[top : top + 20, left : left + 20]
                mark[...] = np.where(mark > 128, mark - 45, mark + 45)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="yuv420p")))
        file.mux(stream.encode(None))
    target = folder / "forged.mp4"
    with opened(altered) as film:
        make_release(Order(film, material.tracks_of(altered, BOX), target))
    return target


def test_a_face_that_only_the_proof_calls_covered_is_caught(made: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "open.mp4"
    with opened(made[0]) as film:
        make_release(Order(film, material.tracks_of(made[0]), target))
    proof, opening = papers_of(target)
    covers = papers_of(made[1])[0].covers
    said = compared(target, made[0], proof.model_copy(update={"covers": covers}), opening)
    assert said["gone"] == "fails"


def test_a_film_that_is_cut_short_is_caught(made: tuple[Path, Path]) -> None:
    proof, opening = papers_of(made[1])
    longer = proof.model_copy(update={"shown": ((20, 1), (1, 1)), "frames": 21})
    assert compared(made[1], made[0], longer, opening)["length"] == "fails"


def test_another_original_is_caught(made: tuple[Path, Path], tmp_path: Path) -> None:
    other = material.film(tmp_path / "other.mp4", frames=20, metadata=False)
    proof, opening = papers_of(made[1])
    assert compared(made[1], other, proof, opening)["original"] == "fails"


def test_a_photo_is_compared_too(tmp_path: Path) -> None:
    source, target = material.photo(tmp_path / "a.png"), tmp_path / "release.jpg"
    with opened(source) as film:
        make_release(Order(film, material.tracks_of(source, BOX), target))
    said = compared(target, source, *papers_of(target))
    assert said == {"original": "holds", "beside": "holds", "gone": "holds"}


def root_of(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word by word, over leaves that are hashes already."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(b"\x01" + root_of(leaves[:half]) + root_of(leaves[half:])).digest()


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=70))
def test_the_tree_is_that_of_the_standard(leaves: list[bytes]) -> None:
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    assert tree.root() == root_of(leaves)


@given(st.integers(1, 100).map(lambda n: 2 * n), st.integers(1, 100).map(lambda n: 2 * n))
def test_tiles_hold_every_pixel_once(width: int, height: int) -> None:
    image = np.random.default_rng(width).integers(0, 256, (height * 3 // 2, width), np.uint8)
    tiles = list(tile_bytes(image, "yuv420p", width, height))
    assert len(tiles) == tile_count(width, height)
    assert sum(map(len, tiles)) == image.size
    assert (
        np.bincount(np.frombuffer(b"".join(tiles), np.uint8), minlength=256).tolist()
        == np.bincount(image.reshape(-1), minlength=256).tolist()
    )


def test_one_tile_can_be_proven_without_showing_another(made: tuple[Path, Path]) -> None:
    """What a court is given: one tile, its salt, and the hashes of the other tiles and frames."""
    proof, opening = papers_of(made[1])
    seed, frames = bytes.fromhex(opening.seed), []
    salt = tile = b""
    count = tile_count(proof.width, proof.height)
    with opened(made[0]) as film:
        for frame in film.frames("yuv420p"):
            hidden = salts(seed, frame.index, count)
            contents = list(tile_bytes(frame.image, "yuv420p", proof.width, proof.height))
            frames.append(
                [tile_hash(hidden[n], frame.index, n, content) for n, content in enumerate(contents)]
            )
            if frame.index == 3:
                salt, tile = hidden[2], contents[2]
    hashes = [[*frame] for frame in frames]
    hashes[3][2] = tile_hash(salt, 3, 2, tile)
    assert root_of([root_of(frame) for frame in hashes]).hex() == proof.tiles
    hashes[3][2] = tile_hash(salt, 3, 2, bytes([tile[0] ^ 1]) + tile[1:])
    assert root_of([root_of(frame) for frame in hashes]).hex() != proof.tiles
    assert len(tile) == SIDE * SIDE * 3 // 2


CONFIGURATION = """
[tsa]
default_tsa = t
[t]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
certs = tsa.pem
[ext]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""
OPENSSL = (
    "req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -subj /CN=root -days 30",
    "req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj /CN=tsa",
    "x509 -req -in tsa.csr -CA root.pem -CAkey root.key -out tsa.pem -extfile ts.cnf -extensions ext",
)


def authority(folder: Path) -> tuple[Path, Path]:
    """A timestamping authority of our own: its root, and the configuration that OpenSSL replies with."""
    if shutil.which("openssl") is None:
        missing("there is no openssl on this machine")
    (folder / "ts.cnf").write_text(CONFIGURATION)
    (folder / "serial").write_text("01\n")
    for line in OPENSSL:
        subprocess.run(["openssl", *line.split()], check=True, cwd=folder, capture_output=True)
    return folder / "root.pem", folder / "ts.cnf"


def test_the_stamp_of_an_authority_is_asked_for_and_checked_without_a_connection(
    release: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "tsa"
    folder.mkdir()
    root, configuration = authority(folder)
    request = papers.beside(release, papers.REQUEST)
    reply = papers.beside(release, papers.REPLY)
    reply_to = ["openssl", "ts", "-reply", "-config", str(configuration), "-queryfile", str(request)]
    subprocess.run([*reply_to, "-out", str(reply)], check=True, cwd=folder, capture_output=True)
    assert check(release)["authority"] == "unknown"
    assert found(verify_release(release, Trust(None, root), Limits()))["authority"] == "holds"
    other = tmp_path / "other"
    other.mkdir()
    wrong, _ = authority(other)
    assert found(verify_release(release, Trust(None, wrong), Limits()))["authority"] == "fails"
    paper = papers.beside(release, papers.PROOF)
    paper.write_bytes(paper.read_bytes() + b" ")
    assert check(release)["authority"] == "fails"


def calendar_reply(digest: bytes, height: int | None = None) -> bytes:
    """What a calendar answers: it appends, hashes and promises; later a block bears it out."""
    stamp = Timestamp(digest)
    later = stamp.ops.add(OpAppend(b"calendar")).ops.add(OpSHA256())
    later.attestations.add(
        PendingAttestation("https://calendar.example")
        if height is None
        else BitcoinBlockHeaderAttestation(height)
    )
    context = BytesSerializationContext()
    stamp.serialize(context)
    return bytes(context.getbytes())


def test_a_stamp_of_bitcoin_is_promised_first_and_borne_out_later(release: Path) -> None:
    proof = papers.beside(release, papers.PROOF).read_bytes()
    digest = papers.beside(release, papers.CALENDAR).read_bytes()
    assert digest == hashlib.sha256(proof).digest()
    kept = stamps.keep_calendar(calendar_reply(digest), proof, None, "reply")
    assert stamps.read_bitcoin(kept, proof, "kept").promised_by == ("https://calendar.example",)
    grown = stamps.keep_calendar(calendar_reply(digest, 800_000), proof, kept, "reply")
    stamp = stamps.read_bitcoin(grown, proof, "kept")
    merkle = hashlib.sha256(digest + b"calendar").digest()[::-1].hex()
    assert stamp.blocks == ((800_000, merkle),)
    papers.beside(release, papers.BITCOIN).write_bytes(grown)
    assert check(release)["block"] == "unknown"
    with pytest.raises(BadInput, match="something else"):
        stamps.keep_calendar(kept, proof + b" ", None, "reply")
    with pytest.raises(BadInput, match="no reply"):
        stamps.keep_calendar(b"<html>busy</html>", proof, None, "reply")
