"""`python -m digest`, and the `digest` script."""

import gc
import sys
import time

MANY = 300_000  # objects before Python looks for garbage: most runs make fewer, and save the time


def main() -> None:
    """Run the command line and exit with its code."""
    if sys.argv[1:] in (["-V"], ["--version"]):
        from digest import __version__

        sys.stdout.write(f"digest {__version__}\n")
        return
    if "build" in sys.argv and _says_it_again():
        return
    gc.set_threshold(MANY)
    from digest.cli.main import run

    code = run(sys.argv[1:])
    gc.freeze()  # what is still there ends with the process: nobody has to look at all of it again
    sys.exit(code)


def _says_it_again() -> bool:
    """Say what an unchanged build said the last time; where that fails, the command has to run."""
    from digest.store import again

    said = again.told(sys.argv[1:], time.time())
    if said is None or sys.stdout is None or sys.stderr is None:
        return False
    try:
        sys.stdout.write(said[0])
        sys.stdout.flush()
        sys.stderr.write(said[1])
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
