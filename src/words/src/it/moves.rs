//! Italian: the counter's page for lost phones.

use super::count;
use crate::{Moves, Template};

pub const WORDS: Moves = Moves {
    back: "Torna al banco",
    about: "Cerca la carta dal suo numero, o da quando il cliente è stato qui. Un telefono nuovo la riceve con tutto ciò che contiene.",
    number: "Numero della carta",
    around: "È stato qui verso",
    find: "Cerca la carta",
    found: "Non leggere questo ad alta voce: chiedi quando è venuto l’ultima volta e che cosa c’è sulla carta.",
    none: "Nessuna carta corrisponde. Chiedi un altro giorno o un’altra ora.",
    here: Template("Qui il {0}"),
    last: Template("Ultima visita il {0}"),
    never: "Mai stata al banco",
    rewards: count("{0} premio pronto", "{0} di premi pronti", "{0} premi pronti"),
    choose: "È questa",
    other: "Un’altra carta",
    means: "Il telefono nuovo riceve la carta e il vecchio la perde subito, con il suo codice di recupero. Ciò che contiene aspetta 24 ore prima di poter essere usato; si continua a guadagnare. Il titolare lo legge, con il tuo nome.",
    reason: "Come sai che è la sua?",
    give: "Crea un codice",
    code: "Il codice per il telefono nuovo",
    use_it: Template("Si scansiona con la fotocamera del telefono nuovo, oppure si apre lì {0} e si scrive il codice."),
    qr_label: "Lo stesso codice, per la fotocamera di un telefono",
    until: Template("Vale una volta, fino al {0}."),
    till_full: "Questa cassa ha già spostato oggi tutte le carte che può.",
    moved_today: "Questa carta è già stata spostata oggi.",
    moves: "Carte spostate",
    no_moves: "Ancora nessuna.",
    by: Template("Da {0}, a «{1}»"),
    unused: "Il codice non è stato usato.",
    waits: Template("Ciò che contiene aspetta fino al {0}."),
    free: "Ciò che contiene si può usare.",
    lifted_by: Template("{0} ha tolto l’attesa."),
    lift: "Togli l’attesa",
    lifted: "Ciò che c’è sulla carta ora si può usare.",
};
