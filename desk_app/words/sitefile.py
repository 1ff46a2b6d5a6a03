"""Says the mistakes of a site file: what is wrong, and how to mend it. It finds none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_app.domain.errors import Fault, SiteFileFaults
from desk_app.domain.sitefile_faults import SiteFault
from desk_app.words.catalogue import _


def in_words(error: SiteFileFaults) -> SiteFileFaults:
    """Return *error* with each mistake as two sentences in the language in use."""
    return SiteFileFaults(error.file, tuple(said(fault) for fault in error.faults))


def said(fault: Fault) -> Fault:
    """Return *fault* as sentences; one that already is comes back as it is."""
    if not isinstance(fault, SiteFault):
        return fault
    fields = dict(fault.fields)
    what, mend = _SAID[fault.fault]()
    if fault.fault == "wrong_type":
        mend = _EXPECTED[fields["expected"]]()
    elif fields.get("nearest"):
        mend = _("Did you mean “{nearest}”?")
    return Fault(fault.line, what.format(**fields), mend.format(**fields))


def codes() -> frozenset[str]:
    """Return the codes that have sentences."""
    return frozenset(_SAID)


_EXPECTED: Mapping[str, Callable[[], str]] = {
    "text": lambda: _('Write a text in quotes: {key} = "…"'),
    "texts": lambda: _('Write texts in quotes inside brackets: {key} = ["…", "…"]'),
    "words": lambda: _('Write words in quotes inside brackets: {key} = ["…"]'),
    "translated": lambda: _('Write one text per language: {key}.fr = "…"'),
    "number": lambda: _("Write a number, without quotes: {key} = 12.5"),
    "whole": lambda: _("Write a whole number, without quotes: {key} = 12"),
    "wholes": lambda: _("Write whole numbers inside brackets: {key} = [5, 6]"),
    "truth": lambda: _("Write true or false, without quotes: {key} = true"),
    "time": lambda: _('Write an hour of the day in quotes: {key} = "08:30"'),
    "dates": lambda: _("Write days inside brackets: {key} = [2026-05-15]"),
    "table": lambda: _("Make it a part of its own, under a line [{key}] or [[{key}]]."),
    "tiers": lambda: _('Write "walk_in", "appointments", or double brackets: {key} = [["INFO"]]'),
}

_SAID: Mapping[str, Callable[[], tuple[str, str]]] = {
    # the text as TOML
    "too_big": lambda: (
        _("The file is too long to be a site file."),
        _("Choose the site file itself; it has a few hundred lines."),
    ),
    "not_text": lambda: (
        _("The file is not text in UTF-8."),
        _("Save it again as text, with the encoding UTF-8."),
    ),
    "unreadable": lambda: (
        _("The file cannot be opened."),
        _("Check that you may read it and that its disk is there."),
    ),
    "no_file": lambda: (
        _("There is no file here."),
        _("Check the name and the folder."),
    ),
    "is_folder": lambda: (
        _("This is a folder, not a file."),
        _("Choose the site file in it."),
    ),
    "syntax": lambda: (
        _("This line cannot be read."),
        _("Compare it with the lines of the same kind: a name, an equals sign, a value."),
    ),
    "syntax_unclosed": lambda: (
        _("A bracket or a quote is opened and never closed."),
        _("Close it, on this line or before."),
    ),
    "syntax_equals": lambda: (
        _("An equals sign is missing after the name."),
        _("Write the name, an equals sign, then the value."),
    ),
    "syntax_twice": lambda: (
        _("This name or this part is already there."),
        _("Keep one of the two. A part that repeats has double brackets: [[procedure]]."),
    ),
    "syntax_value": lambda: (
        _("The value after the equals sign cannot be read."),
        _('Put texts and hours in quotes ("08:30"); write true and false in small letters.'),
    ),
    "syntax_character": lambda: (
        _("The line holds a character that a text file cannot have, or a quote is not closed."),
        _("Close the quote, or type the line again instead of pasting it."),
    ),
    "syntax_backslash": lambda: (
        _("The sign \\ has a meaning of its own in a text."),
        _("Write it twice, or use single quotes around the text."),
    ),
    # the parts and their keys
    "missing_schema": lambda: (
        _("The file does not say its version."),
        _("Begin the file with the line: schema = 1"),
    ),
    "schema_unknown": lambda: (
        _("The file is of version {value}; this program reads version {known}."),
        _("Use a program as recent as the file, or make the file again."),
    ),
    "missing_part": lambda: (
        _("The part “{key}” is missing."),
        _("Add it; the file of the demonstration site shows how."),
    ),
    "empty_part": lambda: (
        _("The part “{key}” is empty."),
        _("Write it as in the file of the demonstration site."),
    ),
    "missing_key": lambda: (
        _("“{key}” is missing from {where}."),
        _("Add a line: {key} = …"),
    ),
    "unknown_key": lambda: (
        _("“{key}” is not known here."),
        _("Remove it. Known here: {known}."),
    ),
    "wrong_type": lambda: (_("“{key}” is not written in the right form."), ""),
    "out_of_range": lambda: (
        _("“{key}” is outside what is possible."),
        _("Write a number from {low} to {high}."),
    ),
    "unknown_word": lambda: (
        _("“{value}” is not a word that “{key}” knows."),
        _("Write one of: {known}."),
    ),
    "twice": lambda: (
        _("“{value}” is used twice: first at line {first}."),
        _("Give this one another “{key}”, or remove it."),
    ),
    # texts
    "empty": lambda: (_("“{key}” is empty."), _("Write its text.")),
    "too_long": lambda: (
        _("“{key}” has {length} characters; tickets and screens hold {limit}."),
        _("Shorten it."),
    ),
    "bad_character": lambda: (
        _("“{key}” holds the character {character}, which cannot be shown or printed."),
        _("Type the text again on one line instead of pasting it."),
    ),
    "no_french": lambda: (
        _("“{key}” has no French text."),
        _('Add the French, which is always shown: {key}.fr = "…"'),
    ),
    "bad_language": lambda: (
        _("“{value}” is not a language code."),
        _("Write a code such as fr, ar or zh-Hans."),
    ),
    "french_first": lambda: (
        _("French is missing from the languages."),
        _('Add "fr": the French text is always printed.'),
    ),
    # the site and its hours
    "bad_site_code": lambda: (
        _("“{value}” is not the code of a town."),
        _("Write the five-character INSEE code of the town, such as 93008 or 2A004."),
    ),
    "unknown_zone": lambda: (
        _("The time zone “{value}” does not exist."),
        _("Write one of: {known}."),
    ),
    "unknown_holidays": lambda: (
        _("No calendar of public holidays is called “{value}”."),
        _('Write "" for the national days, or one of: {known}.'),
    ),
    "bad_date": lambda: (
        _("“{value}” is not a day."),
        _("Write year, month and day: 2026-05-15."),
    ),
    "no_days": lambda: (
        _("These hours have no days."),
        _('Write the days: days = ["mon", "tue"]'),
    ),
    "hours_reversed": lambda: (
        _("The closing is not after the opening."),
        _("Correct “opens” or “closes”."),
    ),
    "hours_overlap": lambda: (
        _("These hours overlap those from {opens} to {closes} ({day})."),
        _("Give each day hours that follow one another."),
    ),
    "last_ticket_outside": lambda: (
        _("The last ticket is outside the hours of opening."),
        _("Write an hour from {opens} to {closes}."),
    ),
    # procedures, counters, agents
    "series_letter": lambda: (
        _("“{value}” cannot be the letter of a series."),
        _("Write one capital letter among: {letters}."),
    ),
    "series_taken": lambda: (
        _("The letter “{value}” already belongs to the family {family}."),
        _("Give this family another letter."),
    ),
    "bad_code": lambda: (
        _("“{value}” is not a code."),
        _("Write capital letters, digits and _ only, at most 20: RECEP_RNV."),
    ),
    "unknown_family": lambda: (
        _("There is no family “{value}” in this file."),
        _("Add this family, or write one of: {known}."),
    ),
    "tile_taken": lambda: (
        _("The key {value} already belongs to {procedure}."),
        _("Give this one another key from 1 to 9, or none."),
    ),
    "unknown_procedure": lambda: (
        _("There is no procedure “{value}” in this file."),
        _("Add this procedure, or remove it here."),
    ),
    "served_twice": lambda: (
        _("“{value}” stands twice at this counter."),
        _("Keep it at its first place."),
    ),
    "serves_nothing": lambda: (
        _("This counter serves nothing."),
        _('Write its procedures, or serves = "walk_in"'),
    ),
    "flat_tiers": lambda: (
        _("The procedures of a counter stand in double brackets."),
        _('Write: serves = [["{value}", …]]'),
    ),
    "not_served": lambda: (
        _("No counter serves {value}: its visitors would wait for ever."),
        _("Add it to a counter, or take “walk_in” out of its channels."),
    ),
    "bad_login": lambda: (
        _("“{value}” is not a login."),
        _("Write 2 to 32 small letters, digits, dots or dashes: smarchand."),
    ),
    # series of appointments
    "no_procedures": lambda: (
        _("This series receives for no procedure."),
        _('Write the codes: procedures = ["RNV_DEPOT"]'),
    ),
    "not_booked": lambda: (
        _("{value} is received without appointment only."),
        _("Add “appointment” to its channels, or take it out of the series."),
    ),
    "unknown_counter": lambda: (
        _("There is no counter {value} in this file."),
        _("Add this counter, or write some of: {known}."),
    ),
    "counter_not_serving": lambda: (
        _("Counter {counter} does not serve {value}."),
        _("Add it to what the counter serves, or take it out of the series."),
    ),
    "series_reversed": lambda: (
        _("The end of the series is not after its start."),
        _("Correct “starts” or “ends”."),
    ),
    "bad_break": lambda: (
        _("“{value}” is not a break."),
        _('Write its start and its end: breaks = ["12:00-13:30"]'),
    ),
    "break_outside": lambda: (
        _("The break from {starts} to {ends} is not inside the hours of the series."),
        _("Correct the break, or the hours around it."),
    ),
    "slot_left_over": lambda: (
        _("From {starts} to {ends}, the slots leave {left} minutes over."),
        _("Change the length of the slots, or the hours, so that nothing is left over."),
    ),
    "visit_too_long": lambda: (
        _("{value} takes {slots} slots; no more than {room} follow one another."),
        _("Lengthen the slots or the hours, or give it a series of its own."),
    ),
    "shares_sum": lambda: (
        _("The shares make {total}, not 100."),
        _("Correct them; those that are not written count for nothing."),
    ),
    "no_week_of": lambda: (
        _("Nothing says from which week the weeks are counted."),
        _("Add a day of a week the series has: week_of = 2026-01-05"),
    ),
    "series_overlap": lambda: (
        _("On {day} from {starts} to {ends}, counters {counters} already belong to {other}."),
        _("Change the hours, the days or the counters of one of the two."),
    ),
    "series_outside": lambda: (
        _("The site is not open the whole time from {starts} to {ends} ({day})."),
        _("Change the hours of the series, or add hours to the site."),
    ),
    "series_never": lambda: (
        _("No day has this series."),
        _("Correct its days, its weeks or its dates."),
    ),
}
