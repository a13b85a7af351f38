//! French: letters.

use crate::Template;
use crate::paper::Letters;

pub const WORDS: Letters = Letters {
    subject: Template("Votre code pour {0}"),
    your_code: "Votre code :",
    type_it: "Tapez-le sur la page où vous l’avez demandé, dans les 10 minutes.",
    confirming: Template("Dès lors, cette adresse vous rend votre carte {0} si vous perdez votre téléphone."),
    recovering: Template("Il fait passer votre carte {0} sur ce téléphone-là ; tous les autres la perdent."),
    not_asked: "Vous ne l’avez pas demandé ? Alors il n’y a rien à faire. Ne donnez ce code à personne, pas même au comptoir.",
};
