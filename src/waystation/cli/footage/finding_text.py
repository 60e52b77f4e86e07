"""What does it mean, in plain words, that something of a release holds or does not?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from waystation.kit.errors import Fault
from waystation.kit.language import N_, _

if TYPE_CHECKING:
    from waystation.footage.proof.verify import Finding

_SOUNDS = (N_("removed"), N_("without speech"), N_("as recorded"))
_SENTENCES = {
    ("bytes", "holds"): N_("Not one byte of the file was changed since its proof was made."),
    ("bytes", "fails"): N_("The file is not the one that the proof is about: something in it was changed."),
    ("unsigned", "unknown"): N_("Nobody vouches for the proof: there are no credentials beside the file."),
    ("signature", "holds"): N_("File and proof were signed by: {signer}."),
    ("signature", "fails"): N_("The signature does not fit this file and this proof."),
    ("root", "holds"): N_("The signer belongs to the organisation whose root you gave."),
    ("root", "fails"): N_("The signer does not belong to the organisation whose root you gave."),
    ("root", "unknown"): N_("Anybody can sign under any name: give the organisation's root with --root."),
    ("unstamped", "unknown"): N_("Nobody has stamped the time: nothing shows since when the proof exists."),
    ("authority", "holds"): N_("The proof existed at {at}, says the authority whose root you gave."),
    ("authority", "unknown"): N_("The proof existed at {at}, says an authority that you have not named."),
    ("authority", "fails"): N_(
        "The stamp of the authority is not about this proof, or not from that authority."
    ),
    ("block", "unknown"): N_(
        "The proof existed when Bitcoin's block {height} was made, if that block's Merkle root is {root}."
    ),
    ("promised", "unknown"): N_("Only promised so far: a stamp in a Bitcoin block, by {by}."),
    ("bitcoin", "fails"): N_("The stamp of OpenTimestamps is not about this proof."),
    ("covered", "unknown"): N_(
        "Covered are {count} rectangles, each for one frame or several. Sound: {sound}."
    ),
    ("withdrawn", "unknown"): N_("The promise about leaks is withdrawn: {reason}"),
    ("reenacted", "unknown"): N_("The organisation says: something in it was acted out."),
    ("happened", "unknown"): N_("The organisation says: nothing in it was acted out."),
    ("opening", "holds"): N_("The opening belongs to this proof."),
    ("opening", "fails"): N_("The opening does not belong to this proof."),
    ("custody", "holds"): N_("The custody statement is the one that the proof binds to: {hands}."),
    ("custody", "fails"): N_("The custody statement is not the one that the proof binds to."),
    ("original", "holds"): N_("The original is the very file that the release was made from."),
    ("original", "fails"): N_("The original is not the file that the release was made from."),
    ("unseen", "unknown"): N_(
        "Pictures were not compared: that nothing was altered beside what is covered, the signer alone says."
    ),
    ("length", "fails"): N_("Release and original do not have the frames that the proof says."),
    ("beside", "holds"): N_(
        "Beside what is covered nothing was altered beyond encoding anew: "
        "a block differs by {most} of 255 levels at most, {allowed} are allowed."
    ),
    ("beside", "fails"): N_(
        "Something beside what is covered was altered: a block differs by {most} of 255 levels, "
        "{allowed} are allowed; the largest difference is in frame {where}."
    ),
    ("gone", "holds"): N_("What is covered is one colour: nothing of the original is left there."),
    ("gone", "fails"): N_("Not everything that the proof calls covered is of one colour."),
    ("sampled", "unknown"): N_(
        "Looked at {looked} of {pieces} pieces of a second, drawn by chance: nothing was altered there. "
        "Had something been altered anywhere for a second, this would have found it in at least {in_1} of "
        "100 cases; for ten seconds, in at least {in_10}. For certainty compare all, without --sample."
    ),
    ("tiles", "holds"): N_("Every tile of every frame of the original is the one that the proof binds to."),
    ("tiles", "fails"): N_("The tiles of the original are not those that the proof binds to."),
}


def sentence(finding: Finding) -> str:
    """Return what a finding means, in the language in use."""
    said = {key: _(value) for key, value in finding.details.items() if key in {"sound", "reason"}}
    return _(_SENTENCES[finding.what, finding.state]).format(**finding.details | said)


def fault(where: str, finding: Finding) -> Fault:
    """Return a finding that fails as a fault."""
    return Fault(where, sentence(finding).rstrip("."), _("a release as it was made"))
