//! Spanish: the consents.

use crate::Template;
use crate::paper::Consents;

pub const WORDS: Consents = Consents {
    news: Template("{0} puede enviarme sus novedades y ofertas {1}, hasta que yo diga lo contrario."),
    reminders: Template(
        "{0} puede recordarme {1} las recompensas que me esperan y lo que está a punto de caducar, hasta que yo diga lo contrario.",
    ),
    by_email: "por correo electrónico",
    by_sms: "por SMS",
    by_push: "con notificaciones en mi teléfono",
};
