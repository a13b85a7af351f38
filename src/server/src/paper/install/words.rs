//! The words of the page that shows how to install, a `static` a language. What stands in quotes is what the browsers call it in that language.

use loyalty::Language;
use store::Lang;

use super::pictures::Picture;
use crate::device::Device;

/// All of them.
pub struct Words {
    pub title: &'static str,
    pub what_for: &'static str,
    /// Read in the installed app only, before a link to the card.
    pub installed: &'static str,
    pub open_it: &'static str,
    /// Before how one leaves the app one is in.
    pub browser_first: &'static str,
    /// The way to the card that is handed over does not stay.
    pub soon: &'static str,
    /// For browsers that put nothing on a home screen.
    pub not_here: &'static str,
    pub others: &'static str,
    /// A guide a device, in the order of [`Device::ALL`].
    guides: [Guide; Device::ALL.len()],
}

/// The steps of a device.
pub struct Guide {
    pub name: &'static str,
    pub steps: &'static [Step],
}

/// A step: its picture, and what to do.
pub struct Step {
    pub picture: Picture,
    pub text: &'static str,
    /// It stands for the step before, where that can't be done.
    pub instead: bool,
}

const fn step(picture: Picture, text: &'static str) -> Step {
    Step { picture, text, instead: false }
}

const fn instead(picture: Picture, text: &'static str) -> Step {
    Step { picture, text, instead: true }
}

impl Words {
    /// The guide of a device.
    pub fn of(&self, device: Device) -> &Guide {
        &self.guides[device as usize]
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
    title: "On your home screen",
    what_for: "From there the card opens with one tap, without a network too, and takes next to no room.",
    installed: "You have it there already.",
    open_it: "Open the card",
    browser_first: "First open this page in your browser.",
    soon: "Open it from there within half an hour: for so long, your home screen finds the card by itself.",
    not_here: "This browser puts nothing on a home screen. Keep the page as a bookmark, or open it in one of these.",
    others: "On other devices",
    guides: [
        Guide {
            name: "iPhone and iPad, in Safari",
            steps: &[
                step(Picture::DotsBelow, "Tap ••• at the bottom right, then “Share”."),
                instead(
                    Picture::ShareBelow,
                    "Or, where there is no •••, tap the share sign: at the bottom, on an iPad at the top.",
                ),
                step(Picture::SheetRow, "Scroll down to “Add to Home Screen”. It may be behind “More”."),
                step(Picture::Confirm, "Leave all as it is, and tap “Add”."),
                step(Picture::Home, "Open {shop} from your home screen."),
            ],
        },
        Guide {
            name: "iPhone and iPad, in Chrome, Firefox or Edge",
            steps: &[
                step(
                    Picture::ShareAbove,
                    "Tap the share sign in the address bar. In Firefox and Edge it is in the menu.",
                ),
                step(Picture::SheetRow, "Scroll down to “Add to Home Screen”. It may be behind “More”."),
                step(Picture::Confirm, "Leave all as it is, and tap “Add”."),
                step(Picture::Home, "Open {shop} from your home screen."),
            ],
        },
        Guide {
            name: "Android, in Chrome or Edge",
            steps: &[
                step(Picture::DotsAbove, "Tap ⋮ at the top right. In Edge the menu is at the bottom."),
                step(Picture::MenuRow, "Tap “Add to Home screen” or “Add to phone”."),
                step(Picture::Confirm, "Tap “Install”."),
                step(Picture::Home, "Open {shop} from your home screen."),
            ],
        },
        Guide {
            name: "Android, in Samsung Internet",
            steps: &[
                step(Picture::LinesBelow, "Tap ≡ at the bottom right."),
                step(Picture::MenuRow, "Tap “Add to” or “Add page to”, then “Home screen”."),
                step(Picture::Confirm, "Tap “Add”."),
                step(Picture::Home, "Open {shop} from your home screen."),
            ],
        },
        Guide {
            name: "Android, in Firefox",
            steps: &[
                step(Picture::DotsAbove, "Tap ⋮ beside the address: at the top or at the bottom."),
                step(Picture::MenuRow, "Tap “Add to Home screen” or “Add app to Home screen”."),
                step(Picture::Confirm, "Tap “Add”."),
                step(Picture::Home, "Open {shop} from your home screen."),
            ],
        },
        Guide {
            name: "Computer, in Chrome or Edge",
            steps: &[
                step(Picture::InstallAbove, "Click the sign at the right end of the address bar."),
                step(Picture::Confirm, "Click “Install”."),
                step(Picture::Dock, "Open {shop} from among your apps."),
            ],
        },
        Guide {
            name: "Mac, in Safari",
            steps: &[
                step(Picture::MacMenu, "In the menu “File”, choose “Add to Dock”."),
                step(Picture::Confirm, "Click “Add”."),
                step(Picture::Dock, "Open {shop} from the Dock."),
            ],
        },
    ],
};

static FR: Words = Words {
    title: "Sur l’écran d’accueil",
    what_for: "De là, la carte s’ouvre d’une touche, même sans réseau, et ne prend presque pas de place.",
    installed: "Vous l’y avez déjà.",
    open_it: "Ouvrir la carte",
    browser_first: "Ouvrez d’abord cette page dans votre navigateur.",
    soon: "Ouvrez-la de là dans la demi-heure\u{a0}: pendant ce temps, votre écran d’accueil trouve la carte tout seul.",
    not_here: "Ce navigateur ne met rien sur un écran d’accueil. Gardez la page dans vos favoris, ou ouvrez-la dans l’un de ceux-ci.",
    others: "Sur d’autres appareils",
    guides: [
        Guide {
            name: "iPhone et iPad, avec Safari",
            steps: &[
                step(Picture::DotsBelow, "Touchez ••• en bas à droite, puis «\u{a0}Partager\u{a0}»."),
                instead(
                    Picture::ShareBelow,
                    "Ou, s’il n’y a pas de •••, touchez le signe de partage\u{a0}: en bas, sur un iPad en haut.",
                ),
                step(
                    Picture::SheetRow,
                    "Descendez jusqu’à «\u{a0}Sur l’écran d’accueil\u{a0}». C’est parfois sous «\u{a0}Plus\u{a0}».",
                ),
                step(Picture::Confirm, "Laissez tout tel quel et touchez «\u{a0}Ajouter\u{a0}»."),
                step(Picture::Home, "Ouvrez {shop} depuis votre écran d’accueil."),
            ],
        },
        Guide {
            name: "iPhone et iPad, avec Chrome, Firefox ou Edge",
            steps: &[
                step(
                    Picture::ShareAbove,
                    "Touchez le signe de partage dans la barre d’adresse. Avec Firefox et Edge, il est dans le menu.",
                ),
                step(
                    Picture::SheetRow,
                    "Descendez jusqu’à «\u{a0}Sur l’écran d’accueil\u{a0}». C’est parfois sous «\u{a0}Plus\u{a0}».",
                ),
                step(Picture::Confirm, "Laissez tout tel quel et touchez «\u{a0}Ajouter\u{a0}»."),
                step(Picture::Home, "Ouvrez {shop} depuis votre écran d’accueil."),
            ],
        },
        Guide {
            name: "Android, avec Chrome ou Edge",
            steps: &[
                step(Picture::DotsAbove, "Touchez ⋮ en haut à droite. Avec Edge, le menu est en bas."),
                step(
                    Picture::MenuRow,
                    "Touchez «\u{a0}Ajouter à l’écran d’accueil\u{a0}» ou «\u{a0}Ajouter au téléphone\u{a0}».",
                ),
                step(Picture::Confirm, "Touchez «\u{a0}Installer\u{a0}»."),
                step(Picture::Home, "Ouvrez {shop} depuis votre écran d’accueil."),
            ],
        },
        Guide {
            name: "Android, avec Samsung Internet",
            steps: &[
                step(Picture::LinesBelow, "Touchez ≡ en bas à droite."),
                step(Picture::MenuRow, "Touchez «\u{a0}Ajouter la page à\u{a0}», puis «\u{a0}Écran d’accueil\u{a0}»."),
                step(Picture::Confirm, "Touchez «\u{a0}Ajouter\u{a0}»."),
                step(Picture::Home, "Ouvrez {shop} depuis votre écran d’accueil."),
            ],
        },
        Guide {
            name: "Android, avec Firefox",
            steps: &[
                step(Picture::DotsAbove, "Touchez ⋮ à côté de l’adresse\u{a0}: en haut ou en bas."),
                step(Picture::MenuRow, "Touchez «\u{a0}Ajouter à l’écran d’accueil\u{a0}»."),
                step(Picture::Confirm, "Touchez «\u{a0}Ajouter\u{a0}»."),
                step(Picture::Home, "Ouvrez {shop} depuis votre écran d’accueil."),
            ],
        },
        Guide {
            name: "Ordinateur, avec Chrome ou Edge",
            steps: &[
                step(Picture::InstallAbove, "Cliquez sur le signe au bout de la barre d’adresse, à droite."),
                step(Picture::Confirm, "Cliquez sur «\u{a0}Installer\u{a0}»."),
                step(Picture::Dock, "Ouvrez {shop} parmi vos applications."),
            ],
        },
        Guide {
            name: "Mac, avec Safari",
            steps: &[
                step(Picture::MacMenu, "Dans le menu «\u{a0}Fichier\u{a0}», choisissez «\u{a0}Ajouter au Dock\u{a0}»."),
                step(Picture::Confirm, "Cliquez sur «\u{a0}Ajouter\u{a0}»."),
                step(Picture::Dock, "Ouvrez {shop} depuis le Dock."),
            ],
        },
    ],
};
