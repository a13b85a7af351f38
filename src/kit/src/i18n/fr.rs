//! Français : les mots communs aux applications, et les refus.

use wire::{Code, Problem};

#[cfg(feature = "till")]
use super::format;
use super::{Said, Texts, counted};

/// Les mots.
pub static TEXTS: Texts = Texts {
    close: "Fermer",
    back: "Retour",
    retry: "Réessayer",
    undo: "Annuler",
    cancel: "Ne rien faire",
    wait: "Un instant…",
    new_version: "Une nouvelle version est là.",
    reload: "Recharger",
    language: "Langue",
    just_now: "à l’instant",
    stamps: |count| number_of(count, "tampon", "tampons"),
    points: |count| number_of(count, "point", "points"),
    duration,
    offline: Said::fixed("Pas de connexion pour l’instant.", "Vérifiez le réseau, puis réessayez."),
    problem,
};

/// En français, zéro et un sont au singulier.
fn number_of(count: i64, one: &str, many: &str) -> String {
    counted(count, (-1..=1).contains(&count), one, many)
}

fn duration(seconds: i64) -> String {
    match seconds.abs() {
        s @ 0..60 => number_of(s, "seconde", "secondes"),
        s @ 60..3600 => number_of(s / 60, "minute", "minutes"),
        s @ 3600..86_400 => number_of(s / 3600, "heure", "heures"),
        s => number_of(s / 86_400, "jour", "jours"),
    }
}

/// « jusqu’à 14:32 », ou rien.
#[cfg(feature = "till")]
fn until(problem: &Problem) -> String {
    match problem.until.as_ref().and_then(format::ms_of) {
        Some(ms) => [" jusqu’à ", &format::time_of_day(ms)].concat(),
        None => String::new(),
    }
}

/// « à 14:32, caisse « Bar » », autant qu’on le sait.
#[cfg(feature = "till")]
fn used(problem: &Problem) -> String {
    let mut text = String::new();
    if let Some(ms) = problem.at.as_ref().and_then(format::ms_of) {
        text += " à ";
        text += &format::time_of_day(ms);
    }
    if let Some(by) = &problem.by {
        text += ", caisse « ";
        text += by;
        text += " »";
    }
    text
}

fn problem(problem: &Problem) -> Said<'static> {
    match customer(problem.code) {
        Some((what, todo)) => Said::fixed(what, todo),
        None => till(problem),
    }
}

/// Ce qu’un client peut rencontrer.
fn customer(code: Code) -> Option<(&'static str, &'static str)> {
    Some(match code {
        Code::RateLimited => ("Cela fait beaucoup d’un coup.", "Attendez un instant, puis réessayez."),
        Code::Busy | Code::Timeout => ("Le serveur est occupé.", "Réessayez dans un instant : rien n’est perdu."),
        Code::Internal => ("Un souci est survenu chez nous.", "Réessayez : rien n’est compté deux fois."),
        Code::UnknownShop => {
            ("Aucune boutique à cette adresse.", "Vérifiez le lien, ou rescannez l’affiche de la boutique.")
        }
        Code::NotFound | Code::MethodNotAllowed => {
            ("Il n’y a rien à cette adresse.", "Revenez en arrière et réessayez.")
        }
        Code::BadPublicKey => {
            ("La clé de ce téléphone n’a pas été acceptée.", "Mettez le navigateur à jour, puis rouvrez la carte.")
        }
        Code::HolderRequired => ("Ce navigateur n’a pas de carte ici.", "Prenez une carte sur la page de la boutique."),
        _ => return None,
    })
}

#[cfg(not(feature = "till"))]
fn till(_: &Problem) -> Said<'static> {
    Said::fixed("Cela n’a pas marché.", "Rechargez la page, puis réessayez.")
}

/// Quelle limite de la boutique est atteinte, par son nom dans le programme.
#[cfg(feature = "till")]
fn limit(name: Option<&str>) -> &'static str {
    match name {
        Some("quantity_max") => "C’est plus qu’un achat ne peut compter",
        Some("stamps_per_day_max") => "Cette carte a tous ses tampons d’aujourd’hui",
        Some("points_per_day_max") => "Cette carte a tous ses points d’aujourd’hui",
        Some("credit_per_day_max") => "Cette carte a tout son crédit d’aujourd’hui",
        Some("visits_per_day_max") => "Cette carte a fait toutes ses visites d’aujourd’hui",
        Some("gifts_per_day_max") => "Vous avez offert tous vos gestes d’aujourd’hui",
        Some("manual_per_staff_day_max") => "Vous avez fait toutes vos corrections d’aujourd’hui",
        Some("earns_per_till_day_max") => "Cette caisse a noté tout ce qu’elle peut aujourd’hui",
        _ => "Une limite de la boutique est atteinte",
    }
}

/// Ce qu’une caisse seule rencontre.
#[cfg(feature = "till")]
fn till(problem: &Problem) -> Said<'static> {
    let (what, todo) = match problem.code {
        Code::ClockWrong => {
            let off = duration(problem.off_by_s.unwrap_or(600));
            let side = if problem.off_by_s.unwrap_or(0) < 0 { " de retard." } else { " d’avance." };
            let what = ["L’horloge du téléphone du client a ", &off, side].concat();
            return Said {
                what: what.into(), todo: "Demandez-lui d’ouvrir sa carte une fois avec du réseau.".into()
            };
        }
        Code::WrongPin => {
            let todo = match problem.tries_left {
                Some(left) => ["Réessayez : encore ", &number_of(left.into(), "essai", "essais"), "."].concat(),
                None => "Réessayez.".to_owned(),
            };
            return Said { what: "Ce code PIN est faux.".into(), todo: todo.into() };
        }
        Code::Locked => {
            let what = ["Trop d’essais : bloqué", &until(problem), "."].concat();
            return Said { what: what.into(), todo: "Attendez, ou demandez au gérant de débloquer.".into() };
        }
        Code::CodeUsed => {
            let what = ["Ce code a déjà servi", &used(problem), "."].concat();
            return Said { what: what.into(), todo: "Si c’est un nouvel achat, attendez le code suivant.".into() };
        }
        Code::Cooldown => {
            let what = "Cette carte vient d’être scannée : c’est la même visite.";
            let todo = ["Pour un autre achat, dites-le ici, ou attendez", &until(problem), "."].concat();
            return Said { what: what.into(), todo: todo.into() };
        }
        Code::LimitReached => {
            let what = [limit(problem.limit.as_deref()), &until(problem), "."].concat();
            return Said { what: what.into(), todo: "Un responsable peut laisser passer.".into() };
        }
        Code::InsufficientBalance => {
            let what = match problem.missing {
                Some(missing) => {
                    ["Il n’y a pas assez sur cette carte : il manque ", &missing.to_string(), "."].concat()
                }
                None => "Il n’y a pas assez sur cette carte.".to_owned(),
            };
            return Said { what: what.into(), todo: "Choisissez autre chose, ou cumulez d’abord.".into() };
        }
        Code::TillRequired => ("Cet appareil n’est relié à aucune boutique.", "Reliez-le avec un code du gérant."),
        Code::StaffRequired => ("Personne n’est connecté à cette caisse.", "Choisissez votre nom et entrez votre PIN."),
        Code::KeyRefused => ("Cette clé d’API n’est pas acceptée.", "Créez-en une avec le bon droit."),
        Code::BadPairingCode => ("Ce code est faux, déjà utilisé ou trop ancien.", "Demandez-en un nouveau au gérant."),
        Code::UnknownStaff => ("Cette personne ne travaille plus ici.", "Choisissez un autre nom."),
        Code::Malformed => ("Ce n’est pas un de nos codes.", "Demandez au client d’ouvrir sa carte."),
        Code::UnsupportedVersion => {
            ("Ce code est d’une version plus récente.", "Rechargez cette page pour la mettre à jour.")
        }
        Code::BadSignature => ("Ce code ne correspond pas à la carte.", "Demandez au client de rouvrir sa carte."),
        Code::UnknownCard => ("Aucune carte connue pour ce code.", "Demandez au client de rouvrir sa carte."),
        Code::OtherShop => ("C’est la carte d’une autre boutique.", "Demandez la carte de cette boutique."),
        Code::CardMerged => {
            let into = problem.into.as_deref().unwrap_or("d’un autre numéro");
            let what = ["Le contenu de cette carte est passé sur la carte ", into, "."].concat();
            return Said { what: what.into(), todo: "Demandez au client de montrer celle-là.".into() };
        }
        Code::CardBlocked => ("Cette carte est bloquée.", "Le gérant peut dire pourquoi et la débloquer."),
        Code::KeyRevoked => ("Ce téléphone a été retiré de la carte.", "Demandez au client de rouvrir sa carte."),
        Code::Replayed => {
            ("Ce code est ancien : peut-être une capture d’écran.", "Demandez à voir la carte elle-même.")
        }
        Code::BadTillSignature => ("Cette ligne ne vient pas de cette caisse.", "Montrez-la au gérant."),
        Code::LeaseOver => {
            ("Cette caisse est restée hors ligne trop longtemps.", "Montrez-la au gérant : rien n’est compté.")
        }
        Code::UnknownVisit => ("Cette visite n’est pas connue ici.", "Scannez à nouveau la carte."),
        Code::UnknownOperation => ("Cette ligne n’est pas connue ici.", "Rechargez la liste, puis regardez à nouveau."),
        Code::UnknownStampCard | Code::UnknownReward => ("Le programme a changé.", "Scannez à nouveau la carte."),
        Code::UnknownVoucher => ("Cette récompense n’est pas sur la carte.", "Scannez à nouveau la carte."),
        Code::VoucherUsed => ("Cette récompense a déjà servi.", "Regardez l’historique de la carte."),
        Code::VoucherExpired => ("Cette récompense a expiré.", "Un geste commercial reste possible."),
        Code::AmountRequired => ("Il faut le montant.", "Entrez ce qui a été payé."),
        Code::ConfirmRequired => {
            ("Cette récompense demande votre accord.", "Le client est-il là, et la veut-il maintenant ?")
        }
        Code::AlreadyVoided => ("C’est déjà annulé.", "Il n’y a plus rien à faire."),
        Code::VoidWindowOver => ("Il est trop tard pour annuler ici.", "Un responsable le peut encore."),
        Code::ManagerRequired => {
            ("C’est pour un responsable.", "Un responsable, ou la personne qui l’a fait, le peut.")
        }
        Code::UnknownChoice | Code::UnknownAction | Code::UnknownPurse => {
            ("Le programme a changé.", "Scannez à nouveau la carte.")
        }
        Code::RewardUnavailable => ("Cette récompense n’est pas disponible.", "Choisissez-en une autre."),
        Code::ActionDone => ("C’est déjà compté.", "Cela comptera à nouveau une autre fois."),
        Code::EarnedByVisit => ("Ces tampons viennent avec la visite.", "Il n’y a rien à ajouter."),
        Code::ExternalRefUsed => ("Ce ticket a déjà servi.", "Regardez l’historique de la carte."),
        Code::EarnedFirst => ("Cette addition a déjà rapporté.", "Annulez, payez en crédit, puis cumulez à nouveau."),
        Code::MoreThanBill => ("Le crédit ne paie pas plus que l’addition.", "Entrez un montant plus petit."),
        Code::LessThanMinimum => ("C’est moins que le minimum en crédit.", "Entrez un montant plus grand."),
        Code::NoMembership | Code::NotAMember => ("Cette carte n’a pas d’adhésion.", "Commencez-en une d’abord."),
        Code::AlreadyMember => ("Cette carte a déjà une adhésion.", "Renouvelez-la à son terme."),
        Code::NotRenewable => ("Cette adhésion ne se renouvelle pas.", "Commencez-en une autre à son terme."),
        Code::Superseded => ("Une opération plus récente en dépend.", "Annulez celle-là d’abord."),
        Code::MoreThanPaid => ("Il reste moins à rembourser.", "Entrez un montant plus petit."),
        Code::NotVoidable => ("Cela ne peut pas être annulé.", "Redonnez plutôt le tampon."),
        _ => ("Cela n’a pas marché.", "Rechargez la page, puis réessayez."),
    };
    Said::fixed(what, todo)
}
