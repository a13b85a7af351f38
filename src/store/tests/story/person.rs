//! The person behind a card: what they tell, what they may be written to for, what they may read, and that they are forgotten when they ask.

use pass::{CardId, Purpose as Shown};
use store::members::{self, Erasure, How, Vault};
use store::testing::Scratch;
use store::tx::Tx;
use store::{Actor, Lang, Reply, Store, devices, office, params};
use wire::{
    Birthday, Channel, Code, ConsentChange, ConsentRequest, Consents, EraseRequest, Export, FactsRequest, MergeRequest,
    NameKeyRequest, Op, Problem, Profile, ProfileRequest, Purpose, TextShown,
};

use crate::story::assert_found;
use crate::versions::{OLD_SHOP, of_version};
use crate::world::{MINUTE, PEPPER, Phone, World, refused};

pub const NAME: &str = "Léonie-Planted";
pub const EMAIL: &str = "planted.leonie@example.org";
pub const PHONE: &str = "+33 6 99 88 77 66";
pub const TAG: &str = "planted-neighbour";
pub const DEVICE: &str = "planted pocket of Léonie";
pub const REASON: &str = "planted for her mother";

/// The keys of the story's server.
pub fn vault() -> Vault {
    Vault::new(&PEPPER)
}

impl World {
    pub fn tells(&self, phone: &Phone, req: &ProfileRequest) -> Result<Reply, Problem> {
        let (ctx, holder, card, req) = (self.context(), phone.holder, phone.card.to_string(), req.clone());
        refused(self.write(move |tx| members::change_profile(tx, &ctx, &vault(), holder, &card, &req)))
    }

    pub fn profile(&self, phone: &Phone) -> Profile {
        let (holder, card) = (phone.holder, phone.card.to_string());
        self.read(move |tx| members::profile(tx, &vault(), holder, &card)).unwrap()
    }

    fn says(&self, phone: &Phone, changes: Vec<ConsentChange>) -> Result<Consents, Problem> {
        let (ctx, holder, card) = (self.context(), phone.holder, phone.card.to_string());
        let (req, place) = (ConsentRequest { id: self.id(), changes }, (How::Page, Lang::Fr));
        let said = self.write(move |tx| members::change_consents(tx, &ctx, &vault(), holder, &card, &req, place));
        refused(said).map(|reply| serde_json::from_str(&reply.json).unwrap())
    }

    fn export(&self, phone: &Phone) -> Export {
        let (holder, card, now) = (phone.holder, phone.card.to_string(), self.now());
        self.read(move |tx| members::export(tx, &vault(), holder, &card, now, Lang::En)).unwrap()
    }

    pub fn erase(&self, phone: &Phone, req: &EraseRequest) -> Result<Reply, Problem> {
        let (ctx, holder, card, req) = (self.context(), phone.holder, phone.card.to_string(), req.clone());
        refused(self.write(move |tx| members::erase(tx, &ctx, holder, &card, &req)))
    }

    fn notes(&self, by: &Actor, phone: &Phone, req: FactsRequest) -> Result<Reply, Problem> {
        let (ctx, by, card) = (self.context(), by.clone(), phone.card.to_string());
        refused(self.write(move |tx| office::change_facts(tx, &ctx, &vault(), &by, &card, &req)))
    }

    fn facts(&self) -> FactsRequest {
        FactsRequest { id: self.id(), birthday: None, tags: Some(vec![TAG.into()]), lists: None }
    }

    /// Everything that a person could leave behind is there.
    pub fn leaves_traces(&self, till: &Actor, phone: &Phone) {
        let id = self.id();
        let birthday = Some(Some(Birthday { month: 2, day: 29 }));
        let said = |text: &str| Some(Some(text.to_owned()));
        let req = ProfileRequest {
            id,
            first_name: said(NAME),
            birthday,
            email: said(EMAIL),
            phone: said(PHONE),
            language: said("fr"),
        };
        self.tells(phone, &req).unwrap();
        self.says(phone, vec![yes(Purpose::News, Channel::Email)]).unwrap();
        self.notes(till, phone, self.facts()).unwrap();
        let (holder, card, slot) = (phone.holder, phone.card.to_string(), phone.slot.get());
        let req = NameKeyRequest { id: self.id(), name: Some(DEVICE.into()) };
        self.write(move |tx| devices::name(tx, holder, &card, slot, &req)).unwrap();
        let gift = Op::Gift { id: self.id(), reward: "free-coffee".into(), reason: REASON.into(), overridden: false };
        self.pass_time(2 * MINUTE);
        self.scan(till, phone.pass_at(self.step(), Shown::Show), vec![self.earn(3), gift]).unwrap();
    }

    /// So many rows say something of a person.
    fn rows_of_a_person(&self, card: CardId) -> Vec<i64> {
        let count = move |tx: &mut dyn Tx| {
            let statements = [
                "SELECT COUNT(*) FROM member WHERE card_id = $1",
                "SELECT COUNT(*) FROM consent WHERE card_id = $1",
                "SELECT COUNT(*) FROM card_label WHERE card_id = $1",
                "SELECT COUNT(*) FROM card_key WHERE card_id = $1",
                "SELECT COUNT(*) FROM holder_card WHERE card_id = $1",
                "SELECT COUNT(*) FROM operation WHERE card_id = $1 AND reason IS NOT NULL",
                "SELECT COUNT(*) FROM card WHERE card_id = $1 AND (birth_month IS NOT NULL OR birth_day IS NOT NULL OR locale IS NOT NULL)",
            ];
            let counts = statements.map(|statement| tx.query_one(statement, &params![card.0])?.unwrap().get::<i64>(0));
            Ok(counts.into_iter().collect::<Result<Vec<_>, _>>()?)
        };
        self.read(count).unwrap()
    }
}

fn yes(purpose: Purpose, channel: Channel) -> ConsentChange {
    let text = Some(TextShown { version: 1, language: "fr".into() });
    ConsentChange { purpose, channel, given: true, text }
}

fn no(purpose: Purpose, channel: Channel) -> ConsentChange {
    ConsentChange { purpose, channel, given: false, text: None }
}

pub fn each_thing_is_told_and_taken_back_by_itself(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, lea, tom) = (world.till(), world.phone(), world.phone());
    assert_eq!(world.profile(&lea), Profile::default(), "nobody knows anything by default");

    let version = world.card(&lea).version;
    let first = ProfileRequest { id: world.id(), first_name: Some(Some(" Léa ".into())), ..ProfileRequest::default() };
    let told = world.tells(&lea, &first).unwrap();
    assert_eq!(told.changed.len(), 1, "whoever shows the card hears of a name");
    assert_eq!(world.card(&lea).version, version + 1);
    let mail = ProfileRequest { id: world.id(), email: Some(Some(EMAIL.into())), ..ProfileRequest::default() };
    assert_eq!(world.tells(&lea, &mail).unwrap().changed, [], "an address is on no card");
    let known = Profile { first_name: Some("Léa".into()), email: Some(EMAIL.into()), ..Profile::default() };
    assert_eq!(world.profile(&lea), known);
    assert_eq!(world.profile(&tom), Profile::default(), "and nothing of anybody else");

    // The same request is answered the same, whatever was told since; another body under its id is refused.
    let gone = ProfileRequest { id: world.id(), first_name: Some(None), ..ProfileRequest::default() };
    world.tells(&lea, &gone).unwrap();
    let again = world.tells(&lea, &first).unwrap();
    assert_eq!((again.replayed, again.json), (true, told.json));
    assert_eq!(world.profile(&lea), Profile { email: Some(EMAIL.into()), ..Profile::default() });
    let other = ProfileRequest { id: first.id, ..mail.clone() };
    assert_eq!(world.tells(&lea, &other).unwrap_err().code, Code::IdReused);

    // A birthday is one, whoever noted it: the rules, the shop and the customer read the same.
    let leap = Birthday { month: 2, day: 29 };
    let noted = FactsRequest { birthday: Some(Some(leap)), tags: None, ..world.facts() };
    world.notes(&till, &lea, noted.clone()).unwrap();
    assert!(world.notes(&till, &lea, noted).unwrap().replayed);
    assert_eq!(world.profile(&lea).birthday, Some(leap));
    world.tells(&lea, &ProfileRequest { id: world.id(), birthday: Some(None), ..ProfileRequest::default() }).unwrap();
    let (by, card, now) = (till.clone(), lea.card.to_string(), world.now());
    let record = world.read(move |tx| office::get(tx, &by, &card, now)).unwrap();
    assert_eq!(record.facts.unwrap().birthday, None);
    world.assert_clean();
}

pub fn what_can_not_be_told_is_refused_and_changes_nothing(scratch: &Scratch) {
    let world = World::new(scratch);
    let lea = world.phone();
    let nothing = || ProfileRequest { id: world.id(), ..ProfileRequest::default() };
    let said = |text: &str| Some(Some(text.to_owned()));
    let long = "é".repeat(41);
    let wrong = [
        (ProfileRequest { first_name: said(" "), ..nothing() }, "`first_name`"),
        (ProfileRequest { first_name: said(&long), ..nothing() }, "`first_name`"),
        (ProfileRequest { first_name: said("a\nb"), ..nothing() }, "`first_name`"),
        (ProfileRequest { birthday: Some(Some(Birthday { month: 2, day: 30 })), ..nothing() }, "A birthday"),
        (ProfileRequest { email: said("lea"), ..nothing() }, "`email`"),
        (ProfileRequest { phone: said("call me"), ..nothing() }, "`phone`"),
        (ProfileRequest { language: said("français"), ..nothing() }, "`language`"),
        (ProfileRequest { email: said(EMAIL), phone: said("1"), ..nothing() }, "`phone`"),
    ];
    for (req, word) in wrong {
        let problem = world.tells(&lea, &req).unwrap_err();
        assert_eq!(problem.code, Code::InvalidRequest);
        assert!(problem.detail.as_ref().unwrap().contains(word), "{problem:?}");
    }
    assert_eq!(world.profile(&lea), Profile::default());
    assert_eq!(world.rows_of_a_person(lea.card)[0], 0, "not even a key for what was not told");
}

pub fn a_consent_is_given_and_withdrawn_with_its_proof(scratch: &Scratch) {
    let world = World::new(scratch);
    let lea = world.phone();
    let (holder, card) = (lea.holder, lea.card.to_string());
    let asked = world.read(move |tx| members::consents(tx, holder, &card, Lang::Fr)).unwrap().consents;
    assert_eq!(asked.len(), 6, "each purpose by each channel");
    assert!(asked.iter().all(|consent| !consent.given && consent.since.is_none()), "nothing without being asked");
    assert!(asked[0].words.starts_with("Café Lumière peut m’envoyer"), "{}", asked[0].words);

    let given = |consents: &Consents| -> Vec<(Purpose, Channel)> {
        let given = consents.consents.iter().filter(|consent| consent.given);
        given.map(|consent| (consent.purpose, consent.channel)).collect()
    };
    let (news, rewards) = ((Purpose::News, Channel::Email), (Purpose::Reminders, Channel::Sms));
    let said = world
        .says(&lea, vec![yes(news.0, news.1), yes(rewards.0, rewards.1), no(Purpose::News, Channel::Push)])
        .unwrap();
    assert_eq!(given(&said), [news, rewards]);
    world.pass_time(MINUTE);
    assert_eq!(given(&world.says(&lea, vec![no(news.0, news.1)]).unwrap()), [rewards], "the other stays");
    assert_eq!(given(&world.says(&lea, vec![no(news.0, news.1)]).unwrap()), [rewards]);
    let proof: Vec<_> = world.export(&lea).consents;
    let kept: Vec<_> = proof.iter().map(|said| (said.purpose, said.channel, said.given, said.text.clone())).collect();
    let text = Some(TextShown { version: 1, language: "fr".into() });
    assert_eq!(
        kept,
        [(news.0, news.1, true, text.clone()), (rewards.0, rewards.1, true, text), (news.0, news.1, false, None)],
        "what was said, in its order; saying the same again adds nothing"
    );
    assert!(proof.iter().all(|said| said.how == "page"));
    assert_ne!(proof[0].at, proof[2].at);

    // Nobody agrees to what they have not read.
    for text in [
        None,
        Some(TextShown { version: 2, language: "fr".into() }),
        Some(TextShown { version: 1, language: "xx".into() }),
    ] {
        let change = ConsentChange { text, ..yes(Purpose::News, Channel::Sms) };
        assert_eq!(world.says(&lea, vec![change]).unwrap_err().code, Code::InvalidRequest);
    }
    let both = vec![yes(Purpose::News, Channel::Sms), no(Purpose::News, Channel::Sms)];
    assert_eq!(world.says(&lea, both).unwrap_err().code, Code::InvalidRequest);
}

pub fn an_export_has_everything_and_no_secret(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, lea) = (world.till(), world.phone());
    world.leaves_traces(&till, &lea);
    let export = world.export(&lea);
    assert_eq!(export.person.first_name.as_deref(), Some(NAME));
    assert_eq!(export.card.member.first_name.as_deref(), Some(NAME));
    assert_eq!(export.tags, [TAG]);
    assert_eq!((export.visits.len(), export.devices.len(), export.consents.len()), (1, 1, 1));
    assert_eq!(export.devices[0].name.as_deref(), Some(DEVICE));
    let done: Vec<_> =
        export.operations.iter().map(|done| (done.number, done.kind.as_str(), done.by.as_str())).collect();
    assert_eq!(done, [(1, "earn", "Léa"), (2, "gift", "Léa")]);
    assert_eq!(export.operations[1].reason.as_deref(), Some(REASON));
    let change = &export.operations[0].changes[0];
    assert_eq!((change.units, change.balance_after), (3, 3));
    assert_eq!(change.of, export.card.purses[0].name, "named as on the card");
    assert_eq!(export.rewards.len(), 1);
    let text = serde_json::to_string(&export).unwrap();
    for secret in ["public_key", "secret", "token", "holder"] {
        assert!(!text.contains(&format!("\"{secret}")), "{secret} in {text}");
    }
}

pub fn who_asks_is_forgotten(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, lea, tom) = (world.till(), world.phone(), world.phone());
    world.leaves_traces(&till, &lea);
    world.leaves_traces(&till, &tom);
    let req = EraseRequest { id: world.id() };
    assert_eq!(world.erase(&tom, &EraseRequest { id: req.id }).map(drop), Ok(()));
    let phone = Phone { holder: tom.holder, ..world.phone() };
    assert_eq!(world.erase(&phone, &req).unwrap_err().code, Code::UnknownCard, "nobody forgets somebody else");

    let erased = world.erase(&lea, &EraseRequest { id: world.id() }).unwrap();
    assert_eq!(erased.changed.len(), 1, "whoever shows the card hears of it");
    let shown = erased.changed[0].seen_in(Lang::En);
    assert_eq!((shown.status, shown.member.first_name), (wire::CardStatus::Erased, None));
    for card in [lea.card, tom.card] {
        assert_eq!(world.rows_of_a_person(card), [0; 7]);
    }
    // What was done stays in the books, and the books are whole.
    let movements = move |tx: &mut dyn Tx| {
        let entries = tx.query_one("SELECT COUNT(*) FROM operation", &params![])?;
        Ok(entries.unwrap().get::<i64>(0)?)
    };
    assert_eq!(world.read(movements).unwrap(), 4);
    world.assert_clean();

    // The card is nobody's: not its holder's, not at the counter, not for notes; and the same request is answered the same.
    let again = world.erase(&tom, &req).unwrap();
    assert!(again.replayed && again.changed.is_empty());
    assert_eq!(world.erase(&tom, &EraseRequest { id: world.id() }).unwrap_err().code, Code::UnknownCard);
    let told = ProfileRequest { id: world.id(), ..ProfileRequest::default() };
    assert_eq!(world.tells(&lea, &told).unwrap_err().code, Code::UnknownCard);
    world.pass_time(2 * MINUTE);
    let scan = world.scan(&till, lea.pass_at(world.step(), Shown::Show), vec![world.earn(1)]);
    assert_eq!(scan.unwrap_err().code, Code::UnknownCard);
    assert_eq!(world.notes(&till, &lea, world.facts()).unwrap_err().code, Code::UnknownCard);

    // Who comes back begins anew.
    let anew = world.join(Some(lea.holder), wire::KeyStorage::Webcrypto);
    assert_ne!(anew.card, lea.card);
    assert_eq!(world.card(&anew).purses[0].balance, 0);
    assert_eq!(world.profile(&anew), Profile::default());
    world.assert_clean();
    assert_found(&world, "UPDATE card SET status = 'erased'", "a card whose person was forgotten is nobody's");
}

pub fn a_merged_card_is_forgotten_with_the_one_it_went_to(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, old, new) = (world.till(), world.phone(), world.phone());
    world.leaves_traces(&till, &old);
    let (ctx, by, card) = (world.context(), till.clone(), old.card.to_string());
    let req = MergeRequest { id: world.id(), into: new.number.clone() };
    world.write(move |tx| office::merge(tx, &ctx, &by, &card, &req)).unwrap();
    world.erase(&new, &EraseRequest { id: world.id() }).unwrap();
    assert_eq!(world.rows_of_a_person(old.card), [0; 7]);
    world.assert_clean();
    let erasures = world.read(members::erasures).unwrap();
    assert_eq!(erasures.len(), 2);
}

/// A card that began anew after a merge: what was told on the old one can be reached by nobody, so it is not kept.
pub fn what_was_told_on_a_card_that_is_left_is_forgotten(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, old, new) = (world.till(), world.phone(), world.phone());
    world.leaves_traces(&till, &old);
    let (ctx, by, card) = (world.context(), till.clone(), old.card.to_string());
    let req = MergeRequest { id: world.id(), into: new.number.clone() };
    world.write(move |tx| office::merge(tx, &ctx, &by, &card, &req)).unwrap();
    let anew = world.join(Some(old.holder), wire::KeyStorage::Webcrypto);
    assert_ne!(anew.card, old.card);
    let rows = world.rows_of_a_person(old.card);
    assert_eq!((rows[0], rows[1], rows[6]), (0, 0, 0));
    world.assert_clean();
}

pub fn a_backup_of_before_does_not_bring_anybody_back(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, lea, tom) = (world.till(), world.phone(), world.phone());
    world.leaves_traces(&till, &lea);
    let mut named = vec![Erasure { shop: till.shop(), card: lea.card, at_us: world.now() }];
    // Somebody whose card is younger than the backup is named too.
    named.push(Erasure { card: CardId([9; 8]), ..named[0] });
    let (ctx, erasures) = (world.context(), named.clone());
    let again = move |tx: &mut dyn Tx| members::erase_again(tx, &ctx, &erasures);
    assert_eq!(world.write(again).unwrap(), 1);
    assert_eq!(world.rows_of_a_person(lea.card), [0; 7]);
    assert_eq!(world.rows_of_a_person(tom.card)[4], 1, "nobody else");
    assert_eq!(world.read(members::erasures).unwrap(), named[..1]);
    let (ctx, erasures) = (world.context(), named);
    assert_eq!(world.write(move |tx| members::erase_again(tx, &ctx, &erasures)).unwrap(), 0, "once");
    world.assert_clean();
}

pub fn answers_of_before_that_tell_of_somebody_are_not_kept(scratch: &Scratch) {
    of_version(scratch, 6, |tx| {
        let answers = [(2, r#"{"card":{},"facts":{"tags":["planted"]}}"#), (3, r#"{"visit":{"note":"\"facts\":{"}}"#)];
        for (id, answer) in answers {
            tx.execute(
                "INSERT INTO request (shop_id, request_id, body_hash, status, answer) VALUES ($1, $2, $3, $4, $5)",
                &params![OLD_SHOP, [id; 16], [0; 32], 200, answer],
            )?;
        }
        Ok(())
    });
    let store = Store::open(scratch.location()).unwrap();
    let kept = |tx: &mut dyn Tx| -> Result<Vec<usize>, store::Error> {
        let rows = tx.query("SELECT answer FROM request ORDER BY request_id", &params![])?;
        rows.iter().map(|row| row.get::<&str>(0).map(str::len)).collect()
    };
    assert_eq!(store.read_blocking(kept).unwrap(), [0, 32]);
    store.close_blocking();
}
