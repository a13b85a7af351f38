//! How the card goes on a home screen. What stands in quotes is what the browsers call it in that language.

use crate::{Template, list::texts};

texts! {
    /// The words of the page that shows how to install.
    Install {
        /// The page.
        title: &'static str,
        /// What it is good for.
        what_for: &'static str,
        /// Read in the installed app only, before a link to the card.
        installed: &'static str,
        /// The link.
        open_it: &'static str,
        /// Before how one leaves the app one is in.
        browser_first: &'static str,
        /// The way to the card that is handed over does not stay.
        soon: &'static str,
        /// For browsers that put nothing on a home screen.
        not_here: &'static str,
        /// The other devices.
        others: &'static str,
        /// Safari on an iPhone or iPad.
        ios_safari: &'static str,
        /// Another browser there.
        ios_other: &'static str,
        /// Chrome or Edge on Android.
        android_chrome: &'static str,
        /// Samsung Internet.
        samsung: &'static str,
        /// Firefox on Android.
        android_firefox: &'static str,
        /// Chrome or Edge on a computer.
        desk_chrome: &'static str,
        /// Safari on a Mac.
        mac_safari: &'static str,
        /// Safari from iOS 26 on: the menu, and what is in it.
        dots_below: &'static str,
        /// Safari before: the share sign.
        share_below: &'static str,
        /// The share sign of other browsers.
        share_above: &'static str,
        /// The row of the share sheet.
        sheet_row: &'static str,
        /// The share sheet's last question.
        leave_and_add: &'static str,
        /// The menu of Chrome and Edge.
        dots_chrome: &'static str,
        /// Its row.
        row_chrome: &'static str,
        /// The question after it.
        tap_install: &'static str,
        /// The menu of Samsung Internet.
        lines_below: &'static str,
        /// Its row.
        row_samsung: &'static str,
        /// The menu of Firefox.
        dots_firefox: &'static str,
        /// Its row.
        row_firefox: &'static str,
        /// The question after either.
        tap_add: &'static str,
        /// The sign of Chrome and Edge on a computer.
        sign: &'static str,
        /// The question after it.
        click_install: &'static str,
        /// The menu of Safari on a Mac.
        menu_mac: &'static str,
        /// The question after it.
        click_add: &'static str,
        /// The shop, from the home screen of a phone.
        from_home: Template<1>,
        /// The shop, from among the apps of a computer.
        from_apps: Template<1>,
        /// The shop, from a Mac's Dock.
        from_dock: Template<1>,
    }
}
