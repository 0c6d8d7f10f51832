"""What an operator can set, read from the environment."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_FOLDER = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Environment variables that begin with ``USALAMA_``.

    Arguments:
        store: the folder of the store.
        country: the folder that describes the country: boundaries, places, census, categories.
        local_operator: trust a visitor on this very machine as its operator. Only ``make run`` sets it.
    """

    model_config = SettingsConfigDict(env_prefix="USALAMA_", env_ignore_empty=True, frozen=True)

    store: Path = Field(default=PROJECT_FOLDER / "var" / "store")
    country: Path = Field(default=PROJECT_FOLDER / "data" / "kenya")
    local_operator: bool = False
