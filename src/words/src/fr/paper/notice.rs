//! French: the letter to the owner.

use crate::Template;
use crate::paper::Notice;

pub const WORDS: Notice = Notice {
    subject: Template("La carte {0} de {1} a changé de téléphone"),
    moved: Template("La carte {0} de {1} a changé de téléphone le {2}."),
    by: Template("{0} a donné le code pour cela, à la caisse «\u{a0}{1}\u{a0}»."),
    ends: Template(
        "Les téléphones qui l’avaient avant l’ont perdue, et son code de secours ne marche plus. Ce qu’elle porte ne peut pas servir avant le {0}\u{a0}; gagner continue.",
    ),
    right: Template(
        "C’est normal\u{a0}? Alors il n’y a rien à faire. Un responsable peut lever l’attente au comptoir, dans le menu sous «\u{a0}{0}\u{a0}».",
    ),
    wrong: Template(
        "Ce n’est pas normal\u{a0}? Alors laissez l’attente comme elle est, et lisez au même endroit comment {0} a su à qui est la carte. À partir du {1}, elle peut y être déplacée une fois encore, vers le bon téléphone\u{a0}; celui qui l’a maintenant la perd aussitôt.",
    ),
};
