//! German: the letter to the owner.

use crate::Template;
use crate::paper::Notice;

pub const WORDS: Notice = Notice {
    subject: Template("Karte {0} von {1} ist auf ein anderes Handy umgezogen"),
    moved: Template("Karte {0} von {1} ist am {2} auf ein anderes Handy umgezogen."),
    by: Template("Den Code dafür hat {0} ausgegeben, an der Kasse „{1}“."),
    ends: Template(
        "Handys, die sie vorher hatten, haben sie verloren, und ihr Rettungscode gilt nicht mehr. Was darauf ist, kann bis {0} nicht eingelöst werden; sammeln geht weiter.",
    ),
    right: Template(
        "Hat das seine Ordnung? Dann ist nichts zu tun. Die Leitung kann das Warten an der Theke beenden, im Menü unter „{0}“.",
    ),
    wrong: Template(
        "Hat es die nicht? Dann lassen Sie das Warten, wie es ist, und lesen Sie an derselben Stelle, woher {0} wusste, wem die Karte gehört. Ab {1} kann sie dort noch einmal umziehen, auf das richtige Handy; das jetzige verliert sie dann sofort.",
    ),
};
