//! Français : les mots du comptoir.

use kit::i18n::{Lang, Said, texts_of};
use wire::{Code, Problem};

use super::Texts;
use crate::when;

/// Les mots.
pub static TEXTS: Texts = Texts {
    title: "Comptoir",
    pair_title: "Associer cet appareil",
    pair_hint: "Le gérant a un code d’association pour lui. Il ne sert qu’une fois.",
    pair_code: "Code d’association",
    pair_name: "Nom de cet appareil",
    pair_name_default: "Comptoir",
    pair_go: "Associer",
    who_title: "Qui est au comptoir ?",
    who_none: "La liste est encore vide. Le gérant y ajoute l’équipe.",
    pin_title: |name| ["Bonjour ", name, ", votre code PIN"].concat(),
    pin_dots: |count| [&count.to_string(), " chiffres sur 6"].concat(),
    delete: "Effacer",
    someone_else: "Quelqu’un d’autre",
    aim: "Présentez le code du client devant la caméra",
    camera_view: "Image de la caméra",
    camera_starting: "La caméra démarre…",
    camera_denied: Said::fixed(
        "La caméra n’est pas autorisée.",
        "Autorisez-la pour cette page dans les réglages du navigateur. En attendant, tapez le code sous le QR.",
    ),
    camera_missing: Said::fixed("Cet appareil n’a pas de caméra.", "Tapez le code qui se trouve sous le QR du client."),
    camera_busy: Said::fixed(
        "La caméra est prise par autre chose.",
        "Fermez les autres applications qui s’en servent. En attendant, tapez le code sous le QR.",
    ),
    camera_insecure: Said::fixed(
        "La caméra demande une page sécurisée (https).",
        "Ouvrez cette page par son adresse https. En attendant, tapez le code sous le QR.",
    ),
    camera_again: "Réessayer la caméra",
    torch: "Lampe",
    type_code: "Taper un code",
    type_hint: "Les huit caractères sous le QR du client. Ils changent toutes les 30 secondes.",
    type_label: "Code sous le QR",
    type_go: "Vérifier",
    sending: "Envoi…",
    sending_again: |n, of| ["Le réseau est lent : essai ", &n.to_string(), " sur ", &of.to_string(), "…"].concat(),
    unsent: Said::fixed(
        "Pas de réponse.",
        "Vérifiez le réseau. Réessayer ne compte rien deux fois ; les dernières visites montrent ce qui est arrivé.",
    ),
    give_up: "Laisser",
    of_goal: |balance, goal| [&balance.to_string(), " sur ", &goal.to_string()].concat(),
    to_go: |left| ["encore ", &left.to_string(), " jusqu’au cadeau"].concat(),
    plus: |what| ["+ ", &what].concat(),
    minus: |what| ["− ", &what].concat(),
    used: "Cadeau utilisé",
    gifted: "Geste offert",
    undone: "Annulé",
    same: "Même visite",
    same_hint: |seconds| match seconds {
        Some(seconds) => {
            ["Ce code a servi ", &ago(seconds), " à cette caisse : c’est la même visite. Rien n’est compté deux fois."]
                .concat()
        }
        None => "Ce code a déjà servi à cette caisse : c’est la même visite. Rien n’est compté deux fois.".into(),
    },
    choose: "Que fait-on ?",
    card: |number| ["Carte ", number].concat(),
    quantity: "Combien",
    less: "Un de moins",
    more: "Un de plus",
    give_stamps: |count| ["Donner ", &(shared().stamps)(count)].concat(),
    amount: "Montant payé",
    by_credit: "Crédit",
    credit: |money| [money, " de crédit pour payer"].concat(),
    credit_all: |money| ["Tout : ", money].concat(),
    credit_bill: |money| ["L’addition : ", money].concat(),
    credit_other: "Autre",
    left_to_pay: |money| ["Reste à payer : ", money].concat(),
    give_none: "Tapez le montant",
    give_bill: |money| ["Valider ", money].concat(),
    counted: "Compté",
    paid: |money| [money, " payés en crédit"].concat(),
    member: "Adhésion",
    member_until: |date| ["Membre jusqu’au ", date].concat(),
    member_ended: |date| ["Adhésion finie le ", date].concat(),
    renew: "Renouveler : ",
    enrol: "Inscrire : ",
    nearly: |points, reward| ["Encore ", points, " : ", reward].concat(),
    refund_part: "Partie…",
    refund_what: |what| ["Rembourser une partie de : ", what].concat(),
    refund_title: "Combien a été remboursé ?",
    refund_go: "Rembourser",
    refunded: "Remboursement",
    correct: "Corriger",
    correct_what: "Quoi",
    correct_more: "Plus",
    correct_less: "Moins",
    correct_by: "Combien",
    correct_go: "Corriger",
    override_limit: "Laisser passer",
    instead: "à la place",
    corrected: "Corrigé à la main",
    rewards_ready: "Prêt à utiliser",
    redeem: |title| ["Utiliser : ", title].concat(),
    redeem_go: "Utiliser",
    gift: "Geste",
    gift_what: "Quoi",
    gift_reason: "Pourquoi",
    gift_go: "Offrir",
    another_purchase: "Un autre achat",
    confirm_what: |title| ["Le client est là et le veut maintenant : ", title, " ?"].concat(),
    confirm_go: "Oui, utiliser",
    confirm_no: "Non",
    next: "Client suivant",
    visits: "Dernières visites",
    visits_none: "Les prochaines s’affichent ici, chacune avec son annulation.",
    undo_what: |what| ["Annuler : ", what].concat(),
    taken_back: "annulé",
    switch_person: "Changer de personne",
    pair_again: "Associer à nouveau",
    menu: "Menu",
    show_staff: Said::fixed(
        "Montrez ce code à l’équipe",
        "Elle scanne le code de votre carte, et le tampon est à vous.",
    ),
    i_work_here: "Je travaille ici",
    open_scanner: "Ouvrir le scanner",
    costs: |points| (shared().points)(points),
    refusal,
};

fn shared() -> &'static kit::i18n::Texts {
    texts_of(Lang::Fr)
}

fn ago(seconds: i64) -> String {
    if seconds < 2 { "à l’instant".into() } else { ["il y a ", &*(shared().duration)(seconds)].concat() }
}

fn refusal(problem: &Problem, now_ms: i64) -> Option<Said<'static>> {
    let (what, todo) = match problem.code {
        Code::CodeUsed => {
            let when = problem.at.as_ref().and_then(|at| when::seconds_ago(at, now_ms)).map_or("déjà".into(), ago);
            let new = "Si c’est un nouvel achat, attendez que le code du client change : 15 secondes au plus.";
            match &problem.by {
                Some(till) => (["Ce code a servi ", &when, " à la caisse « ", till, " »."].concat(), new.to_owned()),
                None => {
                    (["Ce code a servi ", &when, " à cette caisse : c’est la même visite."].concat(), new.to_owned())
                }
            }
        }
        Code::Cooldown => {
            let left = problem.until.as_ref().and_then(|until| when::seconds_until(until, now_ms)).unwrap_or(60);
            let wait = [" Sinon, elle pourra être scannée dans ", &(shared().duration)(left.max(1)), "."].concat();
            (
                "Cette carte était là à l’instant : c’est la même visite.".into(),
                ["Un nouvel achat ? Touchez « Un autre achat ».", &wait].concat(),
            )
        }
        Code::ClockWrong => {
            let off = problem.off_by_s.unwrap_or(600);
            let side = if off < 0 { " de retard." } else { " d’avance." };
            (
                ["L’horloge du téléphone du client a ", &(shared().duration)(off), side].concat(),
                "Demandez-lui d’ouvrir sa carte en ligne une fois, puis scannez à nouveau.".to_owned(),
            )
        }
        _ => return None,
    };
    Some(Said { what: what.into(), todo: todo.into() })
}
