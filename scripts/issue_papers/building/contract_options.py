"""The table of the contract: what becomes of each option that mkdocs.yml may hold.

Those of MkDocs 1.6, mkdocs-static-i18n 1.3 and Material 9; a test walks their schemas and finds
none that is missing. The plugin's own options are in `building.options`.
"""

from __future__ import annotations

from issue_papers.building.contract import (
    ConfigOption,
    OptionGroup,
    Treatment,
    below,
    harmless,
    honoured,
    of_i18n,
    of_languages,
    top,
)
from issue_papers.building.contract_plugins import PLUGINS
from issue_papers.reporting.messages import say

MKDOCS = (
    honoured("INHERIT", "The file whose settings this one completes; each problem names its file"),
    honoured("site_name", "The series' name; required"),
    honoured("site_url", "Where it is published; without it there are no absolute addresses"),
    honoured("site_description", "What search engines show of the home page, if that has none"),
    honoured("site_author", "Named in the head of pages that belong to no paper"),
    honoured("copyright", "What the footer says of pages that belong to no paper"),
    honoured("nav", "The menu of plain pages; without it they are arranged by folder"),
    honoured(
        "exclude_docs",
        "Patterns of files that are nowhere on the site, as are hidden files and backups",
    ),
    honoured("draft_docs", "Patterns of files that only a preview shows, marked as drafts"),
    honoured("not_in_nav", "Patterns of pages that are in no menu made of folders"),
    honoured("theme", "`material` or `issue-papers`"),
    honoured("docs_dir", "The folder of papers and pages"),
    honoured("site_dir", "The folder that the site is made in"),
    honoured("repo_url", "Where pages lead to be edited, with `edit_uri`"),
    harmless("repo_name", "No page shows a repository's name: each leads to its own text there"),
    honoured("edit_uri", "The way from the repository to docs_dir"),
    honoured("edit_uri_template", "The same with `{path}` and `{path_noext}`"),
    honoured("extra_css", "Style sheets of each page"),
    honoured("extra_javascript", "Scripts of each page"),
    ConfigOption(
        "extra_templates",
        Treatment.REFUSED,
        "Templates below docs_dir: no file is made of them",
        refusal=say("no page is made of `extra_templates`"),
        hint=say("put the file as it is to be published into docs_dir, or write it with a hook"),
        accepted=([],),
        is_fatal=True,
    ),
    honoured("markdown_extensions", "How texts are read, besides GitHub's Markdown"),
    honoured("plugins", "See the table of plugins"),
    honoured(
        "hooks", "Run by `mkdocs build`; `issue-papers build` refuses those that change texts"
    ),
    honoured("watch", "What else makes a preview look again"),
    honoured("strict", "Whether warnings stop the build"),
    honoured("validation", "Whether pages that `nav:` leaves out, or can't find, are told"),
    harmless("dev_addr", "`mkdocs serve` heeds it; `issue-papers serve` has `--dev-addr`"),
    ConfigOption(
        "use_directory_urls",
        Treatment.REFUSED,
        "Addresses end with a slash: `about/`, not `about.html`",
        refusal=say("issue-papers needs `use_directory_urls: true`"),
        accepted=(True,),
        is_fatal=True,
    ),
    harmless("remote_branch", "`mkdocs gh-deploy` heeds it"),
    harmless("remote_name", "`mkdocs gh-deploy` heeds it"),
    honoured("extra", "See the table of `extra`"),
    ConfigOption(
        "pages",
        Treatment.REFUSED,
        "What `nav:` was called before MkDocs 1.0",
        refusal=say("`pages:` is what `nav:` was once called"),
        hint=say("write `nav:`"),
        is_fatal=True,
    ),
    ConfigOption(
        "google_analytics",
        Treatment.REFUSED,
        "Pages ask nothing of other hosts",
        refusal=say("pages of issue-papers don't watch their readers"),
    ),
    harmless("config_file_path", "MkDocs sets it by itself"),
    harmless("mdx_configs", "MkDocs sets it by itself"),
)

VALIDATION_NAV = (
    honoured("omitted_files", "`warn` tells of plain pages that no menu leads to"),
    honoured("not_found", "`ignore` and `info` pass over lines of `nav:` that lead to no file"),
    harmless("absolute_links", "They are kept as they are written"),
)

VALIDATION_LINKS = (
    harmless("not_found", "A link that leads nowhere is always told"),
    harmless("anchors", "A link to a place that isn't there is always told"),
    harmless("absolute_links", "They are always told: they break where a site moves"),
    harmless("unrecognized_links", "They are always told"),
)

THEME = (
    honoured("name", "`material` or `issue-papers`; other themes have no templates for papers"),
    honoured("custom_dir", "The site's own templates, style sheets and words"),
    harmless("language", "Each page speaks its own language; it names that of a site without i18n"),
    harmless("locale", "The same, as other themes call it"),
    harmless("direction", "Each page has its language's"),
    honoured(
        "favicon",
        "The site's icon: an image below docs_dir or the theme's folder; makes `favicon.ico`",
    ),
    ConfigOption(
        "logo",
        Treatment.REFUSED,
        "The option `look` names the site's mark",
        refusal=say("the site's mark is an option of issue-papers"),
        hint=say("name it below `plugins: issue-papers: look: logo`"),
    ),
    ConfigOption(
        "font",
        Treatment.REFUSED,
        "Typefaces come with the site: no other host is asked for them",
        refusal=say("pages ask no other host for typefaces"),
        hint=say("write `font: false`"),
        accepted=(False,),
    ),
    ConfigOption(
        "palette",
        Treatment.REFUSED,
        "The option `look` names an accent, of which light and dark are made and tested",
        refusal=say("pages have colours of their own, light and dark, and a button for them"),
        hint=say("name an accent below `plugins: issue-papers: look: accent`"),
    ),
    ConfigOption(
        "icon",
        Treatment.REFUSED,
        "The interface's icons are the theme's; texts may have any of Material's",
        refusal=say("the interface has icons of its own"),
    ),
    honoured("features", "See the table of features"),
    harmless("static_templates", "404.html and sitemap.xml are made in each language"),
    harmless("include_search_page", "Search is a dialog of each page"),
    harmless("search_index_only", "Search has an index of its own"),
)

FEATURES = (
    harmless("announce.dismiss", "There is no announcement bar"),
    harmless("content.action.edit", "Pages lead to their text in the repository if it is known"),
    harmless("content.action.view", "The same"),
    harmless("content.code.annotate", "Annotations are shown as a list below the code"),
    harmless("content.code.copy", "Code is selected and copied as any text"),
    harmless("content.code.select", "The same"),
    harmless("content.footnote.tooltips", "A note's number leads to it, and back"),
    harmless("content.tabs.link", "Each set of tabs has a choice of its own"),
    harmless("content.tooltips", "Titles are the browser's"),
    harmless("header.autohide", "The bar at the top stays"),
    harmless("navigation.expand", "The groups that lead to a page are open"),
    harmless("navigation.footer", "Pages always lead to the one before and the one after"),
    harmless("navigation.indexes", "A folder's own page comes first in its group"),
    harmless("navigation.instant", "Pages load at once without a script"),
    harmless("navigation.instant.prefetch", "The same"),
    harmless("navigation.instant.preview", "The same"),
    harmless("navigation.instant.progress", "The same"),
    harmless("navigation.path", "The open groups of the menu are the path"),
    harmless("navigation.prune", "Menus are whole: they work without a script"),
    harmless("navigation.sections", "Groups open and close"),
    harmless("navigation.tabs", "The bar at the top holds the series' own pages"),
    harmless("navigation.tabs.sticky", "The same"),
    harmless("navigation.top", "The bar at the top stays in reach"),
    harmless("navigation.tracking", "The page's contents mark where the reader is"),
    harmless("search.highlight", "Found words are marked in the results"),
    harmless("search.share", "A search has an address"),
    harmless("search.suggest", "Results come while one types"),
    harmless("toc.follow", "The page's contents follow the reader"),
    harmless("toc.integrate", "The page's contents have a place of their own"),
)

EXTRA = (
    ConfigOption(
        "analytics",
        Treatment.REFUSED,
        "Pages ask nothing of other hosts",
        refusal=say("pages of issue-papers don't watch their readers"),
    ),
    ConfigOption(
        "alternate",
        Treatment.REFUSED,
        "The switch of languages is made of those of the site",
        refusal=say("the switch of languages has those of `plugins: i18n: languages`"),
    ),
    ConfigOption(
        "social",
        Treatment.REFUSED,
        "The option `footer` names links",
        refusal=say("the footer has no icons of networks"),
        hint=say("name them below `plugins: issue-papers: footer: links`"),
        accepted=([],),
    ),
    ConfigOption(
        "version",
        Treatment.REFUSED,
        "Papers have editions, with addresses that stay",
        refusal=say("there is one version of the site; papers have editions"),
    ),
    ConfigOption(
        "homepage",
        Treatment.REFUSED,
        "The series' name leads to its home page",
        refusal=say("the series' name leads to its own home page"),
    ),
    harmless("annotate", "Annotations are shown as a list below the code"),
    harmless("consent", "Nothing is stored that would need consent"),
    harmless("generator", "Pages don't name their generator"),
    harmless("polyfills", "No script needs any"),
    harmless("scope", "A choice of colours holds for the whole site"),
    harmless("status", "Pages have no marks of status; drafts are `draft_docs`"),
    harmless("tags", "Tags have no icons"),
)

I18N_OPTIONS = (
    honoured("languages", "The site's languages; the one with `default: true` is the source"),
    ConfigOption(
        "docs_structure",
        Treatment.REFUSED,
        "Translations stand beside their source: `about.md`, `about.es.md`",
        refusal=say("issue-papers needs `docs_structure: suffix`"),
        hint=say(
            "move `docs/en/about.md` to `docs/about.md`, `docs/es/about.md` to "
            "`docs/about.es.md`, and so on"
        ),
        accepted=("suffix",),
        is_fatal=True,
    ),
    ConfigOption(
        "fallback_to_default",
        Treatment.REFUSED,
        "A page that isn't translated is shown in the source language, and says so",
        refusal=say("pages that aren't translated are shown in the source language, and say so"),
        accepted=(True,),
        is_fatal=True,
    ),
    ConfigOption(
        "build_only_locale",
        Treatment.REFUSED,
        "A build has all languages; one that isn't to be built has `build: false`",
        refusal=say("a build has all languages"),
        hint=say("give the languages that aren't to be built `build: false`"),
        is_fatal=True,
    ),
    harmless("reconfigure_material", "Each page speaks its own language"),
    harmless("reconfigure_search", "Each language has a search of its own"),
)

LANGUAGE = (
    honoured("locale", "The language's tag (BCP 47), as in file names and addresses"),
    honoured("name", "Its name in itself"),
    honoured("default", "Whether texts are written in it first"),
    honoured("build", "`false`: its texts are passed over, and it isn't offered"),
    honoured("site_name", "The series' name in it"),
    honoured("site_description", "What search engines show of its home page"),
    honoured("site_author", "As for the whole site"),
    honoured("copyright", "What the footer says of pages that belong to no paper"),
    honoured("nav", "A menu of its own"),
    honoured("nav_translations", "What the titles of `nav:` and of folders are called in it"),
    ConfigOption(
        "link",
        Treatment.REFUSED,
        "The source stands at the root, each other language below its tag",
        refusal=say("a language's address is its tag, and the source language's is the root"),
        is_fatal=True,
    ),
    ConfigOption(
        "fixed_link",
        Treatment.REFUSED,
        "The switch of languages leads to the same page",
        refusal=say("the switch of languages leads to the same page in each language"),
    ),
    ConfigOption(
        "site_url",
        Treatment.REFUSED,
        "All languages have one root",
        refusal=say("all languages stand below one `site_url`"),
        is_fatal=True,
    ),
    ConfigOption(
        "theme",
        Treatment.REFUSED,
        "All languages have one look, each in its own direction",
        refusal=say("all languages have one look"),
    ),
    ConfigOption(
        "extra",
        Treatment.REFUSED,
        "Templates read words from the language's catalogue",
        refusal=say("templates read no `extra` of a language"),
        hint=say("words of the interface stand in `overrides/locales/`"),
    ),
    ConfigOption(
        "admonition_translations",
        Treatment.REFUSED,
        "What boxes are called stands in the language's catalogue, below `box`",
        refusal=say("what boxes are called stands in the language's catalogue, below `box`"),
    ),
)

CONTRACT = (
    OptionGroup("", MKDOCS, top),
    OptionGroup("validation.nav", VALIDATION_NAV, below("validation", "nav")),
    OptionGroup("validation.links", VALIDATION_LINKS, below("validation", "links")),
    OptionGroup("theme", THEME, below("theme")),
    OptionGroup("theme.features", FEATURES, below("theme", "features")),
    OptionGroup("extra", EXTRA, below("extra"), is_closed=False),
    OptionGroup("plugins.i18n", I18N_OPTIONS, of_i18n),
    OptionGroup("plugins.i18n.languages", LANGUAGE, of_languages),
    OptionGroup("plugins", PLUGINS, below("plugins"), is_closed=False),
)
"""Everything that mkdocs.yml may hold, and what becomes of it."""
