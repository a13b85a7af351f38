//! The words of the page about a person, a `static` a language.

use loyalty::Language;
use store::Lang;
use store::members::Field;
use wire::{Channel, Purpose};

/// All of them.
pub struct Words {
    /// The page.
    pub title: &'static str,
    /// What customers may tell, and that they need not.
    pub you: &'static str,
    pub what_for: &'static str,
    pub first_name: &'static str,
    pub birthday: &'static str,
    pub day: &'static str,
    pub month: &'static str,
    pub email: &'static str,
    pub phone: &'static str,
    pub language: &'static str,
    /// Beside what is not told.
    pub not_told: &'static str,
    pub save: &'static str,
    pub save_choices: &'static str,
    /// The address that brings the card back.
    pub by_email: &'static str,
    pub what_by_email: fn(&str) -> String,
    /// The address, and since which day it does.
    pub brings_back: fn(&str, &str) -> String,
    pub send_code: &'static str,
    pub send_another: &'static str,
    pub type_code: &'static str,
    pub code: &'static str,
    pub confirm: &'static str,
    /// What customers may be written to for.
    pub messages: &'static str,
    pub what_messages: &'static str,
    pub news: &'static str,
    pub reminders: &'static str,
    /// Since which day something is agreed to.
    pub since: fn(&str) -> String,
    /// Agreed to, but there is no address.
    pub no_email: &'static str,
    pub no_phone: &'static str,
    /// What is kept, and the way out.
    pub data: &'static str,
    pub what_data: &'static str,
    pub download: &'static str,
    pub erase: &'static str,
    /// The question before somebody is forgotten, and what it means.
    pub question: &'static str,
    pub means: [&'static str; 4],
    pub do_erase: &'static str,
    pub keep: &'static str,
    // What was done.
    pub told: &'static str,
    pub said: &'static str,
    pub erased: &'static str,
    pub mailed: &'static str,
    pub confirmed: &'static str,
    // What can't be.
    pub bad_name: &'static str,
    pub bad_birthday: &'static str,
    pub bad_email: &'static str,
    pub bad_phone: &'static str,
    pub bad_code: &'static str,
    pub taken: &'static str,
}

impl Words {
    /// What was done, by its key in the address.
    pub fn done(&self, said: &str) -> Option<&'static str> {
        match said {
            "told" => Some(self.told),
            "said" => Some(self.said),
            "erased" => Some(self.erased),
            "mailed" => Some(self.mailed),
            "confirmed" => Some(self.confirmed),
            _ => None,
        }
    }

    /// Why an address was not confirmed, by its key in the address of the page.
    pub fn unconfirmed(&self, said: &str) -> Option<&'static str> {
        match said {
            "bad-code" => Some(self.bad_code),
            "taken" => Some(self.taken),
            _ => None,
        }
    }

    /// What can't be told as it was typed; none for what is only ever chosen.
    pub fn wrong(&self, field: Field) -> Option<&'static str> {
        match field {
            Field::FirstName => Some(self.bad_name),
            Field::Birthday => Some(self.bad_birthday),
            Field::Email => Some(self.bad_email),
            Field::Phone => Some(self.bad_phone),
            Field::Language => None,
        }
    }

    /// What one may be written to for.
    pub fn purpose(&self, purpose: Purpose) -> &'static str {
        match purpose {
            Purpose::News => self.news,
            Purpose::Reminders => self.reminders,
        }
    }
}

/// The name of a field for what is said of one purpose by one channel.
pub fn field(purpose: Purpose, channel: Channel) -> &'static str {
    match (purpose, channel) {
        (Purpose::News, Channel::Email) => "news-email",
        (Purpose::News, Channel::Sms) => "news-sms",
        (Purpose::News, Channel::Push) => "news-push",
        (Purpose::Reminders, Channel::Email) => "reminders-email",
        (Purpose::Reminders, Channel::Sms) => "reminders-sms",
        (Purpose::Reminders, Channel::Push) => "reminders-push",
    }
}

/// The words of a language.
pub fn words(lang: Lang) -> &'static Words {
    match Language::from(lang) {
        Language::En => &EN,
        Language::Fr => &FR,
    }
}

static EN: Words = Words {
    title: "About you",
    you: "What you tell the shop",
    what_for: "Nothing here is needed for your card. Fill in what you like, and empty what the shop should no longer know.",
    first_name: "First name",
    birthday: "Birthday",
    day: "Day",
    month: "Month",
    email: "E-mail",
    phone: "Phone",
    language: "Language",
    not_told: "not told",
    save: "Save",
    save_choices: "Save my choices",
    by_email: "If you lose your phone",
    what_by_email: |email| {
        format!("A code sent to {email} can bring this card to another phone. First show that the address is yours.")
    },
    brings_back: |email, day| format!("A code sent to {email} brings this card to another phone, since {day}."),
    send_code: "Send me a code",
    send_another: "Send another code",
    type_code: "Type the code from the e-mail here. Nothing came? Look among the unwanted mail.",
    code: "Code from the e-mail",
    confirm: "Confirm the address",
    messages: "What the shop may send you",
    what_messages: "Only what you tick, and only as long as it is ticked: you can change your mind here at any time.",
    news: "News and offers",
    reminders: "Reminders",
    since: |day| format!("Since {day}."),
    no_email: "There is no e-mail address above to write to.",
    no_phone: "There is no phone number above to write to.",
    data: "What is kept about you",
    what_data: "One file with everything that is kept about this card and about you, for you to read or to take elsewhere.",
    download: "Download everything",
    erase: "Forget me and close the card",
    question: "Forget you, and close the card?",
    means: [
        "What you told and what the shop noted about you is deleted, and so are the names of your phones. Nobody can bring it back.",
        "What is on the card is gone: stamps, points, credit and rewards can’t be used any more, on any of your phones.",
        "The shop keeps in its books what was bought and given, without anything that says it was you.",
        "You can get a new card at any time. It begins empty.",
    ],
    do_erase: "Yes, forget me",
    keep: "Keep my card",
    told: "Saved. The shop knows no more than what stands here.",
    said: "Your choices are saved.",
    mailed: "A code is on its way to your address. It counts for 10 minutes.",
    confirmed: "Your address is confirmed: it can bring the card back now.",
    erased: "It is done. Nothing here knows you any more, and the card is closed.",
    bad_name: "A first name has at most 40 characters. Nothing was changed.",
    bad_birthday: "That day does not exist: choose the day and the month, or neither. Nothing was changed.",
    bad_email: "That is no e-mail address. Nothing was changed.",
    bad_phone: "A phone number has 4 to 20 digits. Nothing was changed.",
    bad_code: "That is not the code from the e-mail, or it is too old.",
    taken: "This address already brings back another card here. Bring that one back, or ask at the counter.",
};

static FR: Words = Words {
    title: "À propos de vous",
    you: "Ce que vous dites à la boutique",
    what_for: "Rien de tout cela n’est nécessaire pour la carte. Remplissez ce que vous voulez, videz ce que la boutique ne doit plus savoir.",
    first_name: "Prénom",
    birthday: "Anniversaire",
    day: "Jour",
    month: "Mois",
    email: "E-mail",
    phone: "Téléphone",
    language: "Langue",
    not_told: "non précisé",
    save: "Enregistrer",
    save_choices: "Enregistrer mes choix",
    by_email: "Si vous perdez votre téléphone",
    what_by_email: |email| {
        format!(
            "Un code envoyé à {email} peut faire passer cette carte sur un autre téléphone. Montrez d’abord que l’adresse est la vôtre."
        )
    },
    brings_back: |email, day| {
        format!("Un code envoyé à {email} fait passer cette carte sur un autre téléphone, depuis le {day}.")
    },
    send_code: "M’envoyer un code",
    send_another: "Envoyer un autre code",
    type_code: "Tapez ici le code de l’e-mail. Rien n’est arrivé\u{a0}? Regardez parmi les indésirables.",
    code: "Code de l’e-mail",
    confirm: "Confirmer l’adresse",
    messages: "Ce que la boutique peut vous envoyer",
    what_messages: "Seulement ce que vous cochez, et tant que c’est coché\u{a0}: vous pouvez changer d’avis ici à tout moment.",
    news: "Nouvelles et offres",
    reminders: "Rappels",
    since: |day| format!("Depuis le {day}."),
    no_email: "Il n’y a pas d’adresse e-mail ci-dessus où vous écrire.",
    no_phone: "Il n’y a pas de numéro de téléphone ci-dessus où vous écrire.",
    data: "Ce qui est gardé de vous",
    what_data: "Un fichier avec tout ce qui est gardé de cette carte et de vous, à lire ou à emporter ailleurs.",
    download: "Tout télécharger",
    erase: "M’oublier et fermer la carte",
    question: "Vous oublier et fermer la carte\u{a0}?",
    means: [
        "Ce que vous avez dit et ce que la boutique a noté de vous est effacé, tout comme les noms de vos téléphones. Personne ne peut le faire revenir.",
        "Ce qui est sur la carte est perdu\u{a0}: tampons, points, crédit et récompenses ne peuvent plus servir, sur aucun de vos téléphones.",
        "La boutique garde dans ses livres ce qui a été acheté et offert, sans rien qui dise que c’était vous.",
        "Vous pouvez reprendre une carte à tout moment. Elle commence vide.",
    ],
    do_erase: "Oui, oubliez-moi",
    keep: "Garder ma carte",
    told: "Enregistré. La boutique ne sait rien de plus que ce qui est ici.",
    said: "Vos choix sont enregistrés.",
    mailed: "Un code est en route vers votre adresse. Il vaut 10 minutes.",
    confirmed: "Votre adresse est confirmée\u{a0}: elle peut maintenant vous rendre la carte.",
    erased: "C’est fait. Plus rien ici ne vous connaît, et la carte est fermée.",
    bad_name: "Un prénom a 40 caractères au plus. Rien n’a changé.",
    bad_birthday: "Ce jour n’existe pas\u{a0}: choisissez le jour et le mois, ou aucun des deux. Rien n’a changé.",
    bad_email: "Ce n’est pas une adresse e-mail. Rien n’a changé.",
    bad_phone: "Un numéro de téléphone a de 4 à 20 chiffres. Rien n’a changé.",
    bad_code: "Ce n’est pas le code de l’e-mail, ou il est trop vieux.",
    taken: "Cette adresse rend déjà une autre carte ici. Récupérez celle-là, ou demandez au comptoir.",
};
