"""The texts of the benchmark: the figures themselves are not tested, they belong to a machine."""

from benchmarks.growth import long_article


def test_a_long_article_holds_the_marks_of_its_passages() -> None:
    article, reading = long_article(500)
    assert 500 <= len(article.text.split()) < 1000
    assert reading.mentions
    assert reading.triggers
    assert [m.start for m in reading.mentions] == sorted(m.start for m in reading.mentions)
    for trigger in reading.triggers:
        assert article.text[trigger.start : trigger.end].strip()
        assert all(role.mention < len(reading.mentions) for role in trigger.roles)
