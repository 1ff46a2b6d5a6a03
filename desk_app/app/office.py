"""The windows of one open desk: every screen with the services it may call, bound by hand."""

from __future__ import annotations

