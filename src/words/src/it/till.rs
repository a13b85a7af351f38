//! Italian: what the shared parts say at a till.

use super::count;
use crate::{Sentences, Template, Till};

pub const WORDS: Till = Till {
    undo: "Annulla",
    cancel: "Lascia stare",
    wait: "Un attimo…",
    seconds: count("{0} secondo", "{0} di secondi", "{0} secondi"),
    minutes: count("{0} minuto", "{0} di minuti", "{0} minuti"),
    hours: count("{0} ora", "{0} di ore", "{0} ore"),
    days: count("{0} giorno", "{0} di giorni", "{0} giorni"),
    wrong_pin: Sentences::new("Questo PIN è sbagliato.", "Riprova."),
    tries_left: count(
        "Riprova: resta {0} tentativo.",
        "Riprova: restano {0} di tentativi.",
        "Riprova: restano {0} tentativi.",
    ),
    locked: Sentences::new("Troppi tentativi: bloccato.", "Aspetta un po’, o chiedi al titolare di sbloccare."),
    locked_until: Sentences::new(
        "Troppi tentativi: bloccato fino alle {0}.",
        "Aspetta fino ad allora, o chiedi al titolare di sbloccare.",
    ),
    limit: Sentences::new("Un limite del negozio è raggiunto.", "Un responsabile può lasciar passare."),
    quantity_max: "È più di quanto un acquisto può contare.",
    stamps_per_day_max: "Questa carta ha già tutti i timbri di oggi.",
    points_per_day_max: "Questa carta ha già tutti i punti di oggi.",
    credit_per_day_max: "Questa carta ha già tutto il credito di oggi.",
    visits_per_day_max: "Questa carta ha già fatto tutte le visite di oggi.",
    gifts_per_day_max: "Hai già dato tutti gli omaggi di oggi.",
    manual_per_staff_day_max: "Hai già fatto tutte le correzioni di oggi.",
    earns_per_till_day_max: "Questa cassa ha già registrato tutto ciò che può oggi.",
    again_from: Template("Di nuovo dalle {0}."),
    not_enough: Sentences::new("Su questa carta non c’è abbastanza.", "Scegli altro, o accumula prima."),
    not_enough_by: Sentences::new(
        "Su questa carta non c’è abbastanza: mancano {0}.",
        "Scegli altro, o accumula prima.",
    ),
    merged: Sentences::new(
        "Ciò che era su questa carta è passato a un’altra.",
        "Chiedi al cliente di mostrare quella.",
    ),
    merged_into: Sentences::new(
        "Ciò che era su questa carta è passato alla carta {0}.",
        "Chiedi al cliente di mostrare quella.",
    ),
    till_required: Sentences::new(
        "Questo dispositivo non è associato a un negozio.",
        "Associalo con un codice del titolare.",
    ),
    staff_required: Sentences::new(
        "Nessuno ha fatto l’accesso a questa cassa.",
        "Scegli il tuo nome e inserisci il PIN.",
    ),
    key_refused: Sentences::new("Questa chiave API non è accettata.", "Creane una nuova con il permesso giusto."),
    bad_pairing_code: Sentences::new(
        "Questo codice è sbagliato, già usato o troppo vecchio.",
        "Chiedine uno nuovo al titolare.",
    ),
    unknown_staff: Sentences::new("Nessuno con questo nome lavora più qui.", "Scegli un altro nome."),
    malformed: Sentences::new("Questo non è uno dei nostri codici.", "Chiedi al cliente di aprire la sua carta."),
    unsupported_version: Sentences::new(
        "Questo codice è di una versione più recente.",
        "Ricarica questa pagina per aggiornarla.",
    ),
    bad_signature: Sentences::new(
        "Questo codice non corrisponde alla carta.",
        "Chiedi al cliente di riaprire la carta.",
    ),
    unknown_card: Sentences::new(
        "Nessuna carta conosciuta per questo codice.",
        "Chiedi al cliente di riaprire la carta.",
    ),
    other_shop: Sentences::new("Questa è la carta di un altro negozio.", "Chiedi la carta di questo negozio."),
    card_blocked: Sentences::new("Questa carta è bloccata.", "Il titolare può dire perché e sbloccarla."),
    key_revoked: Sentences::new(
        "Questo telefono è stato tolto dalla carta.",
        "Chiedi al cliente di riaprire la carta.",
    ),
    replayed: Sentences::new(
        "Questo codice è vecchio: forse una foto dello schermo.",
        "Chiedi di vedere la carta stessa.",
    ),
    bad_till_signature: Sentences::new("Questa riga non viene da questa cassa.", "Mostrala al titolare."),
    lease_over: Sentences::new(
        "Questa cassa è stata offline troppo a lungo.",
        "Mostrala al titolare: non è stato contato.",
    ),
    unknown_visit: Sentences::new("Questa visita non è conosciuta qui.", "Scansiona di nuovo la carta."),
    unknown_operation: Sentences::new("Questa riga non è conosciuta qui.", "Ricarica la lista, poi guarda di nuovo."),
    program_changed: Sentences::new("Il programma è cambiato.", "Scansiona di nuovo la carta."),
    unknown_voucher: Sentences::new("Questo premio non è sulla carta.", "Scansiona di nuovo la carta."),
    voucher_used: Sentences::new("Questo premio è già stato usato.", "Guarda la cronologia della carta."),
    voucher_expired: Sentences::new("Questo premio è scaduto.", "È possibile un omaggio di cortesia."),
    redeem_paused: Sentences::new(
        "Questa carta è passata a un altro telefono: ciò che contiene aspetta un giorno.",
        "Un responsabile può permetterlo.",
    ),
    redeem_paused_until: Sentences::new(
        "Questa carta è passata a un altro telefono: ciò che contiene aspetta fino al {0}.",
        "Un responsabile può permetterlo.",
    ),
    amount_required: Sentences::new("Serve l’importo.", "Inserisci quanto è stato pagato."),
    confirm_required: Sentences::new("Questo premio vuole la tua conferma.", "Il cliente è qui, e lo vuole adesso?"),
    already_voided: Sentences::new("È già annullato.", "Non c’è altro da fare."),
    void_window_over: Sentences::new("È troppo tardi per annullare qui.", "Un responsabile può ancora."),
    manager_required: Sentences::new(
        "Questo spetta a un responsabile.",
        "Può farlo un responsabile, o chi l’ha fatto.",
    ),
    reward_unavailable: Sentences::new("Questo premio ora non è disponibile.", "Scegline un altro."),
    action_done: Sentences::new("È già contato.", "Conterà di nuovo un’altra volta."),
    earned_by_visit: Sentences::new("Questi timbri arrivano con la visita.", "Non c’è nulla da aggiungere."),
    external_ref_used: Sentences::new("Questo scontrino è già stato usato.", "Guarda la cronologia della carta."),
    earned_first: Sentences::new(
        "Questo conto ha già accumulato.",
        "Annulla, fai pagare con il credito, poi accumula di nuovo.",
    ),
    more_than_bill: Sentences::new("Il credito non paga più del conto.", "Inserisci un importo più piccolo."),
    less_than_minimum: Sentences::new(
        "È meno del minimo per pagare con il credito.",
        "Inserisci un importo più grande.",
    ),
    no_membership: Sentences::new("Questa carta non ha un’iscrizione.", "Prima iniziane una."),
    already_member: Sentences::new("Questa carta ha già un’iscrizione.", "Rinnovala quando finisce."),
    not_renewable: Sentences::new("Questa iscrizione non si può rinnovare.", "Iniziane una nuova quando è finita."),
    superseded: Sentences::new("Qualcosa di più recente si basa su questo.", "Annulla prima quello."),
    more_than_paid: Sentences::new("Resta meno da rimborsare.", "Inserisci un importo più piccolo."),
    not_voidable: Sentences::new("Questo non si può annullare.", "Dai invece di nuovo il timbro."),
};
