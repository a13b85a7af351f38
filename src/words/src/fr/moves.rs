//! French: the counter's page for lost phones.

use super::count;
use crate::{Moves, Template};

pub const WORDS: Moves = Moves {
    back: "Retour au comptoir",
    about: "Cherchez la carte par son numéro, ou par l’heure où le client est venu. Un nouveau téléphone la reçoit avec tout ce qu’elle porte.",
    number: "Numéro de carte",
    around: "Était ici vers",
    find: "Chercher la carte",
    found: "Ne lisez pas ceci à voix haute : demandez quand on est venu et ce que porte la carte.",
    none: "Aucune carte ne correspond. Demandez un autre jour ou une autre heure.",
    here: Template("Passage le {0}"),
    last: Template("Dernier passage le {0}"),
    never: "Jamais venue au comptoir",
    rewards: count("{0} récompense prête", "{0} de récompenses prêtes", "{0} récompenses prêtes"),
    choose: "C’est celle-ci",
    other: "Une autre carte",
    means: "Le nouveau téléphone reçoit la carte, l’ancien la perd aussitôt, avec son code de secours. Ce qu’elle porte attend 24 heures avant de servir ; gagner continue. Le patron le lit, avec votre nom.",
    reason: "Comment savez-vous que c’est la sienne ?",
    give: "Faire un code",
    code: "Le code pour le nouveau téléphone",
    use_it: Template("On le scanne avec l’appareil photo du nouveau téléphone, ou on y ouvre {0} et tape le code."),
    qr_label: "Le même code, pour l’appareil photo d’un téléphone",
    until: Template("Il sert une fois, jusqu’au {0}."),
    till_full: "Cette caisse a déjà déplacé toutes les cartes permises aujourd’hui.",
    moved_today: "Cette carte a déjà changé de téléphone aujourd’hui.",
    moves: "Cartes déplacées",
    no_moves: "Aucune pour l’instant.",
    by: Template("Par {0}, à « {1} »"),
    unused: "Le code n’a pas servi.",
    waits: Template("Ce qu’elle porte attend jusqu’au {0}."),
    free: "Ce qu’elle porte peut servir.",
    lifted_by: Template("{0} a levé l’attente."),
    lift: "Lever l’attente",
    lifted: "Ce que porte la carte peut servir maintenant.",
};
