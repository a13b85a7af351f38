//! Spanish: the phones of a card.

use crate::Template;
use crate::paper::Settings;

pub const WORDS: Settings = Settings {
    phones: "Teléfonos con esta tarjeta",
    what_phones_are: "Cada teléfono, y cada icono en una pantalla de inicio, tiene su propia clave. Hasta cuatro pueden mostrar esta tarjeta; un quinto ocupa el lugar del que lleva más tiempo sin usarse.",
    phone_no: Template("Teléfono {0}"),
    this_phone: "Este teléfono",
    added: Template("Desde el {0}"),
    last_used: Template("mostrado por última vez {0}"),
    never_used: "aún sin mostrar",
    webcrypto: "El navegador guarda su clave y no se la da a nadie.",
    memory: "Su clave se hace de nuevo cada vez que se abre la tarjeta.",
    raw: "Su clave está en el almacenamiento del navegador, así que la tienda confirma cada recompensa.",
    rename: "Ponerle nombre",
    name: "Nombre",
    take_off: "Quitarlo",
    question: "¿Quitar este teléfono de la tarjeta?",
    means_here: "Es el teléfono en el que estás leyendo esto. Deja de mostrar su código enseguida. La tarjeta sigue siendo tuya en este navegador: un toque la recupera.",
    means_this_browser: "Pertenece a este navegador, por ejemplo como icono en tu pantalla de inicio. Deja de mostrar su código enseguida. Un toque allí la recupera.",
    means_elsewhere: "Deja de mostrar su código enseguida, y la tarjeta desaparece de ese teléfono. Es lo correcto si se ha perdido, vendido o regalado.",
    means_always: "Tus sellos y recompensas se quedan como están: están en la tienda, no en el teléfono.",
    the_only_one: "Ningún otro teléfono tiene esta tarjeta.",
    keep: "Dejarlo",
    named: "El nombre está guardado.",
    revoked: "El teléfono ya no está en la tarjeta.",
};
