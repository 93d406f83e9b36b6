"""The beginning of the family name, in names of many languages."""

from __future__ import annotations

import pytest

from weeklypapers.formats.citations.family_names import (
    family_begin,
    family_end,
    is_east_asian,
    is_initial,
)
from weeklypapers.formats.citations.names import split_name

# Each line has the given names and the family name as a library's catalogue or the source has them;
# a particle is in parentheses.
PEOPLE = {
    "PMLR and OpenReview": """
        Guy | Van den Broeck
        Christopher | De Sa
        Nicolas | Le Roux
        Giovanni | De Toni
        Wouter | Van Gansbeke
        Luc | Van Gool
        Marc | Van Droogenbroeck
        Pablo | Moreno-Muñoz
        Aäron | (van den) Oord
        Mihaela | (van der) Schaar
        Laurens | (van der) Maaten
        Nando | (de) Freitas
        Florence | d'Alché-Buc
        Alexandre | d'Aspremont
        Stéphane | d'Ascoli
        Razvan | Pascanu
        Tegan | Maharaj
        Nicola | De Cao
        Fabio | De Sousa Ribeiro
        Juan Luis | Gonzalez Bello
        Greg | Ver Steeg
        Haitham | Bou Ammar
        Victor | Garcia Satorras
    """,
    "CVF": """
        Fernando | De la Torre
        Bram | Van Ginneken
        Tinne | Tuytelaars
        Alberto | Del Bimbo
        Ilke | Demir
        Xavier | Giró-i-Nieto
        Josef | Sivic
        Anton | (van den) Hengel
        Joost | (van de) Weijer
        Dimitri | Van De Ville
        Oisin | Mac Aodha
        Angela | Dai
        Jia | Deng
        Li | Fei-Fei
        Hsin-Ying | Lee
        Xin Eric | Wang
        Roberto | Martín-Martín
        Luca | Del Pero
    """,
    "ACL Anthology": """
        Teven | Le Scao
        Benjamin | Van Durme
        Tim | Van de Cruys
        Cynthia | Van Hee
        Stijn | De Saeger
        Lance | De Vine
        Rosa | Del Gaudio
        Marco | Del Tredici
        Stephen A. | Della Pietra
        Giuseppe | Di Fabbrizio
        Luigi | Di Caro
        Felice | Dell’Orletta
        Luis Fernando | D’Haro
        Khalid | Al Khatib
        Rami | Al-Rfou’
        Adil | El Ghali
        Wassim | El-Hajj
        Ahmed | Abdul Hamid
        Amjad | Abu Jbara
        Salah | Aït Mokhtar
        Liat | Ein Dor
        Ziv | Bar Joseph
        Elaine | Uí Dhonnchadha
        Arantza | Díaz de Ilarraza
        Jesús E. | Díaz Verdejo
        L. Alfonso | Ureña López
        Pedro Paulo | Balage Filho
        Antal | (van den) Bosch
        Rob | (van der) Goot
        Cicero Nogueira | (dos) Santos
        Johan Adam | (du) Preez
        Louis | (des) Tombe
        Xin Luna | Dong
        Reinald Kim | Amplayo
        Richard Tzong-Han | Tsai
        Jun’ichi | Tsujii
        A. Seza | Doğruöz
        Eduard H. | Hovy
        Samuel R. | Bowman
        R. Harald | Baayen
        Kiet Van | Nguyen
        Anh Tuan | Luu
        Nguyen Van | Linh
        Tran Van | Minh
        Le Van | An
        Van | Nguyen
        Phi Van | Nguyen
    """,
    "INSPIRE": """
        E. | Di Marco
        A. | Di Ciaccio
        G. | La Rosa
        F. | Lo Presti
        S. | Dal Canton
        L. | Del Zanna
        P. | (van der) Heijden
        G. | ('t) Hooft
        C.-P. | Yuan
        J.-P. | Lees
        M.F. | Atiyah
        Z. | Ben Ali
        J. | García Bellido
        E. | Fernández Martínez
        A. | Ruiz Jimeno
        B. | (de la) Cruz
        C. | Díaz
        Sankar | Das Sarma
        Maria Concepción | González García
    """,
    "Dutch, Flemish and Afrikaans": """
        Maartje | (ter) Hoeve
        Maarten | (de) Rijke
        Ben | (van 't) Hof
        Johan | (van der) Auwera
        Filip | Op de Beeck
        Herbert | Van de Sompel
        Piet | Van Der Aa
        Jan | Ten Kate
        Wim | Vanden Berghe
        Jaco | Du Toit
        Lood | (van) Niekerk
        Hans | (de) Bruin
    """,
    "German and Scandinavian": """
        Ludwig | (von der) Heydt
        Karl | (zu) Guttenberg
        Ulrike | (von) Luxburg
        Ursula | (von) Der Leyen
        Hilma | (af) Klint
        Anders | Søgaard
        Bjørn | Østman
        Þórður | Jónsson
        Ásta | Sigurðardóttir
        Åsa | Öberg
        Jürgen | Schmidhuber
    """,
    "Italian": """
        Luca | Della Libera
        Emanuele | La Malfa
        Riccardo | Di Sipio
        Claudio | Dalla Vecchia
        Matteo | Dal Peraro
        Giovanni | Da San Martino
        Leonardo | (da) Vinci
        Marco | Lo Cascio
        Anna | Delli Gatti
        Gianluca | Dell' Agnello
    """,
    "French": """
        Émilie | (du) Châtelet
        Jean | (de) La Fontaine
        Antoine | Saint Exupéry
        Erwan | Le Jumeau de Kergaradec
        Hélène | Le Bras
        Simon | Le Cleac'h
        Jean-Baptiste | Alayrac
        Joël | Du Bois
        Jean de Dieu | Habimana
    """,
    "Spanish and Catalan": """
        Ana Valeria | González Hernández
        Gabriel | García Márquez
        Santiago | Ramón y Cajal
        Laura | Alonso i Alemany
        María del Carmen | López Gómez
        María del Pilar | Salas
        María de los Ángeles | Ortega
        Juan de Dios | Ortúzar
        Juan | (de la) Cruz
        Ramón | López de Mántaras
        Juan Manuel | Corchado Rodríguez
        Laura Alejandra | Encinar Gonzalez
        Mario | Vargas Llosa
        Luis | Sánchez
        Juan Pablo | Silva
        José Ángel | González
        Juan Cristóbal | Jiménez
        Maria Leonor | Pacheco
        K. Christopher | Garcia
        Julian Martin | Eisenschlos
        Joan P. | Company-Corcoles
    """,
    "Portuguese": """
        Rogério Schmidt | Da Costa
        João Pedro | (dos) Santos
        Pedro H. O. | Pinheiro
        António | Costa e Silva
        Roberto I. | Ono Filho
        Alexandre | Assaf Neto
        Pedro | Neto
        Caio da S. | Dias
        Cristina | Do Carmo
        Thalles Santos | Silva
    """,
    "Arabic, Persian, Hebrew and Turkish": """
        Ahmed | al-Rashid
        Fatima | (al) Zahra
        Ḥasan | Ibn al-Haytham
        Noura | Al Moubayed
        Layla | El Asri
        Laurent | El Ghaoui
        Salma | Abdel Magid
        Asma | Ben Abacha
        Itai | Ben Yaacov
        Omar | Ben El Haj
        Mohamed El Bachir | Menai
        Ahmad | (bin) Abdullah
        Mohamed | Ould Abdallah
        Hafeez | Ur Rehman
        Habib | (ur) Rehman
        Shai | Shalev-Shwartz
        Sariel | Har-Peled
        Özgür | Şimşek
        Bora San | Turgut
    """,
    "Chinese, Korean, Japanese, Vietnamese, Thai, Indonesian": """
        Wei | Wang
        Di | Wu
        Da | Li
        Yu | Le
        Le | Yu
        Chih-Jen | Lin
        Xiao Di | Wang
        Hao Da | Chen
        Bo Le | Zhang
        Yee Whye | Teh
        Kian Ming A. | Chai
        Hye Bin | Yoo
        Sung Ju | Hwang
        Sang hyun | Lee
        Tatsunori | Hashimoto
        Quoc V. | Le
        Tuan Van | Nguyen
        Linh Van | Ma
        Hung Van | Mai
        Duy Van | Vuong
        Tuan Van | Thai
        The Anh | Han
        Sarana | Nutanong
        Ayu | Purwarianti
    """,
    "Indian": """
        Soumen | Chakrabarti
        A. P. J. | Abdul Kalam
        Rahul | Sukthankar
        Srinivasa | Ramanujan
        Subhabrata | Das Gupta
    """,
    "Irish, Scottish, Welsh and English": """
        Seán | Ó Ríordáin
        Máire | Ní Bhriain
        Saunders | Mac Lane
        Conor | O' Neill
        Siân | O’Neill
        Dafydd | (ap) Gwilym
        Eric | St. John
        St. John | Smith
        Jennifer 8. | Lee
        C S | Lewis
        James | Van Allen
        Martin | Van Buren
        danah | boyd
    """,
    "Slavic, Greek and Hungarian": """
        Γιώργος | Παπαδόπουλος
        Иван | Петров
        Đorđe | Đorđević
        Péter | Csörgő
        Tomáš | Mikolov
        Łukasz | Kaiser
        Ülo | Õun
    """,
}


def parts_of(line: str) -> tuple[str, str, str]:
    """Return the given names, the particle and the family name in a line of the table."""
    given, _, rest = line.strip().partition(" | ")
    particle, _, family = rest.removeprefix("(").rpartition(") ")
    return given, particle, family


LINES = [
    pytest.param(line, id=line.strip())
    for table in PEOPLE.values()
    for line in table.strip().splitlines()
]


@pytest.mark.parametrize("line", LINES)
def test_names_of_people(line: str) -> None:
    given, particle, family = parts_of(line)
    text = " ".join(filter(None, (given, particle, family)))
    name = split_name(text)
    assert (name.given, name.particle, name.family) == (given, particle, family)
    inverted = split_name(f"{' '.join(filter(None, (particle, family)))}, {given}")
    assert inverted == name or inverted.literal  # a text that may name two persons stays whole


def test_a_family_name_alone_has_no_given_name() -> None:
    assert family_begin(["van", "der", "Maaten"]) == 0
    assert family_begin(["Ortega", "y", "Gasset"]) == 0


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("LI Yang", 1),
        ("DUPONT Jean", 1),
        ("GARCÍA LÓPEZ Ana", 2),
        ("NGUYEN Van Linh", 1),
        ("QUAN Z. Sheng", 0),
        ("JP Morgan", 0),
        ("SYLVIE ROUX", 0),
        ("Ying WEI", 0),
    ],
)
def test_family_names_in_capitals_can_be_first(name: str, count: int) -> None:
    assert family_end(name.split()) == count


def test_frequent_family_names_of_east_asia() -> None:
    assert all(is_east_asian(name.split()) for name in ("Huawei Shen", "Le Van An", "Hye Bin Yoo"))
    assert not any(is_east_asian(name.split()) for name in ("Anna Di Marco", "Luc Van Gool"))


def test_initials() -> None:
    assert all(map(is_initial, ("A", "A.", "J.-P.", "M.F.", "Ö.")))
    assert not any(map(is_initial, ("", "Al", "St.", "8.", "JP")))
