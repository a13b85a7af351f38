//! What faults and warnings say: a stable code for programs, and words for the owner in English and French.

use crate::Language;

macro_rules! said {
    ($(#[doc = $doc:literal])+ $name:ident: $($variant:ident = $code:literal, $en:literal, $fr:literal;)+) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = $en] $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &[$name] = &[$($name::$variant,)+];

            /// The stable code, for programs.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }

            /// The words, for the owner: in French, or in English for readers of any other language.
            pub fn words(self, language: Language) -> &'static str {
                let [en, fr] = match self { $($name::$variant => [$en, $fr],)+ };
                if language.for_owners() == Language::Fr { fr } else { en }
            }
        }
    };
}

said! {
    /// What can be wrong with a programme.
    Wrong:
    NoWayToEarn = "no_way_to_earn", "a programme needs at least one way to earn", "un programme a besoin d’au moins une façon de gagner";
    IdNotItsOwn = "id_not_its_own", "it needs an id of its own", "il faut un identifiant qui lui soit propre";
    IdReserved = "id_reserved", "this id is taken by points or credit", "cet identifiant est pris par les points ou le crédit";
    IdOdd = "id_odd", "an id has at most 40 letters without accents, digits, dashes, dots and underscores", "un identifiant a au plus 40 lettres sans accents, chiffres, tirets, points et soulignés";
    NameMissing = "name_missing", "say what it is called", "dites comment cela s’appelle";
    TextMissing = "text_missing", "say something here or leave it out", "dites quelque chose ici ou ne le donnez pas";
    TextOdd = "text_odd", "a text has at most 200 characters and no line breaks", "un texte a au plus 200 caractères, sans retour à la ligne";
    TranslationBlank = "translation_blank", "say something in this language or leave it out", "dites quelque chose dans cette langue ou ne la donnez pas";
    GoalOutOfRange = "goal_out_of_range", "the goal is between 2 and 100 stamps", "l’objectif est entre 2 et 100 tampons";
    UnknownReward = "unknown_reward", "there is no reward of this id", "il n’y a pas de récompense de cet identifiant";
    RewardRetired = "reward_retired", "this reward is retired", "cette récompense est retirée";
    ChoiceTwice = "choice_twice", "this choice is there already", "ce choix est déjà là";
    TagUnnamed = "tag_unnamed", "name the tag", "nommez l’étiquette";
    StampsLapseTooSoon = "stamps_lapse_too_soon", "who comes once a week would lose stamps before the card is full", "qui vient une fois par semaine perdrait des tampons avant que la carte soit pleine";
    NothingEarnsPoints = "nothing_earns_points", "say what earns points", "dites ce qui fait gagner des points";
    AmountZero = "amount_zero", "the amount is above zero", "le montant est au-dessus de zéro";
    GivesNothing = "gives_nothing", "it gives nothing", "cela ne donne rien";
    ActionNotItsOwn = "action_not_its_own", "each action needs a name of its own", "chaque action a besoin d’un nom qui lui soit propre";
    ActionUnexplained = "action_unexplained", "say what the customer does", "dites ce que fait le client";
    TwoRulesByAmount = "two_rules_by_amount", "points have one rule by amount", "les points ont une seule règle par montant";
    TwoRulesByVisit = "two_rules_by_visit", "points have one rule by visit", "les points ont une seule règle par visite";
    PointsBuyNothing = "points_buy_nothing", "points buy nothing: give a reward its cost", "les points n’achètent rien\u{202f}: donnez un prix à une récompense";
    PointsLapseTooSoon = "points_lapse_too_soon", "who comes once a week would lose points before the first reward", "qui vient une fois par semaine perdrait des points avant la première récompense";
    ShareOutOfRange = "share_out_of_range", "the share is above 0 and up to 100 %", "la part est au-dessus de 0 et jusqu’à 100\u{202f}%";
    LapsesAtOnce = "lapses_at_once", "units must last at least a day", "ce qui est gagné dure au moins un jour";
    LastsTooLong = "lasts_too_long", "units last a hundred years at the most: or let them never lapse", "ce qui est gagné dure au plus cent ans\u{202f}: ou n’expire jamais";
    TitleMissing = "title_missing", "say what the customer gets", "dites ce que reçoit le client";
    CostBelowZero = "cost_below_zero", "a cost can't be below zero", "un coût n’est pas au-dessous de zéro";
    RewardLapsesAtOnce = "reward_lapses_at_once", "a reward must be valid for at least a day", "une récompense est valable au moins un jour";
    RewardLastsTooLong = "reward_lasts_too_long", "a reward is valid for a hundred years at the most: or for ever", "une récompense est valable au plus cent ans\u{202f}: ou pour toujours";
    BundleEmpty = "bundle_empty", "say what is in the bundle", "dites ce que contient le lot";
    CostZero = "cost_zero", "a reward on the menu costs at least one point", "une récompense qui s’achète coûte au moins un point";
    CostWithoutPoints = "cost_without_points", "nobody could pay it: the programme has no points", "personne ne pourrait la payer\u{202f}: le programme n’a pas de points";
    StockZero = "stock_zero", "nobody could have it: there is none", "personne ne pourrait l’avoir\u{202f}: il n’y en a pas";
    PerPersonZero = "per_person_zero", "nobody could have it", "personne ne pourrait l’avoir";
    EndsBeforeItBegins = "ends_before_it_begins", "it ends before it begins", "cela finit avant de commencer";
    MembersOfNothing = "members_of_nothing", "nobody could have it: there is no membership", "personne ne pourrait l’avoir\u{202f}: il n’y a pas d’adhésion";
    PeriodOutOfRange = "period_out_of_range", "the period is 1 to 120 months", "la période est de 1 à 120 mois";
    GraceTooLong = "grace_too_long", "the grace is a year at the most", "le délai de grâce est d’un an au plus";
    NoPoints = "no_points", "the programme has no points", "le programme n’a pas de points";
    LevelBelowZero = "level_below_zero", "a level begins at zero or above", "un niveau commence à zéro ou plus haut";
    LevelsOverlap = "levels_overlap", "levels overlap: each begins above the one before", "les niveaux se chevauchent\u{202f}: chacun commence au-dessus du précédent";
    MultiplierOutOfRange = "multiplier_out_of_range", "a multiplier is 100 to 1000 %", "un multiplicateur est de 100 à 1000\u{202f}%";
    MembershipOutOfRange = "membership_out_of_range", "a membership is valid for a day to a hundred years", "une adhésion est valable d’un jour à cent ans";
    NotMore = "not_more", "it gives more: 101 to 1000 %", "cela donne plus\u{202f}: de 101 à 1000\u{202f}%";
    NoSuchUnits = "no_such_units", "the programme has no such units", "le programme n’a pas de telles unités";
    UnknownPurse = "unknown_purse", "there is no purse of this id", "il n’y a pas de compteur de cet identifiant";
    BirthdayTooWide = "birthday_too_wide", "around a birthday is 300 days at the most", "autour d’un anniversaire, c’est 300 jours au plus";
    VisitZero = "visit_zero", "visits are counted from 1", "les visites se comptent à partir de 1";
    NobodyGiven = "nobody_given", "nobody would be given anything", "personne ne recevrait rien";
    MinuteOutOfDay = "minute_out_of_day", "a day has 1440 minutes", "un jour a 1440 minutes";
    WeekdayTwice = "weekday_twice", "a day of the week is there twice", "un jour de la semaine est là deux fois";
    LevelUnnamed = "level_unnamed", "name at least one level", "nommez au moins un niveau";
    UnknownLevel = "unknown_level", "there is no level of this id", "il n’y a pas de niveau de cet identifiant";
    NoMembership = "no_membership", "there is no membership", "il n’y a pas d’adhésion";
    GroupUnnamed = "group_unnamed", "name the group", "nommez le groupe";
    DaysMissing = "days_missing", "say after how many days", "dites après combien de jours";
    WarningTooEarly = "warning_too_early", "a warning comes at most a year before", "un avertissement vient au plus un an avant";
    NoItemAllowed = "no_item_allowed", "at least one item must be allowed", "au moins un article doit être permis";
    LimitZero = "limit_zero", "nothing would be allowed: leave the limit out or raise it", "rien ne serait permis\u{202f}: retirez la limite ou relevez-la";
}

said! {
    /// What an owner should think about before publishing.
    Doubt:
    NotOneSentence = "not_one_sentence", "the main rule can't be said in one sentence", "la règle principale ne tient pas en une phrase";
    FirstRewardFar = "first_reward_far", "the first reward is more than ten visits away", "la première récompense est à plus de dix visites";
    LapsesBeforeWarning = "lapses_before_warning", "units lapse before their warning is over, so they will last longer", "ce qui est gagné expire avant la fin de l’avertissement, donc durera plus longtemps";
    OnlyStaffGives = "only_staff_gives", "only staff can give this reward", "seule l’équipe peut donner cette récompense";
}
