//! Dutch: the recovery code.

use crate::Template;
use crate::paper::Recovery;

pub const WORDS: Recovery = Recovery {
    section: "Als je je telefoon kwijtraakt",
    what_it_is: "Met een herstelcode zet je deze kaart zelf op een andere telefoon, met alles wat erop staat. Bewaar hem op papier, of waar je je wachtwoorden bewaart.",
    none_yet: "Je hebt nog geen herstelcode.",
    not_confirmed: Template("Op {0} is een code gemaakt, maar je hebt niet gezegd dat je hem hebt bewaard."),
    saved_on: Template("Op {0} heb je een code bewaard."),
    make: "Een herstelcode maken",
    make_another: "Een nieuwe code maken",
    ends_the_old: "De code die je nu hebt, werkt dan niet meer.",
    title: "Je herstelcode",
    write_it_down: "Print deze pagina, maak er een foto van of schrijf de code op. Hij is alleen deze keer te zien: wij bewaren geen kopie.",
    qr_label: "Dezelfde code, voor de camera van een telefoon",
    how_to_use: Template(
        "Scan om hem te gebruiken het plaatje met de nieuwe telefoon, of open daar {0} en typ de code.",
    ),
    why_confirm: "Bewaard? Typ dan de laatste vier tekens van je kopie over.",
    last_four: "Laatste vier tekens",
    i_kept_it: "Ik heb hem bewaard",
    wrong_last: "Dat zijn niet de laatste vier tekens. Kijk nog eens op je kopie.",
    saved: "Je herstelcode is bewaard. Er kan nu niets meer verloren gaan.",
    recover_title: "Je kaart terughalen",
    has_one: "Deze browser heeft hier een kaart.",
    open_it: "Openen",
    type_it: "Typ de herstelcode die je hebt bewaard, of die je bij de kassa hebt gekregen.",
    code: "Herstelcode",
    bring_back: "Terughalen",
    what_it_does: "Elke telefoon die de kaart had, raakt hem kwijt, en de code is opgebruikt: maak daarna een nieuwe.",
    waits: Template(
        "Je kaart staat nu op deze telefoon. Wat erop staat, kun je vanaf {0} gebruiken: tot dan spaar je alleen.",
    ),
    no_code: "Geen code bij de hand?",
    other_phone: Template("Laat een andere telefoon de kaart nog zien, open daar dan ‘{0}’ en maak een code."),
    at_the_counter: "Vraag het anders bij de kassa: daar vinden ze je kaart aan de hand van je bezoeken en geven ze je een code. Je stempels en beloningen staan bij de winkel.",
    by_email: "Of per e-mail",
    what_by_email: Template("Heb je je e-mailadres bevestigd bij ‘{0}’, dan kan een code daarheen."),
    what_it_does_by_email: "De code uit de e-mail werkt maar één keer. Elke telefoon die de kaart had, raakt hem kwijt, en een herstelcode die je had bewaard, werkt niet meer: maak daarna een nieuwe.",
    email: "E-mailadres",
    bad_email: "Dat is geen e-mailadres.",
    sent: "Als een kaart hier dit adres heeft, is er een code onderweg. Hij geldt 10 minuten.",
    wrong: "Geen kaart heeft deze code. Kijk of er tekens verwisseld zijn en probeer het opnieuw.",
    held: "Deze browser heeft hier al een andere kaart, en die is niet leeg. Vraag het bij de kassa: daar voegen ze beide samen, en er gaat niets verloren.",
    merged: Template(
        "Alles van die kaart staat nu op de kaart nr. {0}. Vraag het bij de kassa als dat niet de jouwe is.",
    ),
};
