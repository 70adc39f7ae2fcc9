"""`python -m issue_papers`: the command, where its script isn't on the path."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - nothing has looked yet; read by any Python 3
    sys.exit("issue-papers needs Python 3.11 or later; this is {}.{}".format(*sys.version_info[:2]))

from issue_papers.cli.main import main

main(prog_name="issue-papers")
