"""Five hundred realistic people for tests: made up from names common at French prefectures."""

from __future__ import annotations

import datetime as dt
import random

from desk_app.domain.applicants import Applicant
from desk_app.domain.partial_dates import PartialDate
from desk_app.domain.people import Document, DocumentKind

FAMILIES = """
Benali Bouzid Belkacem Benamar Benhamou Bensaïd Brahimi Cherif Hamdi Haddad Khelifi Mansouri
Meziane Saidi Ziani Alaoui Amrani Bennani Chraïbi ElIdrissi Fassi Lahlou Tazi Ouazzani Trabelsi
Gharbi Jaziri Mejri Diallo Bah Barry Sow Balde Camara Keita Traoré Coulibaly Diarra Sissoko Kone
Touré Cissé Ouattara Kouassi Koffi Konan Yao N’Guessan Bamba Ndiaye Ndour Fall Diop Faye Seck
Gueye Mbaye Mbengue Sarr Mendy Nkoulou Mbarga Ngono Fotso Tchouameni Kamga Ilunga Kabongo
Mukendi Tshibangu Kalala Mbuyi Rahman Hossain Islam Ahmed Khan Chowdhury Miah Begum Sultana
Uddin Singh Kaur Sharma Patel Kumar Sivakumar Rajan Selvarajah Perera Fernando Chen Wang Li
Zhang Liu Huang Zhao Wu Zhou Xu Nguyễn Trần Lê Phạm Vũ Đặng Yılmaz Kaya Demir Çelik Şahin Öztürk
Aydın Arslan Kovalenko Shevchenko Bondarenko Tkachenko Ivanova Petrov Popescu Ionescu Hoxha
Krasniqi Gashi Berisha Silva Santos Oliveira Pereira Costa García Rodríguez Martínez Pierre Jean
Louis Joseph Charles Desir Toussaint Randria Rakoto Rasoa Andriana Ahamada Combo Soilihi Abdou
Haile Tesfaye Gebre Woldu Mehari Noori Ahmadi Rahimi Karimi Hosseini Mohammadi Sediqi
""".split()  # noqa: SIM905 - a list of names, not of quotes
GIVEN = """
Mohamed Ahmed Ali Karim Youssef Rachid Samir Fatima Amina Khadija Aïcha Leïla Nadia Salma Hassan
Hussein Ibrahima Mamadou Amadou Ousmane Moussa Abdoulaye Fatoumata Mariam Aminata Awa Kadiatou
Oumou Adama Salif Jean Marie Paul Grace Esther Junior Patience Blaise Rahim Shirin Nasrin Jamal
Rubel Priya Anjali Ravi Suresh Wei Fang Li Min Hoa Linh Minh Tuấn Mehmet Ayşe Emre Zeynep Oksana
Olena Dmytro Iryna Ana João Carlos Luz Widline Jocelyn Tiana Hery Naina Said Nadjim Selam Abel
Zahra Reza Farid Nasim
""".split()  # noqa: SIM905 - a list of names, not of quotes


def people(count: int = 500) -> list[Applicant]:
    """*count* people of different names; who they are never changes from run to run."""
    chance = random.Random(500)
    names: dict[tuple[str, str], None] = {}
    while len(names) < count:
        given = " ".join(chance.sample(GIVEN, chance.choice((1, 1, 1, 2))))
        names[chance.choice(FAMILIES), given] = None
    return [_person(chance, *pair) for pair in names]


def person(family: str = "BENALI", given: str = "Karim", **changed: object) -> Applicant:
    """Somebody, with what a test changes of them."""
    fields: dict[str, object] = {
        "birth_date": PartialDate(year=1985, month=3, day=12),
        "nationality": "DZA",
        "document": Document(kind=DocumentKind.PASSPORT, number="120473915", country="DZA"),
    }
    return Applicant(family_name=family, given_names=given, **{**fields, **changed})  # type: ignore[arg-type]


def _person(chance: random.Random, family: str, given: str) -> Applicant:
    born = dt.date(1950, 1, 1) + dt.timedelta(days=chance.randrange(20_000))
    number = f"{chance.randrange(10**9):09}"
    return person(
        family,
        given,
        birth_date=PartialDate(year=born.year, month=born.month, day=born.day),
        nationality=chance.choice(("DZA", "MAR", "GIN", "BGD", "CHN", "TUR")),
        document=Document(kind=DocumentKind.PASSPORT, number=number, country="DZA"),
    )
