//! German: letters.

use crate::Template;
use crate::paper::Letters;

pub const WORDS: Letters = Letters {
    subject: Template("Ihr Code für {0}"),
    your_code: "Ihr Code:",
    type_it: "Geben Sie ihn innerhalb von 10 Minuten auf der Seite ein, auf der Sie ihn angefordert haben.",
    confirming: Template("Danach holt diese Adresse Ihre Karte von {0} zurück, falls Sie Ihr Handy verlieren."),
    recovering: Template("Er bringt Ihre Karte von {0} auf das Handy mit dieser Seite; alle anderen verlieren sie."),
    not_asked: "Sie haben ihn nicht angefordert? Dann ist nichts zu tun. Geben Sie den Code niemandem, auch nicht an der Kasse.",
};
