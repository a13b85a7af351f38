//! Faults of ids and words: what can't be kept, or shown on one line.

use super::{Faults, Wrong};
use crate::{Earning, Group, Language, Promotion, PromotionKind, RewardKind, StampEarn, Words};

/// Characters of an id.
const ID_CHARS_MAX: usize = 40;
/// Characters of a text.
const TEXT_CHARS_MAX: usize = 200;

impl Faults<'_> {
    pub(super) fn texts(&mut self) {
        let program = self.program;
        for (i, card) in program.stamp_cards.iter().enumerate() {
            self.id(&card.id, format!("stamp_cards[{i}].id"));
            self.words(&card.name, format!("stamp_cards[{i}].name"));
            if let StampEarn::Tag(tag) = &card.earn {
                self.text(tag, format!("stamp_cards[{i}].earn"));
            }
        }
        if let Some(points) = &program.points {
            self.words(&points.name, "points.name".into());
            for (i, earning) in points.earn.iter().enumerate() {
                if let Earning::ByAction { action, words, .. } = earning {
                    self.id(action, format!("points.earn[{i}].action"));
                    self.words(words, format!("points.earn[{i}].words"));
                }
            }
        }
        for (i, reward) in program.rewards.iter().enumerate() {
            self.id(&reward.id, format!("rewards[{i}].id"));
            self.words(&reward.title, format!("rewards[{i}].title"));
            if let RewardKind::Bundle { of } = &reward.kind {
                self.all(of, &format!("rewards[{i}].kind.of"));
            }
        }
        for (i, level) in program.tiers.iter().flat_map(|tiers| &tiers.levels).enumerate() {
            self.id(&level.id, format!("tiers.levels[{i}].id"));
            self.words(&level.name, format!("tiers.levels[{i}].name"));
            self.all(&level.benefits, &format!("tiers.levels[{i}].benefits"));
        }
        if let Some(membership) = &program.membership {
            self.words(&membership.name, "membership.name".into());
            self.all(&membership.benefits, "membership.benefits");
        }
        for (i, promotion) in program.promotions.iter().enumerate() {
            self.promotion_texts(promotion, &format!("promotions[{i}]"));
        }
    }

    fn promotion_texts(&mut self, promotion: &Promotion, path: &str) {
        self.id(&promotion.id, format!("{path}.id"));
        self.words(&promotion.name, format!("{path}.name"));
        if let PromotionKind::Multiplier { who, .. } | PromotionKind::Addition { who, .. } = &promotion.kind
            && let Group::Tag { tag: name } | Group::List { name } = who
        {
            self.text(name, format!("{path}.kind.who"));
        }
    }

    /// An empty id is another fault, and one that is referred to must be there, so that it is looked at where it is given.
    fn id(&mut self, id: &str, path: String) {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        self.when(id.chars().count() > ID_CHARS_MAX || !id.chars().all(plain), path, Wrong::IdOdd);
    }

    fn text(&mut self, text: &str, path: String) {
        let odd = text.chars().count() > TEXT_CHARS_MAX || text.chars().any(char::is_control);
        self.when(odd, path, Wrong::TextOdd);
    }

    fn words(&mut self, words: &Words, path: String) {
        for language in Language::ALL {
            let Some(text) = words.translated(language) else { continue };
            let path = format!("{path}.{}", language.member());
            self.when(text.trim().is_empty(), path.as_str(), Wrong::TranslationBlank);
            self.text(text, path);
        }
        self.text(&words.text, path);
    }

    fn all(&mut self, list: &[Words], path: &str) {
        for (i, words) in list.iter().enumerate() {
            self.when(words.is_blank(), format!("{path}[{i}]"), Wrong::TextMissing);
            self.words(words, format!("{path}[{i}]"));
        }
    }
}
