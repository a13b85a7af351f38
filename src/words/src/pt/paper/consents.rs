//! Portuguese: the consents.

use crate::Template;
use crate::paper::Consents;

pub const WORDS: Consents = Consents {
    news: Template("{0} pode enviar-me as suas novidades e ofertas {1}, até eu dizer o contrário."),
    reminders: Template(
        "{0} pode lembrar-me {1} das recompensas que me esperam e do que está prestes a expirar, até eu dizer o contrário.",
    ),
    by_email: "por e-mail",
    by_sms: "por SMS",
    by_push: "com notificações no meu telemóvel",
};
