"""A process that opens an old store and is killed in the middle of its upgrade, after so many tables."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from usalama.store import Store, upgrades
from usalama.store.lake import CONNECT_WITH


def main(folder: str, steps: int) -> None:
    done = 0

    def dying(step: Callable[..., None]) -> Callable[..., None]:
        def run(*arguments: Any) -> None:
            nonlocal done
            step(*arguments)
            done += 1
            if done == steps:
                os.kill(os.getpid(), signal.SIGKILL)

        return run

    # As in the process of the tests: checked where that is what is tested.
    CONNECT_WITH["allow_unsigned_extensions"] = "true"
    upgrades._make, upgrades._widen = dying(upgrades._make), dying(upgrades._widen)
    Store(Path(folder))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
