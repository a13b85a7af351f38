//! The words of the recovery code, a `static` a language.

use loyalty::Language;
use store::Lang;

/// All of them.
pub struct Words {
    // Among the settings: what the code is, how it stands, and the button.
    pub section: &'static str,
    pub what_it_is: &'static str,
    pub none_yet: &'static str,
    pub not_confirmed: fn(&str) -> String,
    pub saved_on: fn(&str) -> String,
    pub make: &'static str,
    pub make_another: &'static str,
    pub ends_the_old: &'static str,
    // The page that shows it: once, to be printed or written down.
    pub title: &'static str,
    pub write_it_down: &'static str,
    pub qr_label: &'static str,
    /// The address where it is used.
    pub how_to_use: fn(&str) -> String,
    pub why_confirm: &'static str,
    pub last_four: &'static str,
    pub i_kept_it: &'static str,
    pub wrong_last: &'static str,
    /// Said on the settings afterwards.
    pub saved: &'static str,
    // The page where it is used.
    pub recover_title: &'static str,
    pub has_one: &'static str,
    pub open_it: &'static str,
    pub type_it: &'static str,
    pub code: &'static str,
    pub bring_back: &'static str,
    pub what_it_does: &'static str,
    pub no_code: &'static str,
    pub other_phone: &'static str,
    pub at_the_counter: &'static str,
    // By e-mail: asking for a code, and typing it.
    pub by_email: &'static str,
    pub what_by_email: &'static str,
    pub email: &'static str,
    pub send: &'static str,
    pub bad_email: &'static str,
    pub sent: &'static str,
    pub type_mail_code: &'static str,
    pub mail_code: &'static str,
    pub wrong_mail_code: &'static str,
    // Why it was not used.
    pub wrong: &'static str,
    pub held: &'static str,
    /// The number of the card that everything went to.
    pub merged: fn(&str) -> String,
}

/// The words of a language.
pub fn words(lang: Lang) -> &'static Words {
    match Language::from(lang) {
        Language::En => &EN,
        Language::Fr => &FR,
    }
}

static EN: Words = Words {
    section: "If you lose your phone",
    what_it_is: "With a recovery code you bring this card to another phone by yourself, with all that is on it. Keep it on paper, or where you keep \
                 passwords.",
    none_yet: "You have no recovery code yet.",
    not_confirmed: |day| format!("A code was made on {day}, but you did not say that you kept it."),
    saved_on: |day| format!("You kept a code on {day}."),
    make: "Make a recovery code",
    make_another: "Make a new code",
    ends_the_old: "The code you have now no longer works then.",
    title: "Your recovery code",
    write_it_down: "Print this page, take a picture of it, or write the code down. It is shown this once: we keep no copy.",
    qr_label: "The same code, for a phone’s camera",
    how_to_use: |place| {
        format!("To use it, scan the picture with the new phone, or open {place} there and type the code.")
    },
    why_confirm: "Kept? Then type its last four characters from your copy.",
    last_four: "Last four characters",
    i_kept_it: "I have kept it",
    wrong_last: "Those are not its last four characters. Look at your copy once more.",
    saved: "Your recovery code is kept. Nothing can be lost now.",
    recover_title: "Bring your card back",
    has_one: "This browser holds a card here.",
    open_it: "Open it",
    type_it: "Type the recovery code that you kept.",
    code: "Recovery code",
    bring_back: "Bring it back",
    what_it_does: "Every phone that had the card loses it, and the code is used up: make a new one then.",
    no_code: "No code at hand?",
    other_phone: "If another phone still shows the card, open “Phones” there and make a code.",
    at_the_counter: "Otherwise ask at the counter. Your stamps and rewards are with the shop.",
    by_email: "Or by e-mail",
    what_by_email: "If you confirmed your e-mail address under “About you”, a code can go there.",
    email: "E-mail address",
    send: "Send me a code",
    bad_email: "That is no e-mail address.",
    sent: "If a card here has this address, a code is on its way. It counts for 10 minutes.",
    type_mail_code: "Type the code from the e-mail here. Nothing came? Look among the unwanted mail.",
    mail_code: "Code from the e-mail",
    wrong_mail_code: "That is not the code from the e-mail, or it is too old.",
    wrong: "No card has this code. Look for mixed-up characters, then try again.",
    held: "This browser already holds another card here, with something on it. Ask at the counter: they put both together, and nothing is lost.",
    merged: |number| {
        format!("Everything on that card went to the card No. {number}. Ask at the counter if it is not yours.")
    },
};

static FR: Words = Words {
    section: "Si vous perdez votre téléphone",
    what_it_is: "Avec un code de secours, vous faites passer vous-même cette carte sur un autre téléphone, avec tout ce qu’elle porte. Gardez-le sur \
                 papier, ou là où vous gardez vos mots de passe.",
    none_yet: "Vous n’avez pas encore de code de secours.",
    not_confirmed: |day| format!("Un code a été fait le {day}, mais vous n’avez pas dit que vous l’aviez gardé."),
    saved_on: |day| format!("Vous avez gardé un code le {day}."),
    make: "Faire un code de secours",
    make_another: "Faire un nouveau code",
    ends_the_old: "Le code que vous avez maintenant ne marchera plus.",
    title: "Votre code de secours",
    write_it_down: "Imprimez cette page, prenez-la en photo ou notez le code. Il est montré cette seule fois\u{a0}: nous n’en gardons pas de copie.",
    qr_label: "Le même code, pour l’appareil photo d’un téléphone",
    how_to_use: |place| {
        format!("Pour l’utiliser, scannez l’image avec le nouveau téléphone, ou ouvrez-y {place} et tapez le code.")
    },
    why_confirm: "C’est fait\u{a0}? Tapez alors ses quatre derniers caractères d’après votre copie.",
    last_four: "Quatre derniers caractères",
    i_kept_it: "Je l’ai gardé",
    wrong_last: "Ce ne sont pas ses quatre derniers caractères. Regardez encore votre copie.",
    saved: "Votre code de secours est gardé. Rien ne peut plus se perdre.",
    recover_title: "Faire revenir votre carte",
    has_one: "Ce navigateur a une carte ici.",
    open_it: "L’ouvrir",
    type_it: "Tapez le code de secours que vous avez gardé.",
    code: "Code de secours",
    bring_back: "La faire revenir",
    what_it_does: "Tout téléphone qui avait la carte la perd, et le code ne sert qu’une fois\u{a0}: faites-en ensuite un nouveau.",
    no_code: "Pas de code sous la main\u{a0}?",
    other_phone: "Si un autre téléphone montre encore la carte, ouvrez-y «\u{a0}Téléphones\u{a0}» et faites un code.",
    at_the_counter: "Sinon, demandez au comptoir. Vos tampons et vos récompenses sont à la boutique.",
    by_email: "Ou par e-mail",
    what_by_email: "Si vous avez confirmé votre adresse e-mail sous «\u{a0}À propos de vous\u{a0}», un code peut y aller.",
    email: "Adresse e-mail",
    send: "M’envoyer un code",
    bad_email: "Ce n’est pas une adresse e-mail.",
    sent: "Si une carte d’ici a cette adresse, un code est en route. Il vaut 10 minutes.",
    type_mail_code: "Tapez ici le code de l’e-mail. Rien n’est arrivé\u{a0}? Regardez parmi les indésirables.",
    mail_code: "Code de l’e-mail",
    wrong_mail_code: "Ce n’est pas le code de l’e-mail, ou il est trop vieux.",
    wrong: "Aucune carte n’a ce code. Cherchez des caractères confondus, puis réessayez.",
    held: "Ce navigateur a déjà une autre carte ici, et elle n’est pas vide. Demandez au comptoir\u{a0}: on y réunit les deux, et rien n’est perdu.",
    merged: |number| {
        format!(
            "Tout ce que portait cette carte est passé sur la carte n° {number}. Demandez au comptoir si ce n’est pas la vôtre."
        )
    },
};
