//! Italian: the letter to the owner.

use crate::Template;
use crate::paper::Notice;

pub const WORDS: Notice = Notice {
    subject: Template("La carta {0} di {1} è passata a un altro telefono"),
    moved: Template("La carta {0} di {1} è passata a un altro telefono il {2}."),
    by: Template("Il codice per questo l’ha dato {0}, alla cassa «{1}»."),
    ends: Template(
        "I telefoni che l’avevano prima l’hanno persa, e il suo codice di recupero non vale più. Ciò che contiene non si può usare fino al {0}; si continua a guadagnare.",
    ),
    right: Template(
        "È in ordine? Allora non c’è nulla da fare. Un responsabile può togliere l’attesa al banco, nel menu sotto «{0}».",
    ),
    wrong: Template(
        "Non lo è? Allora lascia l’attesa com’è, e leggi nello stesso posto come {0} sapeva di chi è la carta. Dal {1} può essere spostata lì un’altra volta, sul telefono giusto; quello che l’ha ora la perde subito.",
    ),
};
