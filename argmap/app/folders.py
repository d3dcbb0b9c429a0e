"""The folders in which the program keeps what belongs to a person and not to a map."""

from pathlib import Path


def config_folder() -> Path:
    """Where the settings are; not made here."""
    from platformdirs import user_config_path

    return user_config_path("argmap", appauthor=False)


def state_folder() -> Path:
    """Where recent files, window places, kept placements and logs are; not made here."""
    from platformdirs import user_state_path

    return user_state_path("argmap", appauthor=False)
