//! Spanish: above the card inside other apps.

use crate::Template;
use crate::paper::InApp;

pub const WORDS: InApp = InApp {
    title: "Mejor en tu navegador",
    why: "En la ventana de esta app una tarjeta puede perderse. Tu navegador la guarda.",
    how: Template("Toca {0} {1} y después «Abrir en el navegador» o «Abrir en {2}»."),
    top: "arriba a la derecha",
    bottom: "abajo a la derecha",
    open: "Abrir en el navegador",
    link: "O llévate el enlace",
    copy: "Copiar",
    copied: "Copiado",
};
