//! Italian: the recovery code.

use crate::Template;
use crate::paper::Recovery;

pub const WORDS: Recovery = Recovery {
    section: "Se perdi il telefono",
    what_it_is: "Con un codice di recupero porti da te questa carta su un altro telefono, con tutto ciò che contiene. Conservalo su carta, o dove tieni le password.",
    none_yet: "Non hai ancora un codice di recupero.",
    not_confirmed: Template("È stato fatto un codice ({0}), ma non hai detto di averlo conservato."),
    saved_on: Template("Hai conservato un codice ({0})."),
    make: "Crea un codice di recupero",
    make_another: "Crea un nuovo codice",
    ends_the_old: "Il codice che hai ora non funzionerà più.",
    title: "Il tuo codice di recupero",
    write_it_down: "Stampa questa pagina, fotografala o scrivi il codice. Viene mostrato solo questa volta: noi non ne teniamo copia.",
    qr_label: "Lo stesso codice, per la fotocamera di un telefono",
    how_to_use: Template(
        "Per usarlo, scansiona l’immagine con il nuovo telefono, oppure apri lì {0} e scrivi il codice.",
    ),
    why_confirm: "Conservato? Allora scrivi i suoi ultimi quattro caratteri leggendoli dalla tua copia.",
    last_four: "Ultimi quattro caratteri",
    i_kept_it: "L’ho conservato",
    wrong_last: "Questi non sono i suoi ultimi quattro caratteri. Guarda ancora la tua copia.",
    saved: "Il tuo codice di recupero è conservato. Ora non si può perdere nulla.",
    recover_title: "Riprendi la tua carta",
    has_one: "Questo browser ha una carta qui.",
    open_it: "Aprila",
    type_it: "Scrivi il codice di recupero che hai conservato, o quello ricevuto alla cassa.",
    code: "Codice di recupero",
    bring_back: "Riprendila",
    what_it_does: "Ogni telefono che aveva la carta la perde, e il codice è consumato: poi creane uno nuovo.",
    waits: Template(
        "Ora la tua carta è su questo telefono. Ciò che contiene si può usare dopo questo momento: {0}. Fino ad allora raccogli soltanto.",
    ),
    no_code: "Non hai il codice con te?",
    other_phone: Template("Se un altro telefono mostra ancora la carta, apri lì «{0}» e crea un codice."),
    at_the_counter: "Altrimenti chiedi alla cassa: trovano la tua carta in base alle tue visite e ti danno un codice. I tuoi timbri e premi sono in negozio.",
    by_email: "Oppure via e-mail",
    what_by_email: Template("Se hai confermato il tuo indirizzo e-mail in «{0}», un codice può arrivare lì."),
    what_it_does_by_email: "Il codice dell’e-mail vale una volta sola. Ogni telefono che aveva la carta la perde, e un codice di recupero che avessi conservato non funziona più: poi creane uno nuovo.",
    email: "Indirizzo e-mail",
    bad_email: "Questo non è un indirizzo e-mail.",
    sent: "Se una carta di questo negozio ha questo indirizzo, un codice è in arrivo. Vale 10 minuti.",
    wrong: "Nessuna carta ha questo codice. Cerca caratteri scambiati, poi riprova.",
    held: "Questo browser ha già un’altra carta qui, e non è vuota. Chiedi alla cassa: le mettono insieme e non si perde nulla.",
    merged: Template(
        "Tutto ciò che era su quella carta è passato alla carta n. {0}. Chiedi alla cassa se non è la tua.",
    ),
};
