"""Another language is noticed; English full of foreign names is not taken for one."""

from __future__ import annotations

import pytest

from factcheck.text.language import is_foreign

FOREIGN = """
Der Kanzler hat die neue Brücke am Montag eröffnet.
Russland hat Munition aus Nordkorea bekommen.
Die Stadt will das Schwimmbad nicht schließen.
Die Regierung hat im März beschlossen, die Steuern zu senken.
La Russie achète des munitions à la Corée du Nord.
Le maire a démissionné mardi après le vote.
El gobierno aprobó una ley que prohíbe los plásticos.
El presidente visitó la ciudad el lunes.
O governo não aprovou a lei em março.
De burgemeester heeft de brug in mei geopend.
Rząd nie podniósł podatków w tym roku.
Pemerintah telah menaikkan pajak pada bulan Mei.
A kormány nem emelte az adókat idén.
Regeringen satte ikke skatten op i år.
Ankara'da toplanan kriz masası, çadır ve ısıtıcı sevkiyatının hızlandırılacağını bildirdi.
Россия закупает боеприпасы у Северной Кореи.
Η Ρωσία ζητά πυρομαχικά από τη Βόρεια Κορέα.
俄罗斯正在向朝鲜寻求弹药。
북한은 러시아에 무기를 공급했다.
روسيا تسعى للحصول على ذخيرة من كوريا الشمالية
""".strip().splitlines()

ENGLISH = """
North Korea has supplied weapons to Russia.
Ursula von der Leyen visits Rio de Janeiro.
Luiz Inácio Lula da Silva meets Olaf Scholz, Emmanuel Macron.
Alternative für Deutschland beats Bündnis 90/Die Grünen in Thuringia.
Bündnis Sahra Wagenknecht – Vernunft und Gerechtigkeit wins seats.
Médecins Sans Frontières pulled out of Port-au-Prince.
Ministère de l'Europe et des Affaires étrangères confirms talks.
Partido Socialista Obrero Español y Sumar agree coalition.
Le Monde et Libération report strike.
The president said "wir haben es geschafft und sind stolz" in Berlin on Monday.
Xi Jinping (习近平) met Kim Jong Un (김정은).
Recep Tayyip Erdoğan, Ahmet Davutoğlu resign.
Real Madrid 3 Barcelona 1
Atlético de Madrid sign João Félix.
Two die as car hits tram.
Clinton's medical care program failed.
A bartender is pour a wine.
Ile de Ré
Die Hard was released in 1988.
GDP +2.5 %
2023-03-31
β
""".strip().splitlines()


@pytest.mark.parametrize("text", FOREIGN)
def test_another_language_is_noticed(text: str) -> None:
    assert is_foreign(text)


@pytest.mark.parametrize("text", ["", *ENGLISH])
def test_english_with_foreign_names_is_english(text: str) -> None:
    assert not is_foreign(text)


def test_a_whole_article_goes_by_all_of_its_words() -> None:
    english = "The minister said on Monday that the bridge was closed, and that it would not open before May. " * 5
    assert not is_foreign(english + FOREIGN[0])
    assert is_foreign(" ".join(FOREIGN[:4]) + " The minister said so.")
    assert is_foreign("\n".join(FOREIGN[15:]))
