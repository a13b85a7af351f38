//! Spanish: the counter's page for lost phones.

use super::count;
use crate::{Moves, Template};

pub const WORDS: Moves = Moves {
    back: "Volver al mostrador",
    about: "Busca la tarjeta por su número, o por cuándo estuvo aquí el cliente. Un teléfono nuevo la recibe con todo lo que tiene.",
    number: "Número de tarjeta",
    around: "Estuvo aquí hacia",
    find: "Buscar la tarjeta",
    found: "No leas esto en voz alta: pregunta cuándo vino por última vez y qué tiene la tarjeta.",
    none: "Ninguna tarjeta encaja. Pregunta por otro día u otra hora.",
    here: Template("Aquí el {0}"),
    last: Template("Última visita el {0}"),
    never: "Nunca estuvo en el mostrador",
    rewards: count("{0} recompensa lista", "{0} de recompensas listas", "{0} recompensas listas"),
    choose: "Es esta",
    other: "Otra tarjeta",
    means: "El teléfono nuevo recibe la tarjeta y el viejo la pierde al momento, con su código de recuperación. Lo que tiene espera 24 horas antes de poder usarse; se sigue ganando. El dueño lo lee, con tu nombre.",
    reason: "¿Cómo sabes que es la suya?",
    give: "Crear un código",
    code: "El código para el teléfono nuevo",
    use_it: Template("Se escanea con la cámara del teléfono nuevo, o se abre allí {0} y se escribe el código."),
    qr_label: "El mismo código, para la cámara de un teléfono",
    until: Template("Sirve una vez, hasta el {0}."),
    till_full: "Esta caja ya ha pasado hoy todas las tarjetas que puede.",
    moved_today: "Esta tarjeta ya cambió de teléfono hoy.",
    moves: "Tarjetas cambiadas de teléfono",
    no_moves: "Ninguna todavía.",
    by: Template("Por {0}, en «{1}»"),
    unused: "El código no se usó.",
    waits: Template("Lo que tiene espera hasta el {0}."),
    free: "Lo que tiene se puede usar.",
    lifted_by: Template("{0} terminó la espera."),
    lift: "Terminar la espera",
    lifted: "Lo que tiene la tarjeta ya se puede usar.",
};
