import pytest

from dateline.ingest.article.language import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The minister said the army and the police would close the border and all roads to the north.", "en"),
        ("Ministers met in Valletta; talks on fisheries ended without a deal, officials told reporters late on Sunday.", "en"),
        ("De minister zei dat het leger of de politie de grens met het buurland zal sluiten, to zover was er geen sprake van.", "nl"),
        ("To menn ble drept og to skadet da byen ble angrepet, sa politiet i Oslo, og ingen er pågrepet.", "no"),
        ("Kurze Meldung der Agentur: The Times berichtet heute über den Streik der Lokführer in Bayern.", "de"),
        ("外务部发言人星期一对记者说，两国代表将在下个月举行新一轮会谈，讨论边境贸易和渔业问题。他没有透露更多细节。《The Karro Times》也报道了此事。", "zh"),
        ("Le ministre a déclaré lundi que l'armée et la police fermeraient la frontière, a rapporté The Valletta Post.", "fr"),
        ("PARIS - French President Emmanuel Macron met Chancellor Olaf Scholz in Paris on Monday.", "en"),
        ("Troops killed rebel leader Joseph Okello in Uganda on Monday, and police held his son.", "en"),
        ("Rebels shelled Goma; Luiz Inacio Lula da Silva condemned Joseph Okello and Masrour Barzani.", "en"),
        ("Kofi Mensah Boateng “met” Kwame Asante, Yaw Osei Owusu, Abena Serwaa and Akosua Agyeman in Kumasi.", "en"),
        ("Di army don tok say dem kill ten pipol wey dey hide for bush near Maiduguri, na so di governor yan am.", "pcm"),
    ],
)
def test_languages_are_told_with_and_without_the_detector(text: str, code: str) -> None:
    assert language_of(text) == code
