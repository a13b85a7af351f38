//! Italian: what more than one page says.

use crate::Template;
use crate::paper::{Common, MailCode};

pub const WORDS: Common = Common {
    back: "Torna alla carta",
    pages: "Altro su questa carta",
    install: "Schermata Home",
    version: Template("Versione {0} del programma. Ciò che hai guadagnato prima resta tuo anche con una nuova."),
    no_card: "Questo browser non ha una carta qui. Apri la pagina del negozio per averne una.",
    save: "Salva",
    invalid: "Così non può essere. Controlla quello che hai scritto, poi riprova.",
    again: "La pagina era vecchia. Non è cambiato nulla: riprova da qui.",
    gone: "Non c’è più. Ecco come stanno le cose ora.",
    wait: "Sono stati molti tentativi. Aspetta qualche minuto, poi riprova.",
    failed: "Non ha funzionato. Non è cambiato nulla: riprova tra un attimo.",
};

pub const MAIL_CODE: MailCode = MailCode {
    send: "Inviami un codice",
    send_another: "Invia un altro codice",
    type_it: "Scrivi qui il codice dell’e-mail. Non è arrivato nulla? Guarda tra la posta indesiderata.",
    label: "Codice dell’e-mail",
    wrong: "Questo non è il codice dell’e-mail, oppure è troppo vecchio.",
};
