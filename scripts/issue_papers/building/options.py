"""The options of `issue-papers` in mkdocs.yml, besides those that formats declare."""

from __future__ import annotations

from issue_papers.building.markup_rules import CHECKED
from issue_papers.formats import registry
from issue_papers.formats.declaration import Option
from issue_papers.reporting.messages import say

OWN = (
    Option(
        "case_studies",
        (str,),
        "case_studies",
        about=say("The folder of the case studies, relative to `mkdocs.yml`."),
        example="cases",
    ),
    Option(
        "topics",
        (dict,),
        {},
        about=say(
            "The topics that cases may have, with a label in each language; `same_as` beside the "
            "labels says what registers call one: `sdg:`, `eurovoc:`, `geonames:` or `wikidata:` "
            "with an id, or an address."
        ),
        example="{water: {en: Water, fr: Eau, same_as: sdg:6}}",
    ),
    Option(
        "audiences",
        (dict,),
        {},
        about=say("Whom recommendations may be for, with a label in each language."),
        example="{mayors: {en: Mayors, fr: Maires}}",
    ),
    Option(
        "look",
        (dict,),
        {},
        about=say(
            "How the site looks: `accent` (links, buttons, covers) and `second` (case studies, "
            "maps), each a colour or `{{light: …, dark: …}}`; `logo`, a picture below `docs/`, or "
            "`{{light: …, dark: …}}`; `cover`: `rings`, `plain`, `band`, or "
            "`{{picture: …, alt: …, credit: …}}` for papers without a picture of their own; "
            "`typefaces`: what `text` and `interface` are set in, each a typeface of a `fontpkg-*` "
            "package, files or a folder in your theme, a list of those, or `system`."
        ),
        example='{accent: "#1f6f4a", typefaces: {text: Frank Ruhl Libre}}',
    ),
    Option(
        "footer",
        (dict,),
        {},
        about=say(
            "What stands at the foot of each page: `text`; `links`, a list of "
            "`{{title: …, url: …}}`; `logos`, a list of `{{image: …, alt: …, url: …}}`; texts by "
            "language, or one for all."
        ),
        example="{text: {en: By the City.}}",
    ),
    Option(
        "maps",
        (dict,),
        {},
        about=say(
            "`disclaimer`: what stands below each map, as on boundaries and names: a text for all "
            "languages, or one for each."
        ),
        example="{disclaimer: {en: The boundaries on this map imply no endorsement.}}",
    ),
    Option(
        "contact",
        (str,),
        "",
        about=say(
            "Where readers write to, without an account: an address of e-mail, or that of a form. "
            "Each page leads there with what it knows filled in."
        ),
        example="papers@example.org",
    ),
    Option(
        "analytics",
        (str, bool, dict),
        "none",
        about=say("There are none, and nothing else can be chosen."),
        example="none",
    ),
    Option(
        "citations",
        (dict,),
        {},
        about=say(
            "`style`: a style of CSL that cites by author and date, by numbers or in notes, "
            "`chicago-author-date-17th-edition` unless told; `styles` and `locales`: by language."
        ),
        example="{style: apa, locales: {en: en-GB}}",
    ),
    Option(
        "raw_html",
        (str,),
        CHECKED,
        about=say(
            "`checked`: texts have the HTML that the manual lists. `trusted`: any but "
            "programs; only where everybody who can write a text may change the site as they like."
        ),
        example="trusted",
    ),
    Option(
        "limits",
        (dict,),
        {},
        about=say(
            "How much there may be of something: bytes of a `text`, of `data`, of a `picture`, of "
            "any other `file`; `pixels` of a picture; characters of a `passage`; `headings`, "
            "table `cells` and `links` of a text."
        ),
        example="{picture: 50000000}",
    ),
    Option(
        "allow",
        (list,),
        [],
        about=say(
            "Files beside the texts that may be published although they could run, tell a host "
            "what to do, or take the place of what the build makes: paths in the site, with `*` "
            "for what differs."
        ),
        example="[CNAME, widgets/*.html]",
    ),
    Option(
        "content_policy",
        (dict,),
        {},
        about=say(
            "What pages may load besides the site's own files, by directive of the Content "
            "Security Policy: hosts by `https`, and digests of scripts that stand in a page."
        ),
        example="{script-src: [https://stats.example.org]}",
    ),
    Option("search", about=say("The search.")),
    Option(
        "security_contact",
        (str,),
        "",
        about=say("Where to report a security fault; makes `/.well-known/security.txt`."),
        example="mailto:security@example.org",
    ),
    Option(
        "timezone",
        (str,),
        "UTC",
        about=say(
            "The site's time zone, by its name in IANA's list. Feeds tell of a day, as that of "
            "news, at noon there, which is the same day for most readers elsewhere; when a page "
            "was changed is told by the clocks there."
        ),
        example="Europe/Madrid",
    ),
    Option(
        "social_cards",
        about=say("Pictures for where links are shared; they need `site_url`."),
    ),
    Option(
        "earlier_editions",
        default=False,
        about=say("Builds earlier editions from the git tags in `changes:`."),
        example="true",
    ),
    Option(
        "app",
        about=say(
            "Whether the site can be installed, and kept for reading offline; switched off later, "
            "it takes itself away from readers' devices."
        ),
    ),
    Option(
        "editions_in_serve",
        default=False,
        about=say("Makes editions and cards in `mkdocs serve`, too."),
        example="true",
    ),
)

OPTIONS = (*OWN, *(form.option for form in registry.formats()))
"""All of them."""
