"""Whether a line that is new in a part should be led another way than from rank to rank.

Then the part is placed as a whole: that happens only where a new line crosses others.
"""

from argmap.layout.crossings import Ties
from argmap.layout.holding import is_new_line
from argmap.layout.leading import FEW, Leading
from argmap.layout.live.part import LivePart
from argmap.layout.live.traces import Traces
from argmap.layout.net import Line, Net, add_wire, line_of
from argmap.layout.web import HIGH


def lead_otherwise(part: LivePart, traces: Traces) -> bool:
    """Tell whether any new line would cross less if it were led anew."""
    new = sorted({link for link, _ in traces.legs}, key=part.web.turn.__getitem__)
    lines = {link: _line(part, link) for link in new if _is_new(part, link)}
    if not lines or sum(map(len, part.tree_rows)) > FEW:
        return False
    net = Net(part.web, part.orders, _ties(part), traces.holding.place, lines)
    return Leading(net).helps()


def _is_new(part: LivePart, link: int) -> bool:
    bends = len(part.bends_of((link, 0)))
    return is_new_line(part.web, part.stands, link, bends) and not part.joiners(link)


def _line(part: LivePart, link: int) -> Line:
    line = line_of(part.web, link)
    for index in part.wires_of(link):
        add_wire(line, part.web.wires[index], part.web.boxes)
    return line


def _ties(part: LivePart) -> Ties:
    strips = len(part.orders) + 1
    ties = Ties([[] for _ in range(strips)], [[] for _ in range(strips)], [])
    wires = part.web.wires
    for index, tie in part.tie.items():
        ties.edges[wires[index].strip].append(tie)
    for index in part.alive:
        (start, one), (end, two) = wires[index].start, wires[index].end
        if start is HIGH is end:
            ties.hoops[wires[index].strip].append((one, two))
    return ties
