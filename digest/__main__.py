"""`python -m digest`, and the `digest` script."""

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    if sys.argv[1:] in (["-V"], ["--version"]):
        from digest import __version__

        sys.stdout.write(f"digest {__version__}\n")
        return
    from digest.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
