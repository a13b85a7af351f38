//! German: what the shared parts say at a till.

use super::count;
use crate::{Sentences, Template, Till};

pub const WORDS: Till = Till {
    undo: "Rückgängig",
    cancel: "Abbrechen",
    wait: "Einen Moment …",
    seconds: count("{0} Sekunde", "{0} Sekunden"),
    minutes: count("{0} Minute", "{0} Minuten"),
    hours: count("{0} Stunde", "{0} Stunden"),
    days: count("{0} Tag", "{0} Tage"),
    wrong_pin: Sentences::new("Diese PIN ist falsch.", "Versuchen Sie es noch einmal."),
    tries_left: count("Noch einmal: {0} Versuch übrig.", "Noch einmal: {0} Versuche übrig."),
    locked: Sentences::new(
        "Zu viele falsche Versuche: gesperrt.",
        "Warten Sie etwas oder bitten Sie den Inhaber, zu entsperren.",
    ),
    locked_until: Sentences::new(
        "Zu viele falsche Versuche: gesperrt bis {0}.",
        "Warten Sie so lange oder bitten Sie den Inhaber, zu entsperren.",
    ),
    limit: Sentences::new("Eine Grenze des Geschäfts ist erreicht.", "Die Leitung kann es zulassen."),
    quantity_max: "Das ist mehr, als ein Einkauf zählen darf.",
    stamps_per_day_max: "Diese Karte hat alle Stempel, die es heute gibt.",
    points_per_day_max: "Diese Karte hat alle Punkte, die es heute gibt.",
    credit_per_day_max: "Diese Karte hat alles Guthaben, das es heute gibt.",
    visits_per_day_max: "Diese Karte war heute so oft hier, wie sie darf.",
    gifts_per_day_max: "Sie haben heute alle Geschenke vergeben, die Sie dürfen.",
    manual_per_staff_day_max: "Sie haben heute alle Korrekturen gemacht, die Sie dürfen.",
    earns_per_till_day_max: "Diese Kasse hat heute alles erfasst, was sie darf.",
    again_from: Template("Wieder ab {0}."),
    not_enough: Sentences::new("Auf dieser Karte ist nicht genug.", "Wählen Sie etwas anderes oder sammeln Sie erst."),
    not_enough_by: Sentences::new(
        "Auf dieser Karte ist nicht genug: Es fehlen {0}.",
        "Wählen Sie etwas anderes oder sammeln Sie erst.",
    ),
    merged: Sentences::new("Was auf dieser Karte war, ist auf einer anderen.", "Lassen Sie sich diese zeigen."),
    merged_into: Sentences::new(
        "Was auf dieser Karte war, ist jetzt auf der Karte {0}.",
        "Lassen Sie sich diese zeigen.",
    ),
    till_required: Sentences::new(
        "Dieses Gerät ist mit keinem Geschäft verbunden.",
        "Verbinden Sie es mit einem Code des Inhabers.",
    ),
    staff_required: Sentences::new(
        "An dieser Kasse ist niemand angemeldet.",
        "Wählen Sie Ihren Namen und geben Sie Ihre PIN ein.",
    ),
    key_refused: Sentences::new(
        "Dieser API-Schlüssel wird nicht angenommen.",
        "Erstellen Sie einen neuen mit dem richtigen Recht.",
    ),
    bad_pairing_code: Sentences::new(
        "Dieser Code ist falsch, benutzt oder zu alt.",
        "Bitten Sie den Inhaber um einen neuen.",
    ),
    unknown_staff: Sentences::new("Unter diesem Namen arbeitet hier niemand mehr.", "Wählen Sie einen anderen Namen."),
    malformed: Sentences::new("Das ist keiner unserer Codes.", "Bitten Sie um die geöffnete Karte."),
    unsupported_version: Sentences::new(
        "Dieser Code ist von einer neueren Version.",
        "Laden Sie diese Seite neu, um sie zu aktualisieren.",
    ),
    bad_signature: Sentences::new("Dieser Code passt nicht zur Karte.", "Bitten Sie darum, die Karte neu zu öffnen."),
    unknown_card: Sentences::new(
        "Zu diesem Code ist hier keine Karte bekannt.",
        "Bitten Sie darum, die Karte neu zu öffnen.",
    ),
    other_shop: Sentences::new("Das ist die Karte eines anderen Geschäfts.", "Fragen Sie nach der von hier."),
    card_blocked: Sentences::new("Diese Karte ist gesperrt.", "Der Inhaber weiß, warum, und kann sie entsperren."),
    key_revoked: Sentences::new(
        "Dieses Handy wurde von der Karte genommen.",
        "Bitten Sie darum, die Karte neu zu öffnen.",
    ),
    replayed: Sentences::new(
        "Dieser Code ist alt: vielleicht ein Bildschirmfoto.",
        "Lassen Sie sich die Karte selbst zeigen.",
    ),
    bad_till_signature: Sentences::new("Dieser Eintrag stammt nicht von dieser Kasse.", "Zeigen Sie ihn dem Inhaber."),
    lease_over: Sentences::new(
        "Diese Kasse war zu lange offline.",
        "Zeigen Sie es dem Inhaber: Es wurde nicht gezählt.",
    ),
    unknown_visit: Sentences::new("Dieser Besuch ist hier nicht bekannt.", "Scannen Sie die Karte noch einmal."),
    unknown_operation: Sentences::new(
        "Dieser Eintrag ist hier nicht bekannt.",
        "Laden Sie die Liste neu und sehen Sie noch einmal nach.",
    ),
    program_changed: Sentences::new("Das Programm hat sich geändert.", "Scannen Sie die Karte noch einmal."),
    unknown_voucher: Sentences::new("Diese Prämie ist nicht auf der Karte.", "Scannen Sie die Karte noch einmal."),
    voucher_used: Sentences::new("Diese Prämie wurde schon eingelöst.", "Sehen Sie im Verlauf der Karte nach."),
    voucher_expired: Sentences::new("Diese Prämie ist abgelaufen.", "Aus Kulanz ist ein Geschenk möglich."),
    redeem_paused: Sentences::new(
        "Diese Karte kam auf ein anderes Handy: Einlösen geht in einem Tag.",
        "Die Leitung kann es freigeben.",
    ),
    redeem_paused_until: Sentences::new(
        "Diese Karte kam auf ein anderes Handy: Einlösen geht ab {0}.",
        "Die Leitung kann es freigeben.",
    ),
    amount_required: Sentences::new("Der Betrag wird gebraucht.", "Geben Sie ein, was bezahlt wurde."),
    confirm_required: Sentences::new(
        "Diese Prämie braucht Ihre Bestätigung.",
        "Ist die Kundin oder der Kunde da und will sie jetzt?",
    ),
    already_voided: Sentences::new("Das ist schon rückgängig gemacht.", "Es ist nichts mehr zu tun."),
    void_window_over: Sentences::new("Hier ist es dafür zu spät.", "Die Leitung kann es noch rückgängig machen."),
    manager_required: Sentences::new("Das ist Sache der Leitung.", "Die Leitung kann es, oder wer es gemacht hat."),
    reward_unavailable: Sentences::new("Diese Prämie gibt es gerade nicht.", "Wählen Sie eine andere."),
    action_done: Sentences::new("Das ist schon gezählt.", "Ein andermal zählt es wieder."),
    earned_by_visit: Sentences::new("Diese Stempel kommen mit dem Besuch.", "Es ist nichts hinzuzufügen."),
    external_ref_used: Sentences::new("Dieser Beleg wurde schon benutzt.", "Sehen Sie im Verlauf der Karte nach."),
    earned_first: Sentences::new(
        "Diese Rechnung hat schon gesammelt.",
        "Machen Sie das rückgängig, zahlen Sie mit Guthaben, sammeln Sie dann neu.",
    ),
    more_than_bill: Sentences::new(
        "Guthaben zahlt nicht mehr als die Rechnung.",
        "Geben Sie einen kleineren Betrag ein.",
    ),
    less_than_minimum: Sentences::new(
        "Das ist weniger, als Guthaben auf einmal zahlt.",
        "Geben Sie einen größeren Betrag ein.",
    ),
    no_membership: Sentences::new("Diese Karte hat keine Mitgliedschaft.", "Beginnen Sie zuerst eine."),
    already_member: Sentences::new("Diese Karte hat schon eine Mitgliedschaft.", "Verlängern Sie sie, wenn sie endet."),
    not_renewable: Sentences::new(
        "Diese Mitgliedschaft lässt sich nicht verlängern.",
        "Beginnen Sie eine neue, wenn sie vorbei ist.",
    ),
    superseded: Sentences::new("Etwas Späteres baut darauf auf.", "Machen Sie zuerst das rückgängig."),
    more_than_paid: Sentences::new("So viel ist nicht mehr zu erstatten.", "Geben Sie einen kleineren Betrag ein."),
    not_voidable: Sentences::new(
        "Das lässt sich nicht rückgängig machen.",
        "Geben Sie stattdessen den Stempel noch einmal.",
    ),
};
