//! French: the phones of a card.

use crate::Template;
use crate::paper::Settings;

pub const WORDS: Settings = Settings {
    phones: "Téléphones avec cette carte",
    what_phones_are: "Chaque téléphone, et chaque icône sur un écran d’accueil, a sa propre clé. Quatre au plus peuvent montrer cette carte ; un cinquième prend la place de celui qui n’a pas servi depuis le plus longtemps.",
    phone_no: Template("Téléphone {0}"),
    this_phone: "Ce téléphone",
    added: Template("Depuis le {0}"),
    last_used: Template("montré {0}"),
    never_used: "pas encore montré",
    webcrypto: "Le navigateur garde sa clé et ne la donne à personne.",
    memory: "Sa clé est refaite à chaque ouverture de la carte.",
    raw: "Sa clé est dans le stockage du navigateur : la boutique confirme chaque récompense.",
    rename: "Lui donner un nom",
    name: "Nom",
    take_off: "Le retirer",
    question: "Retirer ce téléphone de la carte ?",
    means_here: "C’est le téléphone sur lequel vous lisez ceci. Il ne montre plus son code, tout de suite. La carte reste à vous dans ce navigateur : un geste la fait revenir.",
    means_this_browser: "Il appartient à ce navigateur, par exemple comme icône sur votre écran d’accueil. Il ne montre plus son code, tout de suite. Un geste là-bas la fait revenir.",
    means_elsewhere: "Il ne montre plus son code, tout de suite, et la carte disparaît de ce téléphone. C’est ce qu’il faut s’il est perdu, vendu ou donné.",
    means_always: "Vos tampons et vos récompenses restent comme ils sont : ils sont à la boutique, pas dans le téléphone.",
    the_only_one: "Aucun autre téléphone n’a cette carte.",
    keep: "Le garder",
    named: "Le nom est enregistré.",
    revoked: "Le téléphone est retiré de la carte.",
};
