"""What is told of colours that cannot be read on each other, and in which file they stand."""

from digest.config import settings
from digest.core.colour import READABLE
from digest.core.errors import ConfigError
from digest.core.palette import Fault
from digest.render.design_files import NAME, says
from digest.render.templates import Design


def colour_fault(fault: Fault, own: settings.Design, design: Design) -> ConfigError:
    """`fault`, where digest.toml says `own` of the design's colours."""
    file = _design_file(fault, own, design)
    place = f"{file}: [{fault.palette}]" if file else f"[design.{fault.palette}]"
    within = f"[{fault.palette}] of {file}" if file else f"[design.{fault.palette}]"
    return ConfigError(
        f"{place} {fault.text} {fault.colour} on {fault.ground} {fault.below} has a contrast of "
        f"{fault.contrast:.1f}; expected {READABLE}",
        f"change {fault.text} or {fault.ground} in {within}; dark mode turns light colours over",
    )


def _design_file(fault: Fault, own: settings.Design, design: Design) -> str | None:
    """The design.toml that chose one of the two colours, unless digest.toml or nobody did."""
    keys = {fault.text, fault.ground}
    if keys & dict(getattr(own, fault.palette)).keys():
        return None
    for name in design.names:
        if keys & dict(getattr(says(name, design.folders).tokens, fault.palette)).keys():
            folder = next(each for each in design.folders if (each / name / NAME).is_file())
            return design.shown(folder / name / NAME)
    return None
