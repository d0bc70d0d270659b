from evals.ties import clusters, links


def test_links_join_over_others_and_name_the_first() -> None:
    row = {"mentions": [[0, 1, "person"]] * 5, "ties": [["same", 2, 0], ["same", 4, 2], ["title_of", 1, 4], ["member_of", 4, 3]]}
    assert clusters(row) == [0, 1, 0, 3, 0]
    assert links(row) == {("same", 2, 0), ("same", 4, 0), ("title_of", 1, 0), ("member_of", 4, 3)}
