//! Dutch: the letter to the owner.

use crate::Template;
use crate::paper::Notice;

pub const WORDS: Notice = Notice {
    subject: Template("Kaart {0} van {1} ging naar een andere telefoon"),
    moved: Template("Kaart {0} van {1} ging op {2} naar een andere telefoon."),
    by: Template("{0} gaf de code daarvoor, aan kassa ‘{1}’."),
    ends: Template(
        "De telefoons die haar eerder hadden, zijn haar kwijt, en de herstelcode werkt niet meer. Wat erop staat kan tot {0} niet gebruikt worden; sparen gaat door.",
    ),
    right: Template(
        "Is dat in orde? Dan hoef je niets te doen. Een leidinggevende kan het wachten aan de balie beëindigen, in het menu onder ‘{0}’.",
    ),
    wrong: Template(
        "Is het dat niet? Laat het wachten dan zoals het is, en lees op dezelfde plek hoe {0} wist van wie de kaart is. Vanaf {1} kan ze daar nog een keer worden overgezet, naar de juiste telefoon; die haar nu heeft, raakt haar dan meteen kwijt.",
    ),
};
