//! Spanish: what more than one page says.

use crate::Template;
use crate::paper::{Common, MailCode};

pub const WORDS: Common = Common {
    back: "Volver a la tarjeta",
    pages: "Más sobre esta tarjeta",
    install: "Pantalla de inicio",
    version: Template("Versión {0} del programa. Lo que ganaste antes sigue siendo tuyo con una nueva."),
    no_card: "Este navegador no tiene ninguna tarjeta aquí. Abre la página de la tienda para conseguir una.",
    save: "Guardar",
    invalid: "Así no puede ser. Revisa lo que has rellenado y vuelve a intentarlo.",
    again: "La página era antigua. No ha cambiado nada: vuelve a intentarlo desde aquí.",
    gone: "Eso ya no existe. Así está todo ahora.",
    wait: "Han sido muchos intentos. Espera unos minutos y vuelve a intentarlo.",
    failed: "No ha funcionado. No ha cambiado nada: inténtalo otra vez en un momento.",
};

pub const MAIL_CODE: MailCode = MailCode {
    send: "Enviarme un código",
    send_another: "Enviar otro código",
    type_it: "Escribe aquí el código del correo. ¿No ha llegado nada? Mira entre el correo no deseado.",
    label: "Código del correo",
    wrong: "Ese no es el código del correo, o es demasiado antiguo.",
};
