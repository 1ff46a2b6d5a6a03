"""The colours by name, for each way of seeing; it knows nothing of widgets.

Every pair that is ever laid one on the other has its contrast checked by a test.
"""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of the windows; `_soft` is the ground its namesake is written on."""

    name: str
    canvas: str
    surface: str
    sunken: str
    hover: str
    line: str
    control: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    accent_text: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    danger: str
    danger_soft: str
    on_danger: str
    prio: str
    prio_soft: str
    focus: str
    focus_gap: str
    bar: str
    on_bar: str
    on_bar2: str
    outlined: bool = False  # high contrast: fills are dropped, a line carries the shape


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DisplayPalette:
    """The colours of the waiting-room display, the same in every theme."""

    bg: str
    panel: str
    line: str
    text: str
    text2: str
    call: str
    on_call: str
    band: str
    on_band: str
    emergency: str
    on_emergency: str


LIGHT = Palette(
    name="light",
    canvas="#F5F5F2",
    surface="#FFFFFF",
    sunken="#ECECE7",
    hover="#F0F0EC",
    line="#DCDCD5",
    control="#83847B",
    text="#1A1C1A",
    text2="#53564F",
    text3="#676A62",
    accent="#0B5F6B",
    accent_hover="#094F59",
    accent_soft="#E0EFF0",
    on_accent="#FFFFFF",
    accent_text="#0A5560",
    ok="#1F6B3A",
    ok_soft="#E3F1E6",
    warn="#7A4B00",
    warn_soft="#FCF0D6",
    danger="#A8201A",
    danger_soft="#FBE9E7",
    on_danger="#FFFFFF",
    prio="#5A3A9E",
    prio_soft="#EEE8F8",
    focus="#0B5F6B",
    focus_gap="#FFFFFF",
    bar="#20242A",
    on_bar="#F2F3F1",
    on_bar2="#B9BEC0",
)

DARK = Palette(
    name="dark",
    canvas="#131517",
    surface="#1C1F21",
    sunken="#24282B",
    hover="#262A2D",
    line="#33383C",
    control="#7F878C",
    text="#ECEEEC",
    text2="#B6BCBE",
    text3="#9AA1A4",
    accent="#58C3CE",
    accent_hover="#74D2DB",
    accent_soft="#123338",
    on_accent="#04262B",
    accent_text="#6FD0DA",
    ok="#7CCB93",
    ok_soft="#15301D",
    warn="#F0BE62",
    warn_soft="#36290F",
    danger="#FF9B92",
    danger_soft="#3D1B19",
    on_danger="#2B0705",
    prio="#C0A8F5",
    prio_soft="#2A2240",
    focus="#8FE3EB",
    focus_gap="#131517",
    bar="#0C0E0F",
    on_bar="#ECEEEC",
    on_bar2="#A9B0B3",
)

HIGH_CONTRAST = Palette(
    name="high_contrast",
    canvas="#000000",
    surface="#000000",
    sunken="#000000",
    hover="#1E1E1E",
    line="#FFFFFF",
    control="#FFFFFF",
    text="#FFFFFF",
    text2="#FFFFFF",
    text3="#FFFFFF",
    accent="#FFE14D",
    accent_hover="#FFF0A0",
    accent_soft="#000000",
    on_accent="#000000",
    accent_text="#FFE14D",
    ok="#7CFF9E",
    ok_soft="#000000",
    warn="#FFC25C",
    warn_soft="#000000",
    danger="#FF9C94",
    danger_soft="#000000",
    on_danger="#000000",
    prio="#D9C7FF",
    prio_soft="#000000",
    focus="#4DE8FF",
    focus_gap="#000000",
    bar="#000000",
    on_bar="#FFFFFF",
    on_bar2="#FFFFFF",
    outlined=True,
)

DISPLAY = DisplayPalette(
    bg="#0F1416",
    panel="#182023",
    line="#2C373B",
    text="#FFFFFF",
    text2="#C3CCCF",
    call="#FFD85A",
    on_call="#14130C",
    band="#F5F5F2",
    on_band="#1A1C1A",
    emergency="#A8201A",
    on_emergency="#FFFFFF",
)

PALETTES = {palette.name: palette for palette in (LIGHT, DARK, HIGH_CONTRAST)}
