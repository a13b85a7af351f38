//! What has to be done on each device, step by step.

use words::paper::Install;

use super::pictures::Picture;
use crate::device::Device;

/// A step: its picture, and what to do.
pub struct Step {
    pub picture: Picture,
    pub text: String,
    /// It stands for the step before, where that can't be done.
    pub instead: bool,
}

fn step(picture: Picture, text: &str) -> Step {
    Step { picture, text: text.to_owned(), instead: false }
}

/// What people call the device.
pub fn name(device: Device, words: &Install) -> &'static str {
    match device {
        Device::IosSafari => words.ios_safari,
        Device::IosOther => words.ios_other,
        Device::AndroidChrome => words.android_chrome,
        Device::Samsung => words.samsung,
        Device::AndroidFirefox => words.android_firefox,
        Device::DeskChrome => words.desk_chrome,
        Device::MacSafari => words.mac_safari,
    }
}

/// The steps that put a shop's card on its home screen.
pub fn steps(device: Device, words: &Install, shop: &str) -> Vec<Step> {
    let sheet = || [step(Picture::SheetRow, words.sheet_row), step(Picture::Confirm, words.leave_and_add)];
    let mut steps = match device {
        Device::IosSafari => {
            let before = Step { instead: true, ..step(Picture::ShareBelow, words.share_below) };
            [step(Picture::DotsBelow, words.dots_below), before].into_iter().chain(sheet()).collect()
        }
        Device::IosOther => [step(Picture::ShareAbove, words.share_above)].into_iter().chain(sheet()).collect(),
        Device::AndroidChrome => vec![
            step(Picture::DotsAbove, words.dots_chrome),
            step(Picture::MenuRow, words.row_chrome),
            step(Picture::Confirm, words.tap_install),
        ],
        Device::Samsung => vec![
            step(Picture::LinesBelow, words.lines_below),
            step(Picture::MenuRow, words.row_samsung),
            step(Picture::Confirm, words.tap_add),
        ],
        Device::AndroidFirefox => vec![
            step(Picture::DotsAbove, words.dots_firefox),
            step(Picture::MenuRow, words.row_firefox),
            step(Picture::Confirm, words.tap_add),
        ],
        Device::DeskChrome => {
            vec![step(Picture::InstallAbove, words.sign), step(Picture::Confirm, words.click_install)]
        }
        Device::MacSafari => vec![step(Picture::MacMenu, words.menu_mac), step(Picture::Confirm, words.click_add)],
    };
    steps.push(match device {
        Device::DeskChrome => step(Picture::Dock, &words.from_apps.with([shop])),
        Device::MacSafari => step(Picture::Dock, &words.from_dock.with([shop])),
        _ => step(Picture::Home, &words.from_home.with([shop])),
    });
    steps
}
