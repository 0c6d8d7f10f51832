"""Who is here and what did they choose: the only place that opens the store for a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from components.shell import address_bar
from components.shell.filters import read_choices
from components.shell.visit import OPERATOR_VIEW, PUBLIC_VIEW, Visit
from usalama.access import is_local_operator, operator_scope, public_scope
from usalama.asking.coverage import covered
from usalama.country.subject import load_subject
from usalama.language import DEFAULT_LANGUAGE, LANGUAGES, load_language
from usalama.settings import Settings
from usalama.store import open_store

__all__ = ["Visit", "start"]


def start() -> Visit:
    """Open the visit of this run. Every page calls it, whether or not the frame ran.

    Raises:
        StoreUnavailable: the store cannot be opened.
    """
    address_bar.sync()
    settings = Settings()
    subject = load_subject(settings)
    today = datetime.now(ZoneInfo(subject.country.time_zone)).date()
    may_be_operator = _is_operator(settings)
    views = (OPERATOR_VIEW, PUBLIC_VIEW) if may_be_operator else (PUBLIC_VIEW,)
    sees_as_public = address_bar.read_one_of("view", views, views[0]) == PUBLIC_VIEW
    store, scope = open_store(settings.store), public_scope(today) if sees_as_public else operator_scope()
    code = address_bar.read_one_of("lang", LANGUAGES, DEFAULT_LANGUAGE)
    visit = Visit(
        store=store,
        scope=scope,
        held=covered(store, scope),
        language=load_language(code, subject.country.time_zone),
        subject=subject,
        today=today,
        may_be_operator=may_be_operator,
        country_folder=settings.country,
    )
    choices = read_choices(visit)
    return replace(visit, choices=choices, held=visit.held.of(choices.source_ids))


def _is_operator(settings: Settings) -> bool:
    headers = dict(st.context.headers)
    host = next((value for name, value in headers.items() if name.lower() == "host"), "")
    return is_local_operator(settings.local_operator, st.context.ip_address, host, headers)
