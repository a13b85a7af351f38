//! Spanish: letters.

use crate::Template;
use crate::paper::Letters;

pub const WORDS: Letters = Letters {
    subject: Template("Tu código para {0}"),
    your_code: "Tu código:",
    type_it: "Escríbelo en la página donde lo pediste, antes de 10 minutos.",
    confirming: Template("Desde entonces esta dirección recupera tu tarjeta de {0} si pierdes el teléfono."),
    recovering: Template("Lleva tu tarjeta de {0} a ese teléfono; todos los demás la pierden."),
    not_asked: "¿No lo has pedido? Entonces no hay nada que hacer. No le des el código a nadie, tampoco en el mostrador.",
};
