"""What the paper of a request without a place says of its reason, in French: the title, the way on.

Why a request ended without a place is domain/unmet's.
"""

from __future__ import annotations

import datetime as dt

from desk_app.domain.unmet import Impossibility, UnmetReason

REASONS = {
    UnmetReason.NO_PLACE: "toutes les places des semaines à venir sont prises",
    UnmetReason.NONE_SUITS: "des dates ont été offertes, aucune ne convenait",
    UnmetReason.NOT_DRAWN: "demande enregistrée au tirage, non retenue",
    UnmetReason.CALENDAR_CLOSED: "aucune date n’est encore ouverte pour cette démarche",
    UnmetReason.NO_SECOND_PERSON: "dérogation impossible, un seul agent présent sur le site",
    UnmetReason.SERVICE_FAILED: "panne du service, constatée à l’accueil",
    UnmetReason.NOT_HERE: "démarche reçue par un autre site ou un autre canal",
    UnmetReason.HELP_DESK: "demande orientée vers le point d’accueil numérique",
    UnmetReason.SUBSTITUTE: "dépôt en ligne impossible, solution de substitution ouverte",
    UnmetReason.INCOMPLETE: "dossier incomplet, pièces à compléter",
}
TITLES = {
    UnmetReason.HELP_DESK: "Orientation vers le point d’accueil numérique",
    UnmetReason.SUBSTITUTE: "Solution de substitution au dépôt en ligne",
    UnmetReason.INCOMPLETE: "Pièces manquantes",
}
TITLE = "Attestation de demande de rendez-vous non satisfaite"
NEXT = {
    UnmetReason.HELP_DESK: (
        "Le point d’accueil numérique aide à déposer la demande en ligne, gratuitement.",
        "Il n’examine pas le dossier. Présentez-y ce papier et votre document.",
    ),
    UnmetReason.SUBSTITUTE: (
        "La préfecture reçoit la demande sur papier, à la date qu’elle vous donnera.",
        "Gardez ce papier\u00a0: il prouve la date de votre demande.",
    ),
    UnmetReason.INCOMPLETE: (
        "Revenez avec ces pièces et ce papier, aux heures d’ouverture\u00a0: "
        "un rendez-vous déjà donné reste à vous.",
    ),
}
_SEEN = {
    Impossibility.ACCOUNT: "compte en ligne impossible à créer ou bloqué",
    Impossibility.FORM: "formulaire en erreur",
    Impossibility.CATEGORY: "démarche absente du service en ligne",
    Impossibility.UPLOAD: "pièces impossibles à joindre",
    Impossibility.OUTAGE: "service en ligne sans réponse",
}


def tried_lines(tried: tuple[str, ...]) -> tuple[str, ...]:
    """Return what was tried before the substitute channel: the impossibility, two days (L-03)."""
    if not tried:
        return ()
    why, hotline, help_desk = tried
    days = (("Centre de contact citoyens joint", hotline),
            ("Point d’accueil numérique utilisé", help_desk))  # fmt: skip
    return (
        f"Constaté à l’accueil\u00a0: {_SEEN[Impossibility(why)]}.",
        *(f"{what} le {short_date(dt.date.fromisoformat(day))}." for what, day in days if day),
    )


def short_date(day: dt.date) -> str:
    """Return a day as it stands on paper: `16/02/2026`."""
    return f"{day:%d/%m/%Y}"
