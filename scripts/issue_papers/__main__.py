"""`python -m issue_papers`: the command, where its script isn't on the path."""

from issue_papers.cli.main import main

main(prog_name="issue-papers")
