"""Lists the mistakes of a site file or a printer profile, one a line. It finds none."""

from __future__ import annotations

from collections.abc import Iterable

from desk_app.domain.errors import Fault
from desk_app.words.catalogue import _
from desk_app.words.sitefile import said


def lines(faults: Iterable[Fault]) -> str:
    """Return each mistake with its line and its mend."""
    return "\n".join(_line(said(fault)) for fault in faults)


def _line(fault: Fault) -> str:
    if not fault.line:
        return f"{fault.fault} {fault.mend}".rstrip()
    text = _("Line {line}: {fault} {mend}")
    return text.format(line=fault.line, fault=fault.fault, mend=fault.mend).rstrip()
