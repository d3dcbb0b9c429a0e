"""A map as a graph for other programs: GraphML, by way of networkx.

Statements and links are both nodes, so that linked premises and links on links survive; edges
run from each premise to its link and on to its target, as in the Argument Interchange Format.
Quotes, sources, groups and stories have no place in it: it is written and not read back.
"""

from io import BytesIO
from typing import TYPE_CHECKING

from argmap.model.argmap import ArgumentMap
from argmap.model.records import Link, Statement

if TYPE_CHECKING:
    import networkx


def graph_of(map: ArgumentMap) -> "networkx.MultiDiGraph[str]":
    """Return the map as a directed graph whose nodes are statements and links.

    What a link names and the map does not hold is left out.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name=_clean(map.meta.title))
    for statement in map.statements.values():
        graph.add_node(statement.id, type="statement", **_about_statement(statement))
    for link in map.links.values():
        graph.add_node(link.id, type="link", **_about_link(link))
    for link in map.links.values():
        for place, premise in enumerate(link.premises):
            if premise in map.statements:
                graph.add_edge(premise, link.id, role="premise", place=place)
        if map.node(link.target) is not None:
            graph.add_edge(link.id, link.target, role="target")
    return graph


def graphml(map: ArgumentMap) -> bytes:
    """Return the map as a GraphML document."""
    import networkx

    written = BytesIO()
    networkx.write_graphml_xml(graph_of(map), written, encoding="utf-8", prettyprint=True)
    return written.getvalue()


def _about_statement(statement: Statement) -> dict[str, str | float]:
    about: dict[str, str | float] = {
        "kind": statement.kind.value,
        "label": _clean(statement.text),
        "basis": statement.basis.value if statement.basis else "",
        "speaker": _clean(statement.speaker),
        "tags": _clean(", ".join(statement.tags)),
    }
    if statement.credence is not None:
        about["credence"] = statement.credence
    return {key: value for key, value in about.items() if value != ""}


def _about_link(link: Link) -> dict[str, str | float]:
    about: dict[str, str | float] = {
        "kind": link.kind.value,
        "label": _clean(link.label),
        "scheme": _clean(link.scheme),
    }
    if link.weight is not None:
        about["weight"] = link.weight
    return {key: value for key, value in about.items() if value != ""}


def _clean(text: str) -> str:
    """Return a text without the characters that XML forbids."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and not _forbidden(c)))


def _forbidden(character: str) -> bool:
    return "\ud800" <= character <= "\udfff" or character in "\ufffe\uffff"
