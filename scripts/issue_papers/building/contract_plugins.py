"""The table of the contract, plugins: what becomes of each that MkDocs and Material bring."""

from __future__ import annotations

from issue_papers.building.contract import ConfigOption, Treatment, harmless, honoured
from issue_papers.reporting.messages import say

PLUGINS = (
    honoured("issue-papers", "This generator"),
    honoured("i18n", "mkdocs-static-i18n: the languages; without it there is one"),
    harmless("search", "Each language has a search of its own"),
    harmless("material/search", "The same"),
    harmless("offline", "Papers can be taken away, and the site be kept on a device"),
    harmless("material/offline", "The same"),
    harmless("material/info", "It helps to report faults of Material"),
    harmless("info", "The same"),
    harmless("social", "`social_cards` of issue-papers draws pictures for shared links"),
    harmless("material/social", "The same"),
    harmless("privacy", "Pages ask nothing of other hosts"),
    harmless("material/privacy", "The same"),
    harmless("optimize", "Pictures are published in the sizes that pages need"),
    harmless("material/optimize", "The same"),
    *(
        ConfigOption(
            name,
            Treatment.REFUSED,
            "News stands in `docs/news/`, with lists, feeds and dates",
            refusal=say("Material's blog isn't made here"),
            hint=say("put posts into `docs/news/`"),
            is_fatal=True,
        )
        for name in ("blog", "material/blog")
    ),
    *(
        ConfigOption(
            name,
            Treatment.REFUSED,
            "Cases and briefs have `topics:`; plain pages are found by search",
            refusal=say("Material's pages of tags aren't made here"),
            hint=say("delete it: `tags:` of a page do no harm, and search finds its words"),
            is_fatal=True,
        )
        for name in ("tags", "material/tags")
    ),
    *(
        ConfigOption(
            name,
            Treatment.REFUSED,
            "Front matter is a file's own",
            refusal=say("the plugin `meta` changes front matter, which isn't read again"),
            hint=say("write the keys into each page"),
            is_fatal=True,
        )
        for name in ("meta", "material/meta")
    ),
    *(
        ConfigOption(
            name,
            Treatment.REFUSED,
            "A site is one project, with one mkdocs.yml",
            refusal=say("a site is one project"),
            is_fatal=True,
        )
        for name in ("projects", "material/projects", "group", "material/group")
    ),
    *(
        ConfigOption(
            name,
            Treatment.REFUSED,
            "Titles are set by the rules of their language",
            refusal=say("titles are set by the rules of their language"),
        )
        for name in ("typeset", "material/typeset")
    ),
    *(
        ConfigOption(
            name,
            Treatment.REFUSED,
            "The menu is `nav:` of mkdocs.yml, or the folders",
            refusal=say("the menu is `nav:` of mkdocs.yml, or made of the folders"),
            hint=say("write `nav:`"),
            is_fatal=True,
        )
        for name in ("awesome-pages", "awesome-nav", "literate-nav", "section-index")
    ),
)
