//! A shop's names in the language of whoever reads them: of the browser first, then of the switch.

use it::{Browser, Screen};

use super::{
    bistro::bistro,
    holder::{Holder, bought, speak},
    look,
};

const EN: [&str; 6] =
    ["Bistro points", "Regular", "Friend of the house", "Your table is kept", "A coffee", "Lunch of the day"];
const FR: [&str; 6] =
    ["Points bistro", "Habitué", "Ami de la maison", "Votre table gardée", "Un café", "Le plat du jour"];

fn reads(phone: &Browser, ours: [&str; 6], others: [&str; 6]) {
    ours.iter().for_each(|words| phone.sees(words));
    others.iter().for_each(|words| phone.sees_no_more(words));
}

#[test]
fn names_follow_the_switch() {
    let mut holder = Holder::open(&bistro());
    holder.visit(&[bought("any", 1, 4500)]);
    let phone = &holder.phone;
    phone.sees("Regular");
    reads(phone, EN, FR);
    look(phone, "kinds-languages", "1-english");
    speak(phone, "Language", "Français");
    reads(phone, FR, EN);
    look(phone, "kinds-languages", "2-french");
    // What comes from the counter now comes in French too, and so does the card after a reload.
    holder.visit(&[bought("any", 1, 36000)]);
    let phone = &holder.phone;
    phone.sees("405");
    reads(phone, ["Points bistro", "Ami de la maison", "Un café", "Prêt pour vous", "Historique", "Le règlement"], EN);
    phone.reload();
    phone.sees("405");
    phone.sees("Ami de la maison");
    // Picked on the list of cards, where no card is open: what the phone kept of this one is in the other language.
    phone.goto(&holder.server.url("/"));
    speak(phone, "Langue", "English");
    phone.goto(&holder.server.url("/demo"));
    phone.sees("Friend of the house");
    phone.sees("Lunch of the day");
    phone.sees_no_more("Le plat du jour");
    assert_eq!(phone.console_errors(), Vec::<String>::new());
    // Somebody French who has no card yet reads the shop in French.
    let other = Browser::open(Screen::PHONE.in_french());
    other.goto(&holder.server.url("/demo"));
    other.sees("1 point par tranche de 1");
    other.tap("Obtenir ma carte");
    other.sees("Points bistro");
}
