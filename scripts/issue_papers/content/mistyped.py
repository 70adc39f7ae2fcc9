"""Lists, ids and keys as people type them, and what they stand for.

A list is typed with bullets, in brackets of another kind, or as keys with values; an id as the path
of its file; a key or a word in another language, or as reference managers call it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

import yaml
from pydantic import BaseModel

from issue_papers.content import mappings
from issue_papers.reporting.problems import folded, nearest

_AROUND = (("[", "]"), ("(", ")"), ("{", "}"), ("“", "”"), ("«", "»"), ('"', '"'), ("'", "'"))
_BULLET = re.compile(r"[•·▪◦‣●–—*-]")
_LONGEST = 300
"""Characters of the longest line that is proposed."""


def items(value: str) -> list[str]:
    """Return the items of a list that was typed as a text."""
    text = value.strip()
    for before, after in _AROUND:
        if text.startswith(before) and text.endswith(after) and len(text) > 1:
            text = text[1:-1].strip()
    if bullet := _BULLET.match(text):
        parts = re.split(rf"(?:^|\s){re.escape(bullet[0])}\s*", text)
    else:
        parts = re.split("[,;،、]", text)
    return [part for each in parts if (part := each.strip().strip("\"'“”").strip())]


def listed(model: type[BaseModel] | None, value: Mapping[str, object]) -> str:
    """Write keys with values as the list that was meant, in brackets; nothing if it isn't clear.

    Args:
        model: The type of the list's items; nothing where they have no keys.
        value: What stands in its place.
    """
    if model is None:
        return _coordinates(value)
    keys = mappings.key_names(model)
    if value.keys() <= keys and ("id" not in keys or "id" in value):
        return _flow([value])
    named = next((name for name in mappings.NAMING if name in model.model_fields), "")
    found: list[object] = []
    for identifier, item in value.items():
        if isinstance(item, dict) and "id" in keys:
            found.append({"id": str(identifier), **item})
        elif isinstance(item, str) and "id" in keys and named:
            found.append({"id": str(identifier), named: item})
        else:
            return ""
    return _flow(found)


def _coordinates(value: Mapping[str, object]) -> str:
    """Write a latitude and a longitude, in whichever order, as a list of two numbers."""
    found = {str(key).lower()[:3].replace("lng", "lon"): part for key, part in value.items()}
    are_numbers = all(isinstance(part, int | float) for part in found.values())
    is_place = found.keys() == {"lat", "lon"} and len(value) == len(found)
    return _flow([found["lat"], found["lon"]]) if is_place and are_numbers else ""


def _flow(value: object) -> str:
    """Write a value in one line; nothing if that would be too long."""
    try:
        text = yaml.safe_dump(
            _plain(value),
            default_flow_style=True,
            allow_unicode=True,
            sort_keys=False,
            width=float("inf"),
        ).strip()
    except yaml.YAMLError:
        return ""
    return text if len(text) <= _LONGEST and "\n" not in text else ""


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | dt.date | None) else str(value)


def stem(value: str) -> str:
    """Return what names the page of a file: `events/pumps.md` → `pumps`."""
    text = value.strip().strip("/")
    path = PurePosixPath(text.removesuffix(".html"))
    if path.suffix != ".md" and "/" not in text:
        return value
    name = path.name.removesuffix(".md")
    return path.parent.name or name if name == "index" else name


def named(value: object) -> Iterator[tuple[str, str]]:
    """Yield what things in a front matter are called, `folded`, with their ids."""
    for items_there in value.values() if isinstance(value, dict) else ():
        for item in items_there if isinstance(items_there, list) else ():
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                for key in mappings.NAMING:
                    if isinstance(name := item.get(key), str):
                        yield folded(name), item["id"]


def word(value: str, known: Collection[str]) -> str:
    """Return the word that another language, or another program, has for one; nothing if none."""
    name = re.sub(r"[\s_-]+", "", folded(value))
    return next((each for each in _WORDS.get(name, ()) if each in known), "")


def nearest_word(value: str, known: Collection[str]) -> str:
    """Return the word that was probably meant; nothing if there is none."""
    return word(value, known) or nearest(value, known)


_WORDS: Mapping[str, tuple[str, ...]] = {
    # Keys, in French, Spanish and Portuguese
    "titre": ("title",),
    "titulo": ("title",),
    "resume": ("summary", "abstract"),
    "resumen": ("summary", "abstract"),
    "resumo": ("summary", "abstract"),
    "sommaire": ("summary",),
    "sumario": ("summary",),
    "description": ("summary", "description"),
    "descripcion": ("summary", "description"),
    "auteur": ("authors", "author"),
    "auteurs": ("authors", "author"),
    "autor": ("authors", "author"),
    "autora": ("authors", "author"),
    "autores": ("authors", "author"),
    "autrice": ("authors", "author"),
    "author": ("authors",),
    "authors": ("author",),
    "ville": ("city",),
    "villes": ("city",),
    "ciudad": ("city",),
    "ciudades": ("city",),
    "cidade": ("city",),
    "cities": ("city",),
    "pays": ("country",),
    "pais": ("country",),
    "coordonnees": ("coordinates",),
    "coordenadas": ("coordinates",),
    "noms": ("names",),
    "nombres": ("names",),
    "nom": ("name", "names"),
    "nombre": ("name", "names"),
    **dict.fromkeys(("surname", "lastname", "familyname", "apellido", "apellidos"), ("family",)),
    **dict.fromkeys(("nomdefamille", "sobrenome", "nachname", "cognom"), ("family",)),
    **dict.fromkeys(("firstname", "givenname", "forename", "prenom", "vorname"), ("given",)),
    **dict.fromkeys(("organisation", "organization", "institution"), ("literal",)),
    "publie": ("issued",),
    "publicado": ("issued",),
    "published": ("issued",),
    "parution": ("issued",),
    "publicacion": ("issued",),
    "fecha": ("date", "issued"),
    "data": ("date", "issued"),
    "date": ("issued", "start"),
    "year": ("issued", "date"),
    "annee": ("issued", "date"),
    "ano": ("issued", "date"),
    "editeur": ("publisher",),
    "editorial": ("publisher",),
    "editora": ("publisher",),
    "langue": ("language", "languages"),
    "langues": ("languages",),
    "idioma": ("language", "languages"),
    "idiomas": ("languages",),
    "licence": ("licence", "license"),
    "license": ("licence",),
    "licencia": ("licence", "license"),
    "licenca": ("licence", "license"),
    "sujets": ("topics",),
    "themes": ("topics",),
    "temas": ("topics",),
    "topicos": ("topics",),
    "tags": ("topics",),
    "keywords": ("topics", "keyword"),
    "motscles": ("topics", "keyword"),
    "palabrasclave": ("topics", "keyword"),
    "chiffres": ("figures",),
    "cifras": ("figures",),
    "valeur": ("value",),
    "valor": ("value",),
    "unite": ("unit",),
    "unidad": ("unit",),
    "periode": ("period",),
    "periodo": ("period",),
    "desde": ("from",),
    "depuis": ("from",),
    "hasta": ("to",),
    "numero": ("number", "issue"),
    "lieu": ("place", "publisher-place"),
    "lugar": ("place", "publisher-place"),
    "debut": ("start",),
    "inicio": ("start",),
    "fin": ("end",),
    "intervenants": ("speakers",),
    "ponentes": ("speakers",),
    "programa": ("programme",),
    "program": ("programme",),
    "organisateurs": ("organisers",),
    "organizadores": ("organisers",),
    "organizers": ("organisers",),
    "participantes": ("participants",),
    "liens": ("links",),
    "enlaces": ("links",),
    "fuentes": ("sources",),
    "recommandations": ("recommendations",),
    "recomendaciones": ("recommendations",),
    # Keys of BibTeX, BibLaTeX, RIS and Zotero
    "journal": ("container-title",),
    "journaltitle": ("container-title",),
    "revue": ("container-title",),
    "revista": ("container-title",),
    "booktitle": ("container-title",),
    "publicationtitle": ("container-title",),
    "proceedingstitle": ("container-title",),
    "websitetitle": ("container-title",),
    "address": ("publisher-place", "place"),
    "location": ("publisher-place", "place"),
    "place": ("publisher-place",),
    "pages": ("page",),
    "pp": ("page",),
    "numpages": ("number-of-pages",),
    "institution": ("publisher",),
    "school": ("publisher",),
    "university": ("publisher",),
    "organization": ("publisher",),
    "urldate": ("accessed",),
    "accessdate": ("accessed",),
    "consulted": ("accessed",),
    "langid": ("language",),
    "itemtype": ("type",),
    "entrytype": ("type",),
    "series": ("collection-title",),
    "key": ("id",),
    "citekey": ("id",),
    # Types of works there
    "booksection": ("chapter",),
    "incollection": ("chapter",),
    "inbook": ("chapter",),
    "chapitre": ("chapter",),
    "capitulo": ("chapter",),
    "journalarticle": ("article-journal",),
    "articleinjournal": ("article-journal",),
    "magazinearticle": ("article-magazine",),
    "newspaperarticle": ("article-newspaper",),
    "conferencepaper": ("paper-conference",),
    "inproceedings": ("paper-conference",),
    "conference": ("paper-conference",),
    "techreport": ("report",),
    "rapport": ("report",),
    "informe": ("report",),
    "phdthesis": ("thesis",),
    "mastersthesis": ("thesis",),
    "tesis": ("thesis",),
    "these": ("thesis",),
    "online": ("webpage",),
    "electronic": ("webpage",),
    "website": ("webpage",),
    "web": ("webpage",),
    "www": ("webpage",),
    "blogpost": ("post-weblog",),
    "forumpost": ("post",),
    "misc": ("document",),
    "unpublished": ("manuscript",),
    "booklet": ("pamphlet",),
    "manual": ("document",),
    "proceedings": ("book",),
    "collection": ("book",),
    "livre": ("book",),
    "libro": ("book",),
    "livro": ("book",),
    "computerprogram": ("software",),
    "case": ("legal_case",),
    "statute": ("legislation",),
    "ley": ("legislation",),
    "loi": ("legislation",),
    "film": ("motion_picture",),
    "videorecording": ("motion_picture",),
    "podcast": ("broadcast",),
    "presentation": ("speech",),
}
"""What people write most, without accents, spaces and hyphens, with the words that may be meant:
the first of them that is known in a place is."""
