//! Turns the key into what is shown: a new QR every 15 seconds at the step's boundary, and the typed code.

use std::cell::RefCell;

use kit::{
    api, base64url,
    browser::{
        self,
        clock::{self, Moment},
    },
    route,
    watched::Watched,
};
use pass::{CardId, CardNumber, Header, Purpose, Slot, Step, TypedCode};
use wasm_bindgen_futures::spawn_local;

use crate::{key::Key, softkey, webcrypto};

thread_local! {
    /// The code that was drawn before the app was there.
    static FIRST: RefCell<Option<(Header, Shown)>> = const { RefCell::new(None) };
}

/// A ring that is off by less is left to run on.
const RING_MS: i64 = 250;

/// What stands on the screen during one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The path of the black modules, in a square of `size`.
    pub path: String,
    /// Modules on a side, the quiet zone included.
    pub size: usize,
    /// The code to say aloud.
    pub typed: String,
    /// The ring's beginning: milliseconds of the page's steady clock, up to a step, at which steps begin.
    pub ring_ms: i64,
    /// The whole link: what the QR holds.
    pub link: String,
}

/// What signs.
#[derive(Clone)]
pub struct Signer {
    /// The key.
    pub key: Key,
    /// The card.
    pub card: CardId,
    /// Its number for people.
    pub number: CardNumber,
    /// The key's slot.
    pub slot: Slot,
    /// The secret of the typed code.
    pub secret: [u8; 32],
    /// What the code is for: the customer's own word, which the signature covers.
    pub purpose: Purpose,
}

impl Signer {
    /// From what the server and the record have as text.
    pub fn new(key: Key, id: &str, number: &str, slot: u8, secret: &str, purpose: Purpose) -> Option<Signer> {
        Some(Signer {
            key,
            card: id.parse().ok()?,
            number: number.parse().ok()?,
            slot: Slot::new(slot)?,
            secret: base64url::decode(secret)?.try_into().ok()?,
            purpose,
        })
    }

    async fn draw(&self, now_ms: i64, ring_ms: i64) -> Option<Shown> {
        let header = self.header(now_ms);
        if let Some((_, first)) = FIRST.take().filter(|(of, _)| *of == header) {
            return Some(Shown { ring_ms, ..first });
        }
        let picture = self.picture(header).await?;
        Some(Shown { typed: self.typed(now_ms).await?, ring_ms, ..picture })
    }

    /// The QR, and nothing beside it yet.
    async fn picture(&self, header: Header) -> Option<Shown> {
        let origin = route::origin();
        let host = pass::host_of(&origin)?;
        let pass = self.key.pass(&host, header).await?;
        let matrix = pass.qr(&origin).ok()?;
        let size = matrix.size + 2 * pass::qr::QUIET_ZONE;
        Some(Shown { path: matrix.path(), size, typed: String::new(), ring_ms: 0, link: pass.link(&origin) })
    }

    /// Gives the code of now to `show`, before there is an app to show it in. It is the one that [`run`] begins with: another signature would be another
    /// picture.
    pub async fn first(&self, show: impl FnOnce(&Shown)) -> Option<()> {
        let now_ms = clock::now_ms();
        let header = self.header(now_ms);
        let picture = self.picture(header).await?;
        show(&picture);
        let typed = self.typed(now_ms).await?;
        FIRST.set(Some((header, Shown { typed, ..picture })));
        Some(())
    }

    fn header(&self, now_ms: i64) -> Header {
        Header { card: self.card, slot: self.slot, purpose: self.purpose, step: Step::at(now_ms) }
    }

    async fn typed(&self, now_ms: i64) -> Option<String> {
        let message = pass::typed_message(now_ms / 1000);
        let tag = match webcrypto::typed_tag(&self.secret, &message).await {
            Ok(tag) => tag,
            Err(_) => softkey::typed_tag(&self.secret, &message).await?,
        };
        Some(TypedCode::new(self.number, tag).to_string())
    }
}

/// Where the ring stands now, milliseconds.
pub fn ring_at_ms(ring_ms: i64) -> i64 {
    (Moment::now().steady_ms as i64 - ring_ms).rem_euclid(Step::LENGTH_MS)
}

/// Draws at once, then anew at each boundary until `alive` says no, or at once when the page comes back into view. What another signer drew stands until then.
pub fn run(signer: Signer, shown: Watched<Option<Shown>>, alive: impl Fn() -> bool + 'static) {
    spawn_local(async move {
        let mut current = None;
        let mut ring_ms = 0;
        while alive() {
            let known = clock::known();
            let now_ms = clock::now_ms();
            let step = Step::at(now_ms);
            if current != Some(step) {
                if !known && browser::online() {
                    // Set clocks and long sleeps void what was known; the phone's own time serves until the answer. Once a step: a server that is down is
                    // not asked each second.
                    spawn_local(async {
                        let _ = api::time().await;
                    });
                }
                // The ring runs on from code to code, until a clock was set or the server's time was learnt.
                let off_ms = ring_at_ms(ring_ms) - (now_ms - step.starts_at_ms());
                if current.is_none() || (RING_MS..Step::LENGTH_MS - RING_MS).contains(&off_ms.abs()) {
                    ring_ms += off_ms;
                }
                let drawn = signer.draw(now_ms, ring_ms).await;
                if !alive() {
                    break;
                }
                shown.set(drawn);
                current = Some(step);
            }
            // Timers of hidden pages and sleeping phones come late: look each second, redraw when the step has changed.
            let rest = (step.ends_at_ms() - clock::now_ms()).clamp(20, 1000);
            browser::sleep(rest as i32).await;
        }
    });
}
