//! German: the recovery code.

use crate::Template;
use crate::paper::Recovery;

pub const WORDS: Recovery = Recovery {
    section: "Falls Sie Ihr Handy verlieren",
    what_it_is: "Mit einem Notfallcode bringen Sie diese Karte selbst auf ein anderes Handy, mit allem, was darauf ist. Bewahren Sie ihn auf Papier auf oder dort, wo Sie Ihre Passwörter haben.",
    none_yet: "Sie haben noch keinen Notfallcode.",
    not_confirmed: Template(
        "Am {0} wurde ein Code erstellt, aber Sie haben nicht gesagt, dass Sie ihn aufbewahrt haben.",
    ),
    saved_on: Template("Sie haben am {0} einen Code aufbewahrt."),
    make: "Notfallcode erstellen",
    make_another: "Neuen Code erstellen",
    ends_the_old: "Der Code, den Sie jetzt haben, gilt dann nicht mehr.",
    title: "Ihr Notfallcode",
    write_it_down: "Drucken Sie diese Seite, fotografieren Sie sie oder schreiben Sie den Code auf. Er wird nur dieses eine Mal gezeigt: Wir behalten keine Kopie.",
    qr_label: "Derselbe Code, für die Kamera eines Handys",
    how_to_use: Template(
        "Scannen Sie dazu das Bild mit dem neuen Handy, oder öffnen Sie dort {0} und geben Sie den Code ein.",
    ),
    why_confirm: "Aufbewahrt? Dann geben Sie die letzten vier Zeichen aus Ihrer Kopie ein.",
    last_four: "Letzte vier Zeichen",
    i_kept_it: "Ich habe ihn aufbewahrt",
    wrong_last: "Das sind nicht die letzten vier Zeichen. Sehen Sie noch einmal in Ihre Kopie.",
    saved: "Ihr Notfallcode ist aufbewahrt. Jetzt kann nichts mehr verloren gehen.",
    recover_title: "Ihre Karte zurückholen",
    has_one: "In diesem Browser ist hier schon eine Karte.",
    open_it: "Öffnen",
    type_it: "Geben Sie den Notfallcode ein, den Sie aufbewahrt haben, oder den, den Sie an der Kasse bekommen haben.",
    code: "Notfallcode",
    bring_back: "Zurückholen",
    what_it_does: "Jedes Handy, das die Karte hatte, verliert sie, und der Code ist verbraucht: Erstellen Sie danach einen neuen.",
    waits: Template(
        "Ihre Karte ist jetzt auf diesem Handy. Was darauf ist, lässt sich ab dem {0} nutzen: Bis dahin sammeln Sie nur.",
    ),
    no_code: "Kein Code zur Hand?",
    other_phone: Template(
        "Wenn ein anderes Handy die Karte noch zeigt, öffnen Sie dort „{0}“ und erstellen Sie einen Code.",
    ),
    at_the_counter: "Sonst fragen Sie an der Kasse: Dort findet man Ihre Karte danach, wann Sie da waren, und gibt Ihnen einen Code. Ihre Stempel und Prämien liegen beim Geschäft.",
    by_email: "Oder per E-Mail",
    what_by_email: Template("Wenn Sie Ihre E-Mail-Adresse unter „{0}“ bestätigt haben, kann ein Code dorthin gehen."),
    what_it_does_by_email: "Der Code aus der E-Mail gilt nur einmal. Jedes Handy, das die Karte hatte, verliert sie, und ein Notfallcode, den Sie aufbewahrt haben, gilt nicht mehr: Erstellen Sie danach einen neuen.",
    email: "E-Mail-Adresse",
    bad_email: "Das ist keine E-Mail-Adresse.",
    sent: "Wenn eine Karte hier diese Adresse hat, ist ein Code unterwegs. Er gilt 10 Minuten.",
    wrong: "Keine Karte hat diesen Code. Prüfen Sie, ob Zeichen verwechselt sind, und versuchen Sie es noch einmal.",
    held: "In diesem Browser ist hier schon eine andere Karte, und sie ist nicht leer. Fragen Sie an der Kasse: Dort legt man beide zusammen, und nichts geht verloren.",
    merged: Template(
        "Alles von dieser Karte ist jetzt auf der Karte Nr. {0}. Fragen Sie an der Kasse, wenn das nicht Ihre ist.",
    ),
};
