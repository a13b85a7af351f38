//! Italian: what all apps say.

use super::count;
use crate::{Sentences, Shared};

pub const WORDS: Shared = Shared {
    close: "Chiudi",
    back: "Indietro",
    retry: "Riprova",
    new_version: "C’è una nuova versione.",
    reload: "Ricarica",
    language: "Lingua",
    just_now: "proprio ora",
    stamps: count("{0} timbro", "{0} di timbri", "{0} timbri"),
    points: count("{0} punto", "{0} di punti", "{0} punti"),
    offline: Sentences::new("Al momento non c’è connessione.", "Controlla la rete, poi riprova."),
    rate_limited: Sentences::new("È stato troppo in una volta.", "Aspetta un attimo, poi riprova."),
    busy: Sentences::new("Il server è occupato.", "Riprova tra un attimo: non si perde nulla."),
    internal: Sentences::new("Qualcosa è andato storto da noi.", "Riprova: nulla viene contato due volte."),
    unknown_shop: Sentences::new(
        "Non c’è nessun negozio a questo indirizzo.",
        "Controlla il link, o scansiona di nuovo il cartello del negozio.",
    ),
    not_found: Sentences::new("A questo indirizzo non c’è nulla.", "Torna indietro e riprova."),
    bad_public_key: Sentences::new(
        "La chiave di questo telefono non è stata accettata.",
        "Aggiorna il browser, poi riapri la carta.",
    ),
    holder_required: Sentences::new(
        "Questo browser non ha una carta qui.",
        "Prendi una carta dalla pagina del negozio.",
    ),
    failed: Sentences::new("Non ha funzionato.", "Ricarica la pagina, poi riprova."),
};
