//! Dutch: what all apps say.

use super::count;
use crate::{Sentences, Shared};

pub const WORDS: Shared = Shared {
    close: "Sluiten",
    back: "Terug",
    retry: "Opnieuw",
    new_version: "Er is een nieuwe versie.",
    reload: "Herladen",
    language: "Taal",
    just_now: "zojuist",
    stamps: count("{0} stempel", "{0} stempels"),
    points: count("{0} punt", "{0} punten"),
    offline: Sentences::new("Er is nu geen verbinding.", "Controleer het netwerk en probeer het opnieuw."),
    rate_limited: Sentences::new("Dat was veel in één keer.", "Wacht even en probeer het opnieuw."),
    busy: Sentences::new("De server heeft het druk.", "Probeer het zo weer: er gaat niets verloren."),
    internal: Sentences::new("Er ging bij ons iets mis.", "Probeer het opnieuw: niets wordt dubbel geteld."),
    unknown_shop: Sentences::new(
        "Op dit adres is geen winkel.",
        "Controleer de link of scan de poster van de winkel opnieuw.",
    ),
    not_found: Sentences::new("Op dit adres is niets.", "Ga terug en probeer het opnieuw."),
    bad_public_key: Sentences::new(
        "De sleutel van deze telefoon is niet geaccepteerd.",
        "Werk de browser bij en open de kaart opnieuw.",
    ),
    holder_required: Sentences::new(
        "Deze browser heeft hier geen kaart.",
        "Haal een kaart op de pagina van de winkel.",
    ),
    failed: Sentences::new("Dat is niet gelukt.", "Herlaad de pagina en probeer het opnieuw."),
};
