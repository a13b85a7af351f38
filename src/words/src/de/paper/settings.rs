//! German: the phones of a card.

use crate::Template;
use crate::paper::Settings;

pub const WORDS: Settings = Settings {
    phones: "Handys mit dieser Karte",
    what_phones_are: "Jedes Handy und jedes Symbol auf einem Startbildschirm hat einen eigenen Schlüssel. Bis zu vier davon können diese Karte zeigen; ein fünftes tritt an die Stelle dessen, das am längsten nicht benutzt wurde.",
    phone_no: Template("Handy {0}"),
    this_phone: "Dieses Handy",
    added: Template("Seit dem {0}"),
    last_used: Template("zuletzt gezeigt {0}"),
    never_used: "noch nicht gezeigt",
    webcrypto: "Der Browser bewahrt seinen Schlüssel auf und gibt ihn niemandem.",
    memory: "Sein Schlüssel entsteht bei jedem Öffnen der Karte neu.",
    raw: "Sein Schlüssel liegt im Speicher des Browsers, deshalb bestätigt das Geschäft jede Prämie.",
    rename: "Benennen",
    name: "Name",
    take_off: "Von der Karte nehmen",
    question: "Dieses Handy von der Karte nehmen?",
    means_here: "Es ist das Handy, auf dem Sie das gerade lesen. Es zeigt seinen Code ab sofort nicht mehr. Die Karte bleibt in diesem Browser Ihre: Ein Fingertipp holt sie zurück.",
    means_this_browser: "Es gehört zu diesem Browser, zum Beispiel als Symbol auf Ihrem Startbildschirm. Es zeigt seinen Code ab sofort nicht mehr. Ein Fingertipp dort holt die Karte zurück.",
    means_elsewhere: "Es zeigt seinen Code ab sofort nicht mehr, und die Karte verschwindet von diesem Handy. Richtig, wenn es verloren, verkauft oder verschenkt ist.",
    means_always: "Ihre Stempel und Prämien bleiben, wie sie sind: Sie liegen beim Geschäft, nicht auf dem Handy.",
    the_only_one: "Kein anderes Handy hat diese Karte.",
    keep: "Behalten",
    named: "Der Name ist gespeichert.",
    revoked: "Das Handy ist von der Karte genommen.",
};
