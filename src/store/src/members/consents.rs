//! What a customer may be written to for: each purpose and channel by itself, only ever added to, withdrawn as easily as given.

use pass::CardId;
use wire::{Channel, Code, Consent, ConsentChange, ConsentRequest, Consents, Problem, Purpose, TextShown};

use super::{MemberKey, Vault, sql, texts};
use crate::auth::{HolderId, ShopId};
use crate::cards::own;
use crate::context::{Context, time};
use crate::outcome::{Fault, Outcome, Reply, to_json};
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::{Error, Lang, Tx, params};

/// Where a customer said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// On the server's own page.
    Page,
    /// Through the API.
    Api,
}

/// Something a customer said, as it is kept.
pub(super) struct Said {
    pub n: i64,
    pub purpose: Purpose,
    pub channel: Channel,
    pub given: bool,
    pub at: i64,
    pub how: String,
    pub text: Option<TextShown>,
}

/// Every consent there is to give on a card, and which are given.
pub fn get(tx: &mut dyn Tx, holder: HolderId, card: &str, lang: Lang) -> Outcome<Consents> {
    let (shop, card) = own(tx, holder, card)?;
    let said = said(tx, shop, card)?;
    let shop = ShopRow::by_id(tx, shop)?;
    let consents = texts::ASKED.iter().map(|(purpose, channel)| {
        let last = last(&said, *purpose, *channel);
        Consent {
            purpose: *purpose,
            channel: *channel,
            given: last.is_some_and(|said| said.given),
            since: last.map(|said| time(said.at)),
            text: TextShown { version: texts::VERSION, language: lang.tag().to_owned() },
            words: texts::words(&shop.name, *purpose, *channel, lang),
        }
    });
    Ok(Consents { consents: consents.collect() })
}

/// Writes down what a customer says now, where it is something else than before. Answers all consents as they are then.
pub fn change(
    tx: &mut dyn Tx,
    ctx: &Context,
    vault: &Vault,
    holder: HolderId,
    card: &str,
    req: &ConsentRequest,
    (how, lang): (How, Lang),
) -> Outcome<Reply> {
    let (shop, id) = own(tx, holder, card)?;
    let key = MemberKey::take(tx, ctx, vault, shop, id)?;
    let request = Request::private(vault, shop, req.id, &format!("consents {id}"), req)?;
    if let Some(earlier) = request.earlier_private(tx, &key)? {
        return Ok(earlier);
    }
    check(&req.changes)?;
    let before = said(tx, shop, id)?;
    let mut n = before.last().map_or(0, |said| said.n);
    for change in &req.changes {
        let given = last(&before, change.purpose, change.channel).is_some_and(|said| said.given);
        if given != change.given {
            n += 1;
            write(tx, ctx, (shop, id), n, change, how)?;
        }
    }
    let consents = get(tx, holder, card, lang)?;
    request.keep_private(tx, ctx, &key, 200, to_json(&consents)?)
}

fn check(changes: &[ConsentChange]) -> Outcome<()> {
    let twice = |at: usize, change: &ConsentChange| {
        changes[..at].iter().any(|other| (other.purpose, other.channel) == (change.purpose, change.channel))
    };
    if changes.iter().enumerate().any(|(at, change)| twice(at, change)) {
        return Err(invalid("Each purpose and channel is there once at most."));
    }
    let read = |text: &TextShown| text.version == texts::VERSION && texts::is_in(&text.language);
    if changes.iter().any(|change| change.given && !change.text.as_ref().is_some_and(read)) {
        return Err(invalid(
            "Giving names the text that was read, which is the one in force: ask for the consents anew.",
        ));
    }
    Ok(())
}

fn write(
    tx: &mut dyn Tx,
    ctx: &Context,
    (shop, card): (ShopId, CardId),
    n: i64,
    change: &ConsentChange,
    how: How,
) -> Outcome<()> {
    let text = change.text.as_ref();
    let row = params![
        shop.0,
        card.0,
        n,
        texts::purpose_text(change.purpose),
        texts::channel_text(change.channel),
        change.given,
        ctx.now_us,
        match how {
            How::Page => "page",
            How::Api => "api",
        },
        text.map(|text| text.version),
        text.map(|text| text.language.as_str()),
    ];
    tx.execute(sql::INSERT_CONSENT, &row)?;
    Ok(())
}

/// Everything that was ever said on a card, oldest first.
pub(super) fn said(tx: &mut dyn Tx, shop: ShopId, card: CardId) -> Outcome<Vec<Said>> {
    let rows = tx.query(sql::CONSENTS, &params![shop.0, card.0])?;
    let said = rows.iter().map(|row| {
        let asked = texts::ASKED.iter().find(|(purpose, channel)| {
            row.get::<&str>(1) == Ok(texts::purpose_text(*purpose))
                && row.get::<&str>(2) == Ok(texts::channel_text(*channel))
        });
        let (purpose, channel) = *asked.ok_or_else(|| Error::Corrupt("a consent of an unknown kind".into()))?;
        let text = match (row.get(6)?, row.get(7)?) {
            (Some(version), Some(language)) => Some(TextShown { version, language }),
            _ => None,
        };
        Ok::<_, Error>(Said {
            n: row.get(0)?,
            purpose,
            channel,
            given: row.get(3)?,
            at: row.get(4)?,
            how: row.get(5)?,
            text,
        })
    });
    Ok(said.collect::<Result<_, _>>()?)
}

fn last(said: &[Said], purpose: Purpose, channel: Channel) -> Option<&Said> {
    said.iter().rev().find(|said| said.purpose == purpose && said.channel == channel)
}

fn invalid(words: &str) -> Fault {
    Problem::from(Code::InvalidRequest).detail(words).into()
}
