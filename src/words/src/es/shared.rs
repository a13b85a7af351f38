//! Spanish: what all apps say.

use super::count;
use crate::{Sentences, Shared};

pub const WORDS: Shared = Shared {
    close: "Cerrar",
    back: "Volver",
    retry: "Reintentar",
    new_version: "Hay una versión nueva.",
    reload: "Recargar",
    language: "Idioma",
    just_now: "ahora mismo",
    stamps: count("{0} sello", "{0} de sellos", "{0} sellos"),
    points: count("{0} punto", "{0} de puntos", "{0} puntos"),
    offline: Sentences::new("Ahora no hay conexión.", "Revisa la red y vuelve a intentarlo."),
    rate_limited: Sentences::new("Ha sido mucho de una vez.", "Espera un momento y vuelve a intentarlo."),
    busy: Sentences::new("El servidor está ocupado.", "Inténtalo en un momento: no se pierde nada."),
    internal: Sentences::new("Algo ha fallado por nuestra parte.", "Inténtalo otra vez: nada se cuenta dos veces."),
    unknown_shop: Sentences::new(
        "No hay ninguna tienda en esta dirección.",
        "Revisa el enlace o escanea otra vez el cartel de la tienda.",
    ),
    not_found: Sentences::new("No hay nada en esta dirección.", "Vuelve atrás e inténtalo otra vez."),
    bad_public_key: Sentences::new(
        "La clave de este teléfono no se ha aceptado.",
        "Actualiza el navegador y abre la tarjeta otra vez.",
    ),
    holder_required: Sentences::new(
        "Este navegador no tiene ninguna tarjeta aquí.",
        "Consigue una tarjeta en la página de la tienda.",
    ),
    failed: Sentences::new("No ha funcionado.", "Recarga la página y vuelve a intentarlo."),
};
