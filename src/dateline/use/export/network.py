"""Events -> a network of actors: GraphML and GEXF 1.3. Nodes are actors, directed edges who did what to whom, by quad class.

Edges sum events of a pair: `weight` is how many, `intensity` their mean, `first` and `last` their days. Together in something
cooperative counts once each way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations, product
from typing import Any, TextIO
from xml.sax.saxutils import quoteattr

Story = dict[str, Any]


@dataclass(slots=True)
class Edge:
    weight: int = 0
    total: float = 0.0
    first: str = ""
    last: str = ""

    def add(self, intensity: float, day: str) -> None:
        self.weight += 1
        self.total += intensity
        if day:
            self.first = min(self.first or day, day)
            self.last = max(self.last, day)

    @property
    def values(self) -> dict[str, Any]:
        return {"weight": self.weight, "intensity": round(self.total / self.weight, 3), "first": self.first, "last": self.last}


class Network:
    """Nodes and edges gathered from events; `left` counts events that join nobody."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self.nodes: dict[int, dict[str, str]] = {}
        self.edges: dict[tuple[int, int, str], Edge] = {}
        self.left = 0
        for story in stories:
            self._take(story)

    def _take(self, story: Story) -> None:
        sides = {role: [p for p in story["parts"] if p["role"] == role] for role in ("actor", "recipient")}
        pairs = list(product(sides["actor"], sides["recipient"]))
        if story["quad"].endswith("cooperation"):
            pairs += list(permutations(sides["actor"], 2))
        pairs = [(a, b) for a, b in pairs if a["actor"] != b["actor"]]
        self.left += not pairs
        for a, b in pairs:
            for p in (a, b):
                known = {"label": p["name"], "country": p["country"] or "", "sector": p["sector"] or ""}
                self.nodes.setdefault(p["actor"], known)
            edge = self.edges.setdefault((a["actor"], b["actor"], story["quad"]), Edge())
            edge.add(story["intensity"], story["day"].isoformat() if story["day"] else "")


NODE_KEYS = {"label": "string", "country": "string", "sector": "string"}
EDGE_KEYS = {"quad": "string", "weight": "int", "intensity": "double", "first": "string", "last": "string"}


def write_graphml(stories: Iterable[Story], out: TextIO) -> int:
    """GraphML, a directed multigraph."""
    net = Network(stories)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for of, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys.items():
            out.write(f'<key id="{of}_{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>\n')
    out.write('<graph edgedefault="directed">\n')
    for key, node in net.nodes.items():
        out.write(f'<node id="n{key}">{_data("node", node)}</node>\n')
    for n, ((a, b, quad), edge) in enumerate(net.edges.items()):
        out.write(f'<edge id="e{n}" source="n{a}" target="n{b}">{_data("edge", {"quad": quad, **edge.values})}</edge>\n')
    out.write("</graph>\n</graphml>\n")
    return net.left


def _data(of: str, values: dict[str, Any]) -> str:
    return "".join(f'<data key="{of}_{k}">{_text(v)}</data>' for k, v in values.items())


def write_gexf(stories: Iterable[Story], out: TextIO) -> int:
    """GEXF 1.3 for Gephi; attributes by title."""
    net = Network(stories)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
    out.write('<graph mode="static" defaultedgetype="directed">\n')
    kinds = {"string": "string", "int": "integer", "double": "double"}
    for of, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        out.write(f'<attributes class="{of}">\n')
        for name, kind in keys.items():
            out.write(f'<attribute id="{of}_{name}" title="{name}" type="{kinds[kind]}"/>\n')
        out.write("</attributes>\n")
    out.write("<nodes>\n")
    for key, node in net.nodes.items():
        out.write(f'<node id="n{key}" label={_quoted(node["label"])}>{_values("node", node)}</node>\n')
    out.write("</nodes>\n<edges>\n")
    for n, ((a, b, quad), edge) in enumerate(net.edges.items()):
        values = {"quad": quad, **edge.values}
        out.write(f'<edge id="e{n}" source="n{a}" target="n{b}" weight="{edge.weight}">{_values("edge", values)}</edge>\n')
    out.write("</edges>\n</graph>\n</gexf>\n")
    return net.left


def _values(of: str, values: dict[str, Any]) -> str:
    some = "".join(f'<attvalue for="{of}_{k}" value={_quoted(str(v))}/>' for k, v in values.items())
    return f"<attvalues>{some}</attvalues>"


def _allowed(text: str) -> str:
    """XML 1.0 has no control characters."""
    return "".join(c if c >= " " or c in "\t\n\r" else " " for c in text)


def _quoted(text: str) -> str:
    return quoteattr(_allowed(text))


def _text(value: Any) -> str:
    return _allowed(str(value)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
