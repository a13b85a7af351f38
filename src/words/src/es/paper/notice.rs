//! Spanish: the letter to the owner.

use crate::Template;
use crate::paper::Notice;

pub const WORDS: Notice = Notice {
    subject: Template("La tarjeta {0} de {1} pasó a otro teléfono"),
    moved: Template("La tarjeta {0} de {1} pasó a otro teléfono el {2}."),
    by: Template("{0} dio el código para ello, en la caja «{1}»."),
    ends: Template(
        "Los teléfonos que la tenían antes la perdieron, y su código de recuperación ya no sirve. Lo que tiene no se puede usar hasta el {0}; se sigue ganando.",
    ),
    right: Template(
        "¿Está en orden? Entonces no hay nada que hacer. Un encargado puede terminar la espera en el mostrador, en el menú, en «{0}».",
    ),
    wrong: Template(
        "¿No lo está? Entonces deja la espera como está, y lee en el mismo lugar cómo supo {0} de quién es la tarjeta. Desde el {1} puede pasar allí una vez más, al teléfono correcto; el que la tiene ahora la pierde al momento.",
    ),
};
