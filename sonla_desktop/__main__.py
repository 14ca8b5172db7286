"""Entry point of `sonla-desktop` and of `python -m sonla_desktop`."""

import sys


def main() -> int:
    """Run the command given on the command line, or open the window; returns the exit code."""
    from sonla_desktop import cli  # late, so that importing this module costs nothing

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
