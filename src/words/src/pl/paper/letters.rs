//! Polish: letters.

use crate::Template;
use crate::paper::Letters;

pub const WORDS: Letters = Letters {
    subject: Template("Twój kod do {0}"),
    your_code: "Twój kod:",
    type_it: "Wpisz go w ciągu 10 minut na stronie, na której była o niego prośba.",
    confirming: Template("Od tej chwili ten adres przywróci Twoją kartę ({0}), gdyby zginął Ci telefon."),
    recovering: Template("Przeniesie Twoją kartę ({0}) na tamten telefon; wszystkie inne ją stracą."),
    not_asked: "To nie była Twoja prośba? W takim razie nic nie trzeba robić. Nikomu nie podawaj kodu, także przy kasie.",
};
