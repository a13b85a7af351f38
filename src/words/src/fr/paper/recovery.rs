//! French: the recovery code.

use crate::Template;
use crate::paper::Recovery;

pub const WORDS: Recovery = Recovery {
    section: "Si vous perdez votre téléphone",
    what_it_is: "Avec un code de secours, vous faites passer vous-même cette carte sur un autre téléphone, avec tout ce qu’elle porte. Gardez-le sur papier, ou là où vous gardez vos mots de passe.",
    none_yet: "Vous n’avez pas encore de code de secours.",
    not_confirmed: Template("Un code a été fait le {0}, mais vous n’avez pas dit que vous l’aviez gardé."),
    saved_on: Template("Vous avez gardé un code le {0}."),
    make: "Faire un code de secours",
    make_another: "Faire un nouveau code",
    ends_the_old: "Le code que vous avez maintenant ne marchera plus.",
    title: "Votre code de secours",
    write_it_down: "Imprimez cette page, prenez-la en photo ou notez le code. Il est montré cette seule fois : nous n’en gardons pas de copie.",
    qr_label: "Le même code, pour l’appareil photo d’un téléphone",
    how_to_use: Template(
        "Pour l’utiliser, scannez l’image avec le nouveau téléphone, ou ouvrez-y {0} et tapez le code.",
    ),
    why_confirm: "C’est fait ? Tapez alors ses quatre derniers caractères d’après votre copie.",
    last_four: "Quatre derniers caractères",
    i_kept_it: "Je l’ai gardé",
    wrong_last: "Ce ne sont pas ses quatre derniers caractères. Regardez encore votre copie.",
    saved: "Votre code de secours est gardé. Rien ne peut plus se perdre.",
    recover_title: "Faire revenir votre carte",
    has_one: "Ce navigateur a une carte ici.",
    open_it: "L’ouvrir",
    type_it: "Tapez le code de secours que vous avez gardé, ou celui qu’on vous a donné au comptoir.",
    code: "Code de secours",
    bring_back: "La faire revenir",
    what_it_does: "Tout téléphone qui avait la carte la perd, et le code ne sert qu’une fois : faites-en ensuite un nouveau.",
    waits: Template(
        "Votre carte est maintenant sur ce téléphone. Ce qu’elle porte peut servir à partir du {0} : d’ici là, elle se remplit seulement.",
    ),
    no_code: "Pas de code sous la main ?",
    other_phone: Template("Si un autre téléphone montre encore la carte, ouvrez-y « {0} » et faites un code."),
    at_the_counter: "Sinon, demandez au comptoir : on y retrouve votre carte d’après vos passages, et on vous donne un code. Vos tampons et vos récompenses sont à la boutique.",
    by_email: "Ou par e-mail",
    what_by_email: Template("Si vous avez confirmé votre adresse e-mail sous « {0} », un code peut y aller."),
    what_it_does_by_email: "Le code de l’e-mail ne sert qu’une fois. Tout téléphone qui avait la carte la perd, et le code de secours que vous auriez gardé ne marche plus : faites-en ensuite un nouveau.",
    email: "Adresse e-mail",
    bad_email: "Ce n’est pas une adresse e-mail.",
    sent: "Si une carte d’ici a cette adresse, un code est en route. Il vaut 10 minutes.",
    wrong: "Aucune carte n’a ce code. Cherchez des caractères confondus, puis réessayez.",
    held: "Ce navigateur a déjà une autre carte ici, et elle n’est pas vide. Demandez au comptoir : on y réunit les deux, et rien n’est perdu.",
    merged: Template(
        "Tout ce que portait cette carte est passé sur la carte n° {0}. Demandez au comptoir si ce n’est pas la vôtre.",
    ),
};
