//! Small shared pieces on native elements; their looks are in style/base.css.

mod button;
mod dialog;
mod lang_switch;
mod toast;

pub use button::{Button, Look};
pub use dialog::Dialog;
pub use lang_switch::LangSwitch;
pub use toast::{Toasts, toast, toast_with};
