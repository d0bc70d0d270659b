"""The clustering of a small made-up wire, and the measures on cases worked out by hand."""

import random
from collections import Counter

from evals.clusters import Conll, groups
from evals.cost import Costs, svg
from evals.stories import clusters_of, partition
from evals.wire import Wire


def test_a_small_wire_is_told_apart_in_any_order() -> None:
    wire = Wire(5, 160, 16)
    told = list(wire.articles())
    found, _ = clusters_of(told)
    truth = {i: wire.truth[i] for i in found}
    assert len(found) == len(told)
    assert Conll.of(truth, found).scores()["B3"][2] > 0.85
    assert max(Counter(len({truth[i] for i in g}) for g in groups(found).values())) <= 2
    random.Random(1).shuffle(told)
    assert partition(clusters_of(told, batch=30)[0]) == partition(found)


def test_costs_are_drawn_over_the_size_of_the_archive() -> None:
    costs = Costs(40)
    assert list(costs.passing(range(100))) == list(range(100))
    assert [n for n, _ in costs.points] == [40, 80]
    assert costs.around(1000) is None
    assert costs.around(60) is not None
    assert svg([(64, 10.0), (1280, 12.0)]).count("<circle") == 2
