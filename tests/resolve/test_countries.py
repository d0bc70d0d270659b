from __future__ import annotations

import pytest

from dateline.resolve.countries import all_countries, by_capital, by_demonym, by_name, name_of


@pytest.mark.parametrize(
    ("name", "code"),
    [("Iraq", "IRQ"), ("the U.S.", "USA"), ("US", "USA"), ("us", None), ("Türkiye", "TUR"), ("DR Congo", "COD")]
    + [("Cote d’Ivoire", "CIV"), ("St. Lucia", "LCA"), ("KOSOVO", "KOS"), ("Atlantis", None), ("", None)],
)
def test_by_name(name: str, code: str | None) -> None:
    assert by_name(name) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [("Iraqi", "IRQ"), ("Iraqis", "IRQ"), ("Turks", "TUR"), ("British", "GBR"), ("Filipinos", "PHL"), ("Dutch", "NLD")]
    + [("Kurds", None), ("Arab", None), ("polish", "POL"), ("Taiwanese", "TWN"), ("Palestinian", "PSE")],
)
def test_by_demonym(word: str, code: str | None) -> None:
    assert by_demonym(word) == code


@pytest.mark.parametrize(("name", "code"), [("Kiev", "UKR"), ("Kyiv", "UKR"), ("Washington", "USA"), ("Erbil", None)])
def test_by_capital(name: str, code: str | None) -> None:
    assert by_capital(name) == code


def test_every_country_has_one_code_and_its_name_leads_back() -> None:
    codes = [country.code for country in all_countries()]
    assert len(codes) == len(set(codes)) >= 230
    assert [code for code in codes if by_name(name_of(code) or "") != code] == []


def test_no_name_is_claimed_by_two_countries() -> None:
    for column in ("other_names", "demonyms"):
        values = [value for country in all_countries() for value in getattr(country, column)]
        assert sorted(values) == sorted(set(values))
