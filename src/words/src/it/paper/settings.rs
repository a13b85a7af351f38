//! Italian: the phones of a card.

use crate::Template;
use crate::paper::Settings;

pub const WORDS: Settings = Settings {
    phones: "Telefoni con questa carta",
    what_phones_are: "Ogni telefono, e ogni icona su una schermata Home, ha una chiave sua. Al massimo quattro possono mostrare questa carta; un quinto prende il posto di quello che non si usa da più tempo.",
    phone_no: Template("Telefono {0}"),
    this_phone: "Questo telefono",
    added: Template("Aggiunto: {0}"),
    last_used: Template("mostrato l’ultima volta: {0}"),
    never_used: "non ancora mostrato",
    webcrypto: "Il browser conserva la sua chiave e non la dà a nessuno.",
    memory: "La sua chiave viene rifatta ogni volta che si apre la carta.",
    raw: "La sua chiave è nella memoria del browser, perciò il negozio conferma ogni premio.",
    rename: "Dagli un nome",
    name: "Nome",
    take_off: "Toglilo",
    question: "Togliere questo telefono dalla carta?",
    means_here: "È il telefono su cui stai leggendo. Smette subito di mostrare il suo codice. La carta resta tua in questo browser: con un tocco ritorna.",
    means_this_browser: "Appartiene a questo browser, per esempio come icona sulla tua schermata Home. Smette subito di mostrare il suo codice. Un tocco lì la fa tornare.",
    means_elsewhere: "Smette subito di mostrare il suo codice, e la carta sparisce da quel telefono. È la cosa giusta se è perso, venduto o regalato.",
    means_always: "I tuoi timbri e premi restano come sono: sono in negozio, non nel telefono.",
    the_only_one: "Nessun altro telefono ha questa carta.",
    keep: "Tienilo",
    named: "Il nome è salvato.",
    revoked: "Il telefono è stato tolto dalla carta.",
};
