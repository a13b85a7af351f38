//! Portuguese: above the card inside other apps.

use crate::Template;
use crate::paper::InApp;

pub const WORDS: InApp = InApp {
    title: "Melhor no seu navegador",
    why: "Na janela desta app um cartão pode perder-se. O seu navegador guarda-o.",
    how: Template("Toque em {0} {1} e depois em «Abrir no navegador» ou «Abrir no {2}»."),
    top: "em cima à direita",
    bottom: "em baixo à direita",
    open: "Abrir no navegador",
    link: "Ou leve a ligação consigo",
    copy: "Copiar",
    copied: "Copiado",
};
