#!/usr/bin/env bash
# Puts the site, or the preview of a proposal, into the branch that pages are published from.
#
#   pages.sh site FOLDER              the site; previews of proposals that are closed go
#   pages.sh preview NUMBER FOLDER    the preview of a proposal, at previews/NUMBER/
#
# The branch has one commit, so that it doesn't grow. It is left checked out in the folder pages.
# PAGES_REMOTE is the repository to push to, PAGES_BRANCH the branch, and OPEN the numbers of the
# proposals that are open. What is in FOLDER is data: it is copied, and nothing of it is run.
set -euo pipefail

# Settings of git's in what was built would be obeyed by the git below, which holds the token.
[ "$1" = site ] && folder=$2 || folder=${3-}
find "$folder" -iname .git -prune -exec rm -rf {} +

git init --quiet --initial-branch=new pages
git -C pages remote add origin "$PAGES_REMOTE"
known=0
git -C pages ls-remote --exit-code --heads origin "$PAGES_BRANCH" >/dev/null || known=$?
case $known in
  0)
    git -C pages fetch --quiet --depth=1 origin "$PAGES_BRANCH"
    git -C pages checkout --quiet FETCH_HEAD -- .
    ;;
  2) ;; # there is no such branch yet
  *) exit "$known" ;;
esac

case $1 in
  site)
    find pages -mindepth 1 -maxdepth 1 ! -name .git ! -name previews -exec rm -rf {} +
    cp -R "$2/." pages/
    for preview in pages/previews/*/; do
      number=$(basename "$preview")
      case " ${OPEN-} " in
        *" $number "*) ;;
        *) rm -rf "$preview" ;;
      esac
    done
    ;;
  preview)
    case $2 in
      "" | *[!0-9]*) exit 64 ;;
    esac
    mkdir -p pages/previews
    rm -rf "pages/previews/$2"
    cp -R "$3" "pages/previews/$2"
    find "pages/previews/$2" ! -type f ! -type d -delete
    ;;
  *) exit 64 ;;
esac

touch pages/.nojekyll # a forge that would read the pages as something to build leaves them alone
git -C pages add --all --force
git -C pages -c user.name=pages -c user.email=pages@localhost commit --quiet --message Pages
git -C pages push --quiet --force origin "HEAD:refs/heads/$PAGES_BRANCH"
