//! French: what all apps say.

use super::count;
use crate::{Sentences, Shared};

pub const WORDS: Shared = Shared {
    close: "Fermer",
    back: "Retour",
    retry: "Réessayer",
    new_version: "Une nouvelle version est là.",
    reload: "Recharger",
    language: "Langue",
    just_now: "à l’instant",
    stamps: count("{0} tampon", "{0} de tampons", "{0} tampons"),
    points: count("{0} point", "{0} de points", "{0} points"),
    offline: Sentences::new("Pas de connexion pour l’instant.", "Vérifiez le réseau, puis réessayez."),
    rate_limited: Sentences::new("Cela fait beaucoup d’un coup.", "Attendez un instant, puis réessayez."),
    busy: Sentences::new("Le serveur est occupé.", "Réessayez dans un instant : rien n’est perdu."),
    internal: Sentences::new("Un souci est survenu chez nous.", "Réessayez : rien n’est compté deux fois."),
    unknown_shop: Sentences::new(
        "Aucune boutique à cette adresse.",
        "Vérifiez le lien, ou rescannez l’affiche de la boutique.",
    ),
    not_found: Sentences::new("Il n’y a rien à cette adresse.", "Revenez en arrière et réessayez."),
    bad_public_key: Sentences::new(
        "La clé de ce téléphone n’a pas été acceptée.",
        "Mettez le navigateur à jour, puis rouvrez la carte.",
    ),
    holder_required: Sentences::new(
        "Ce navigateur n’a pas de carte ici.",
        "Prenez une carte sur la page de la boutique.",
    ),
    failed: Sentences::new("Cela n’a pas marché.", "Rechargez la page, puis réessayez."),
};
