"""The tidy tree: boxes of any size, each family centred below its parent, as narrow as can be.

Non-layered contours with threads, linear in time (A. van der Ploeg, "Drawing non-layered tidy trees
in linear time", Software: Practice and Experience 44, 2014). Plain lists, no recursion. It knows of
cells only; routes and ranks are made elsewhere.
"""

from argmap.model.light_dataclass import dataclass


@dataclass(slots=True)
class Tree:
    """A tree of cells: children by index, width and depth of each cell, all gaps included.

    The depth of a cell includes the gap above its box, so that what runs in the gap is kept free.
    """

    children: list[list[int]]
    width: list[float]
    depth: list[float]


class _Contours:
    """The working state: offsets kept relative to the parent, threads along the contours."""

    def __init__(self, count: int, bottom: list[float]) -> None:
        self.bottom = bottom
        self.prelim = [0.0] * count
        self.mod = [0.0] * count
        self.shift = [0.0] * count
        self.change = [0.0] * count
        self.left_thread = [-1] * count
        self.right_thread = [-1] * count
        self.left_end = list(range(count))
        self.right_end = list(range(count))
        self.left_sum = [0.0] * count
        self.right_sum = [0.0] * count


def tidy(tree: Tree, root: int) -> tuple[list[float], list[float]]:
    """Return the left edges and the tops of all cells below and including the root."""
    count = len(tree.width)
    top = [0.0] * count
    order = _preorder(tree, root, top)
    work = _Contours(count, [y + depth for y, depth in zip(top, tree.depth, strict=True)])
    for cell in reversed(order):
        if tree.children[cell]:
            _place_children(tree, work, cell)
    return _absolute(tree, work, order), top


def _preorder(tree: Tree, root: int, top: list[float]) -> list[int]:
    order, pending = [], [root]
    while pending:
        cell = pending.pop()
        order.append(cell)
        for child in tree.children[cell]:
            top[child] = top[cell] + tree.depth[cell]
        pending.extend(reversed(tree.children[cell]))
    return order


def _place_children(tree: Tree, work: _Contours, cell: int) -> None:
    children = tree.children[cell]
    first, last = children[0], children[-1]
    lowest = [(work.bottom[work.left_end[first]], 0)]
    for index in range(1, len(children)):
        reach = work.bottom[work.right_end[children[index]]]
        _separate(tree, work, children, index, lowest)
        while lowest and reach >= lowest[-1][0]:
            lowest.pop()
        lowest.append((reach, index))
    left = work.prelim[first] + work.mod[first]
    right = work.prelim[last] + work.mod[last] + tree.width[last]
    work.prelim[cell] = (left + right) / 2 - tree.width[cell] / 2
    work.left_end[cell], work.left_sum[cell] = work.left_end[first], work.left_sum[first]
    work.right_end[cell], work.right_sum[cell] = work.right_end[last], work.right_sum[last]


def _separate(
    tree: Tree, work: _Contours, children: list[int], index: int, lowest: list[tuple[float, int]]
) -> None:
    """Push a child right until its left contour is clear of its elder siblings' right contour."""
    child = children[index]
    elder, elder_sum = children[index - 1], work.mod[children[index - 1]]
    mine, my_sum = child, work.mod[child]
    level = len(lowest) - 1
    while elder >= 0 and mine >= 0:
        while level > 0 and work.bottom[elder] > lowest[level][0]:
            level -= 1
        overlap = elder_sum + work.prelim[elder] + tree.width[elder] - my_sum - work.prelim[mine]
        if overlap > 0:
            my_sum += overlap
            _move(work, children, index, lowest[level][1], overlap)
        elder_bottom, my_bottom = work.bottom[elder], work.bottom[mine]
        if elder_bottom <= my_bottom:
            elder = tree.children[elder][-1] if tree.children[elder] else work.right_thread[elder]
            if elder >= 0:
                elder_sum += work.mod[elder]
        if elder_bottom >= my_bottom:
            mine = tree.children[mine][0] if tree.children[mine] else work.left_thread[mine]
            if mine >= 0:
                my_sum += work.mod[mine]
    if elder < 0 <= mine:
        _thread_left(work, children[0], child, mine, my_sum)
    elif mine < 0 <= elder:
        _thread_right(work, children[index - 1], child, elder, elder_sum)


def _move(work: _Contours, children: list[int], index: int, cause: int, by: float) -> None:
    """Move a child and share the room among the siblings between it and the one it ran into."""
    child = children[index]
    work.mod[child] += by
    work.left_sum[child] += by
    work.right_sum[child] += by
    if cause != index - 1:
        share = by / (index - cause)
        work.shift[children[cause + 1]] += share
        work.shift[child] -= share
        work.change[child] -= by - share


def _thread_left(work: _Contours, first: int, child: int, onward: int, onward_sum: float) -> None:
    end = work.left_end[first]
    work.left_thread[end] = onward
    difference = onward_sum - work.mod[onward] - work.left_sum[first]
    work.mod[end] += difference
    work.prelim[end] -= difference
    work.left_end[first], work.left_sum[first] = work.left_end[child], work.left_sum[child]


def _thread_right(work: _Contours, elder: int, child: int, onward: int, onward_sum: float) -> None:
    end = work.right_end[child]
    work.right_thread[end] = onward
    difference = onward_sum - work.mod[onward] - work.right_sum[child]
    work.mod[end] += difference
    work.prelim[end] -= difference
    work.right_end[child], work.right_sum[child] = work.right_end[elder], work.right_sum[elder]


def _absolute(tree: Tree, work: _Contours, order: list[int]) -> list[float]:
    left = [0.0] * len(tree.width)
    inherited = [0.0] * len(tree.width)
    for cell in order:
        total = inherited[cell] + work.mod[cell]
        left[cell] = work.prelim[cell] + total
        step = offset = 0.0
        for child in tree.children[cell]:
            step += work.shift[child]
            offset += step + work.change[child]
            work.mod[child] += offset
            inherited[child] = total
    return left
