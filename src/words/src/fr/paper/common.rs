//! French: what more than one page says.

use crate::Template;
use crate::paper::{Common, MailCode};

pub const WORDS: Common = Common {
    back: "Retour à la carte",
    pages: "Plus sur cette carte",
    install: "Écran d’accueil",
    version: Template("Version {0} du programme. Ce que vous avez gagné avant reste à vous sous la suivante."),
    no_card: "Ce navigateur n’a pas de carte ici. Ouvrez la page de la boutique pour en obtenir une.",
    save: "Enregistrer",
    invalid: "Cela n’est pas possible ainsi. Vérifiez ce que vous avez rempli, puis réessayez.",
    again: "La page était ancienne. Rien n’a changé : réessayez d’ici.",
    gone: "Cela n’existe plus. Voici où l’on en est.",
    wait: "Cela fait beaucoup d’essais. Attendez quelques minutes, puis réessayez.",
    failed: "Cela n’a pas marché. Rien n’a changé : réessayez dans un instant.",
};

pub const MAIL_CODE: MailCode = MailCode {
    send: "M’envoyer un code",
    send_another: "Envoyer un autre code",
    type_it: "Tapez ici le code de l’e-mail. Rien n’est arrivé ? Regardez parmi les indésirables.",
    label: "Code de l’e-mail",
    wrong: "Ce n’est pas le code de l’e-mail, ou il est trop vieux.",
};
