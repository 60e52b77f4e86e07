"""Is there one `waystation.plan`, whatever was imported first?"""

from __future__ import annotations

import subprocess
import sys

import pytest

NAMES = (
    "load_network",
    "load_case",
    "parse_network",
    "parse_case",
    "decide",
    "simulate",
    "holdback",
    "check",
)
ORDERS = {
    "the package alone": "import waystation",
    "a module of the engine first": "import waystation.plan.load\nimport waystation",
    "a module of the engine last": "import waystation\nwaystation.plan\nimport waystation.plan.load",
    "the name from the package": "import waystation\nfrom waystation import plan\nassert callable(plan)",
    "the name after the module": "from waystation.plan.load import load_case\nfrom waystation import plan",
}


def python(program: str) -> str:
    ran = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return ran.stdout


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS.keys())
def test_plan_can_be_called_whatever_was_imported_first(order: str) -> None:
    program = (
        f"{order}\nimport waystation\nassert callable(waystation.plan)\nimport waystation.plan.load as l"
    )
    assert python(f"{program}\nprint(waystation.plan.load is l)") == "True\n"


def test_every_public_name_is_there() -> None:
    program = f"import waystation\nprint(all(callable(getattr(waystation, name)) for name in {NAMES}))"
    assert python(program) == "True\n"


def test_the_version_is_that_of_the_package() -> None:
    program = (
        "import waystation, importlib.metadata as m\nprint(waystation.__version__ == m.version('waystation'))"
    )
    assert python(program) == "True\n"


def test_an_unknown_name_is_an_attribute_error() -> None:
    program = "import waystation\ntry: waystation.plann\nexcept AttributeError as error: print(error)"
    assert "plann" in python(program)
