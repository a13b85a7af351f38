//! Italian: letters.

use crate::Template;
use crate::paper::Letters;

pub const WORDS: Letters = Letters {
    subject: Template("Il tuo codice per {0}"),
    your_code: "Il tuo codice:",
    type_it: "Scrivilo entro 10 minuti nella pagina dove l’hai chiesto.",
    confirming: Template("Da allora questo indirizzo ti riporta la tua carta di {0}, se perdi il telefono."),
    recovering: Template("Porta la tua carta di {0} su quel telefono; tutti gli altri la perdono."),
    not_asked: "Non l’hai chiesto? Allora non c’è nulla da fare. Non dare il codice a nessuno, nemmeno alla cassa.",
};
