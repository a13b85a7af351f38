//! One seed: people, tills, a server, a network between them, and everything that goes wrong. The same seed goes the same way.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use till::Record;

use crate::back::Ask;
use crate::books::Books;
use crate::counts::Counts;
use crate::faults::Fault;
use crate::intents::{Intent, Meant};
use crate::lost::{Errand, Hand};
use crate::node::Node;
use crate::rng::Rng;
use crate::server::{Answer, Request, Server};
use crate::shops::{SHOPS, Shop, version};
use crate::stage::{PHONES, STAGE, START, TILLS};

pub const SECOND: i64 = loyalty::SECOND;
pub const MINUTE: i64 = 60 * SECOND;
/// How long things go wrong.
const TROUBLE: i64 = 35 * MINUTE;
/// How long it may take until everything is in order again.
const HEALING: i64 = 60 * MINUTE;
/// What a till waits for an answer, as the apps do.
pub const TIMEOUT: i64 = 12 * SECOND;

/// Something that happens at a moment.
#[derive(Clone, Debug)]
pub enum Event {
    /// A customer comes to a till.
    Arrives {
        phone: usize,
    },
    /// The same code is shown again: at the same till, or, photographed, at another.
    ShownAgain {
        till: usize,
        phone: usize,
        pass: pass::Pass,
        another_purchase: bool,
    },
    ToServer {
        till: usize,
        exchange: u64,
        request: Request,
    },
    ToTill {
        till: usize,
        exchange: u64,
        answer: Answer,
    },
    TimesOut {
        till: usize,
        exchange: u64,
    },
    /// The till looks what there is to send.
    Wakes {
        till: usize,
    },
    Link {
        till: usize,
        up: bool,
    },
    ServerEnds,
    ServerStarts,
    TillEnds {
        till: usize,
    },
    TillStarts {
        till: usize,
    },
    /// A broken till's storage gets what it should have had before.
    WrittenLate {
        till: usize,
        record: Box<Record>,
    },
    /// Somebody takes the same thing back at another till.
    TakesBackToo {
        till: usize,
        phone: usize,
        what: Meant,
    },
    /// A customer's phone is gone.
    IsLost {
        phone: usize,
    },
    /// Whoever found a phone shows it at a till.
    FinderComes {
        number: usize,
    },
    /// Somebody begins to ask for something about a card.
    Asks {
        phone: usize,
        ask: Ask,
    },
    /// They ask for it again, if there was no answer.
    Tries {
        errand: usize,
    },
    IsAsked {
        errand: usize,
    },
    IsTold {
        errand: usize,
        answer: Answer,
    },
    /// A clock jumps: a till's, or with numbers behind those a phone's.
    ClockJumps {
        whose: usize,
    },
}

pub struct World {
    /// Which of [`SHOPS`] this is.
    shop: usize,
    pub rng: Rng,
    pub now: i64,
    pub server: Server,
    pub nodes: Vec<Node>,
    pub phone_clocks: Vec<i64>,
    /// Whose phones are where, and those that somebody else has.
    pub hands: Vec<Hand>,
    pub found: Vec<(usize, Hand)>,
    pub errands: Vec<Errand>,
    pub books: Books,
    pub intents: Vec<Intent>,
    pub fault: Option<Fault>,
    pub counts: Counts,
    /// Nothing goes wrong any more.
    pub healed: bool,
    events: BinaryHeap<Reverse<(i64, u64)>>,
    bodies: BTreeMap<u64, Event>,
    fresh: u64,
}

/// Lives one seed through.
///
/// # Errors
/// The first promise that was not kept, in words.
pub fn live(seed: u64, fault: Option<Fault>) -> Result<Counts, String> {
    let mut rng = Rng::new(seed);
    let shop = rng.below(SHOPS.len());
    let server = Server::start(Rng::new(rng.next()), fault, version(shop));
    let phone_clocks = (0..PHONES).map(|_| phone_clock(&mut rng)).collect();
    let mut world = World {
        shop,
        rng,
        now: START,
        server,
        nodes: (0..TILLS).map(Node::new).collect(),
        phone_clocks,
        hands: STAGE.phones.iter().map(|kit| Hand::new(kit.key.clone(), kit.slot)).collect(),
        found: Vec::new(),
        errands: Vec::new(),
        books: Books::new(),
        intents: Vec::new(),
        fault,
        counts: Counts::default(),
        healed: false,
        events: BinaryHeap::new(),
        bodies: BTreeMap::new(),
        fresh: 0,
    };
    world.plan();
    world.run(START + TROUBLE);
    world.heal();
    world.run(START + TROUBLE + HEALING);
    world.look()
}

/// Most phones know the time; some are minutes off, a few more than a till accepts.
fn phone_clock(rng: &mut Rng) -> i64 {
    match rng.below(20) {
        0 => rng.between(-15, 15) * MINUTE,
        1..4 => rng.between(-9 * 60, 9 * 60) * SECOND,
        _ => rng.between(-12, 12) * SECOND,
    }
}

impl World {
    /// What this seed's shop runs.
    pub fn shop(&self) -> &'static Shop {
        &SHOPS[self.shop]
    }

    /// A number that was not given before.
    pub fn fresh(&mut self) -> u64 {
        self.fresh += 1;
        self.fresh
    }

    pub fn id(&mut self) -> uuid::Uuid {
        crate::stage::new_id(&mut self.rng, self.now)
    }

    pub fn at(&mut self, at: i64, event: Event) {
        let number = self.fresh();
        self.events.push(Reverse((at, number)));
        self.bodies.insert(number, event);
    }

    pub fn after(&mut self, span: i64, event: Event) {
        self.at(self.now + span, event);
    }

    /// What will happen, by chance.
    fn plan(&mut self) {
        for till in 0..TILLS {
            let wakes = self.rng.between(1, 10) * SECOND;
            self.after(wakes, Event::Wakes { till });
            // Half the tills lose their network, for minutes.
            if self.rng.chance(60) {
                let down = self.rng.between(2, 15) * MINUTE;
                let up = down + self.rng.between(2, 18) * MINUTE;
                self.after(down, Event::Link { till, up: false });
                self.after(up, Event::Link { till, up: true });
            }
            if self.rng.chance(40) {
                let ends = self.rng.between(120, TROUBLE / SECOND) * SECOND;
                self.after(ends, Event::TillEnds { till });
            }
        }
        for _ in 0..self.rng.below(3) {
            let ends = self.rng.between(60, TROUBLE / SECOND) * SECOND;
            self.after(ends, Event::ServerEnds);
        }
        for _ in 0..self.rng.below(4) {
            let (jumps, whose) = (self.rng.between(60, TROUBLE / SECOND) * SECOND, self.rng.below(TILLS + PHONES));
            self.after(jumps, Event::ClockJumps { whose });
        }
        for phone in 0..PHONES {
            let arrives = self.rng.between(30, 400) * SECOND;
            self.after(arrives, Event::Arrives { phone });
        }
        self.plan_losses();
    }

    fn run(&mut self, until: i64) {
        while let Some(Reverse((at, number))) = self.events.pop() {
            if at > until || (self.healed && self.is_quiet()) {
                self.events.push(Reverse((at, number)));
                break;
            }
            self.now = at;
            if let Some(event) = self.bodies.remove(&number) {
                self.happen(event);
            }
        }
        self.now = self.now.max(until.min(self.now + MINUTE));
    }

    /// Nothing waits anywhere, and nothing is under way to the server.
    fn is_quiet(&self) -> bool {
        let under_way = self.bodies.values().any(|event| {
            matches!(
                event,
                Event::ToServer { .. } | Event::ServerStarts | Event::TillStarts { .. } | Event::WrittenLate { .. }
            )
        });
        let answered = self.errands.iter().all(|errand| errand.is_answered);
        !under_way && answered && self.nodes.iter().all(Node::is_idle)
    }

    fn heal(&mut self) {
        self.healed = true;
        if !self.server.is_up() {
            self.server.restart();
        }
        for till in 0..TILLS {
            self.nodes[till].linked = true;
            if self.nodes[till].till.is_none() {
                self.nodes[till].start();
            }
            // Whoever adjusts the clocks does so now.
            self.nodes[till].clock_off = 0;
        }
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Arrives { .. } | Event::ShownAgain { .. } | Event::TakesBackToo { .. } if self.healed => {}
            Event::ClockJumps { .. } if self.healed => {}
            Event::IsLost { .. } | Event::FinderComes { .. } | Event::Asks { .. } if self.healed => {}
            Event::ServerEnds | Event::TillEnds { .. } if self.healed => {}
            Event::Arrives { phone } => self.arrives(phone),
            Event::ShownAgain { till, phone, pass, another_purchase } => {
                self.shown(till, phone, pass, another_purchase);
            }
            Event::TakesBackToo { till, phone, what } => self.takes_back(till, phone, what),
            Event::ToServer { till, exchange, request } => self.reaches_server(till, exchange, &request),
            Event::ToTill { till, exchange, answer } => {
                if self.nodes[till].linked {
                    self.answered(till, exchange, &answer);
                }
            }
            Event::TimesOut { till, exchange } => self.times_out(till, exchange),
            Event::Wakes { till } => {
                self.wakes(till);
                let next = self.rng.between(10, 25) * SECOND;
                self.after(next, Event::Wakes { till });
            }
            Event::Link { till, up } => self.nodes[till].linked = up || self.healed,
            Event::ServerEnds => self.server_ends(),
            Event::ServerStarts => {
                if !self.server.is_up() {
                    self.server.restart();
                }
            }
            Event::TillEnds { till } => self.till_ends(till),
            Event::TillStarts { till } => {
                if self.nodes[till].till.is_none() {
                    self.nodes[till].start();
                }
            }
            Event::WrittenLate { till, record } => self.written_late(till, &record),
            Event::ClockJumps { whose } => self.clock_jumps(whose),
            Event::IsLost { phone } => self.is_lost(phone),
            Event::FinderComes { number } => self.finder_comes(number),
            Event::Asks { phone, ask } => self.begins(phone, ask, None),
            Event::Tries { errand } => self.tries(errand),
            Event::IsAsked { errand } => self.is_asked(errand),
            Event::IsTold { errand, answer } => self.is_told(errand, answer),
        }
    }

    fn clock_jumps(&mut self, whose: usize) {
        let jump = self.rng.between(-400, 400) * SECOND;
        match whose.checked_sub(TILLS) {
            None => self.nodes[whose].clock_off += jump,
            Some(phone) => self.phone_clocks[phone] += jump,
        }
    }
}
