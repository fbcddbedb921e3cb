"""`python -m digest`, and the `digest` script."""

import sys
import time


def main() -> None:
    """Run the command line and exit with its code."""
    if sys.argv[1:] in (["-V"], ["--version"]):
        from digest import __version__

        sys.stdout.write(f"digest {__version__}\n")
        return
    if "build" in sys.argv and (said := _said_before()):
        sys.stderr.write(said[1])
        sys.stdout.write(said[0])
        return
    from digest.cli.main import run

    sys.exit(run(sys.argv[1:]))


def _said_before() -> tuple[str, str] | None:
    """What an unchanged build said the last time."""
    from digest.store import again

    return again.told(sys.argv[1:], time.time())


if __name__ == "__main__":
    main()
