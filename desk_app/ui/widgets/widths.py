"""How wide the columns of figures must be, so that no figure is shortened. Names give way."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from desk_app.ui.theme import current, px
from desk_app.ui.widgets.lines import LinesModel, R
from desk_app.ui.widgets.table import PAD, Table


def needed_widths(table: Table, model: LinesModel[R]) -> Mapping[int, int]:
    """Return px for each column of a given width: that width, more where its words need more.

    A column that stretches has none.
    """
    return {
        place: max(px(column.width), _title_width(table, column.title), _widest(table, place))
        for place, column in enumerate(model.columns)
        if column.width
    }


def set_widths(header: QHeaderView, widths: Mapping[int, int]) -> None:
    """Give each column its width."""
    for place, width in widths.items():
        if header.sectionSize(place) != width:
            header.resizeSection(place, width)


def _title_width(table: Table, title: str) -> int:
    if table.horizontalHeader().isHidden() or not title:
        return 0
    words = QFontMetrics(current().font("caption", 600)).horizontalAdvance(title)
    return words + 2 * px(PAD)


def _widest(table: Table, place: int) -> int:
    model, option = table.model(), QStyleOptionViewItem()
    hints = (
        table.itemDelegate().sizeHint(option, model.index(row, place))
        for row in range(model.rowCount())
    )
    return max((hint.width() for hint in hints), default=0)
