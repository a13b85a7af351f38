//! The server without its HTTP: the store, reached by the same steps as the routes take, and the ends that a process may come to.

use pass::{Pass, PublicKey, RingVerifier};
use store::visits::{self, KeyFacts, Scanned};
use store::{Context, Fault, Location, Outcome, Reply, Store, Tx, offline, snapshot, voids};
use tempfile::TempDir;
use uuid::Uuid;
use wire::{Code, Op, OpenVisit, Problem, TillSnapshot, VisitOpened, VoidRequest};

use crate::back::{Asked, Told};
use crate::disk::{self, Ending};
use crate::faults::Fault as Breakage;
use crate::rng::Rng;
use crate::stage::{HOST, STAGE};
use crate::weak::{Weak, weaken};

/// What a till sends.
#[derive(Clone, Debug)]
pub enum Request {
    Visit(OpenVisit),
    Operate(Uuid, Op),
    Void(Uuid, VoidRequest),
    Snapshot(Option<String>),
    /// For a card that is to come back.
    Back(Asked),
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    Opened(Box<VisitOpened>),
    Done,
    Refused(Box<Problem>),
    Snapshot(Box<TillSnapshot>),
    /// With whether it had been done before.
    Told(Told, bool),
    /// 500.
    Failed,
}

pub struct Server {
    folder: TempDir,
    store: Option<Store>,
    rng: Rng,
    breakage: Option<Breakage>,
    /// An older copy, for a server that forgets what it committed.
    older: Option<TempDir>,
}

impl Server {
    /// A server whose shop runs the programme of this version.
    pub fn start(rng: Rng, breakage: Option<Breakage>, version: u32) -> Server {
        let mut server = Server { folder: STAGE.copy(), store: None, rng, breakage, older: None };
        if let Some(breakage) = breakage.filter(|breakage| breakage.is_of_database()) {
            weaken(server.folder.path(), breakage);
        }
        server.restart();
        let put = "UPDATE shop SET program_version = $1";
        let published: Outcome<u64> =
            server.store().write_blocking(move |tx| Ok(tx.execute(put, &store::params![version])?));
        published.unwrap();
        server
    }

    pub fn is_up(&self) -> bool {
        self.store.is_some()
    }

    pub fn restart(&mut self) {
        self.store = Some(Store::open_leaving_the_log(&Location::Sqlite(self.folder.path().to_owned())).unwrap());
    }

    pub fn store(&self) -> &Store {
        self.store.as_ref().unwrap()
    }

    /// The process ends, doing nothing or copying its log.
    pub fn crash(&mut self) {
        let copying = self.rng.chance(40);
        self.end(if copying { Ending::Copying } else { Ending::Idle });
    }

    fn end(&mut self, ending: Ending) {
        let Some(store) = self.store.take() else { return };
        let left = match (self.breakage, self.older.take()) {
            (Some(Breakage::CommitsAreForgotten), Some(older)) => older,
            _ => disk::left(self.folder.path(), &ending, &mut self.rng),
        };
        store.close_blocking();
        self.folder = left;
    }

    /// Handles a request and ends before anybody is answered: after the commit, or in its middle. What nobody heard is told.
    pub fn handle_and_crash(&mut self, till: usize, request: &Request, now: i64) -> Answer {
        let log_before = disk::log(self.folder.path());
        let unheard = self.handle(till, request, now);
        if self.rng.chance(50) {
            self.end(Ending::Writing { log_before })
        } else {
            self.crash()
        }
        unheard
    }

    /// Answers a request; now and then the log is copied before.
    pub fn handle(&mut self, till: usize, request: &Request, now: i64) -> Answer {
        if self.rng.chance(10) {
            disk::copy_log(self.folder.path());
        }
        let answer = match self.try_handle(till, request, now) {
            Ok(answer) => answer,
            Err(Fault::Refused(problem)) => Answer::Refused(problem),
            Err(Fault::Engine(_)) => Answer::Failed,
        };
        match self.breakage {
            Some(Breakage::RequestsAreForgotten) => self.forget("DELETE FROM request"),
            Some(Breakage::CodesAreForgotten) => {
                self.forget("UPDATE visit SET slot = NULL, step = NULL");
                self.forget("UPDATE card_key SET last_step = NULL");
            }
            Some(Breakage::LostKeysStay) => self.forget("UPDATE card_key SET revoked_at = NULL"),
            Some(Breakage::PauseIsForgotten) => self.forget("UPDATE card SET redeem_paused_until = NULL"),
            // As if they were made later, or `verify` would see it before anybody uses one again.
            Some(Breakage::CodesStayGood) => {
                self.forget("UPDATE card_code SET ended_at = NULL, created_at = 9223372036854775807");
            }
            Some(Breakage::CommitsAreForgotten) if self.older.is_none() || self.rng.chance(5) => {
                self.older = Some(disk::left(self.folder.path(), &Ending::Idle, &mut self.rng));
            }
            _ => {}
        }
        answer
    }

    fn forget(&self, statement: &'static str) {
        let forgotten: Outcome<()> = self.store().write_blocking(move |tx| {
            tx.execute(statement, &store::params![])?;
            Ok(())
        });
        forgotten.unwrap();
    }

    /// Runs a job that writes, on what the database lacks.
    pub fn write<T: Send + 'static>(
        &mut self,
        mut job: impl FnMut(&mut dyn Tx) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let Some(fault) = self.breakage.filter(|breakage| breakage.is_of_database()) else {
            return self.store().write_blocking(job);
        };
        let loses = self.rng.chance(15);
        self.store().write_blocking(move |tx| job(&mut Weak { tx, fault, loses }))
    }

    fn try_handle(&mut self, till: usize, request: &Request, now: i64) -> Outcome<Answer> {
        let actor = STAGE.tills[till].actor.clone();
        let ctx = Context { now_us: now, seed: self.rng.bytes() };
        match request.clone() {
            Request::Visit(req) => {
                let reply = match self.open(till, &req, ctx) {
                    Err(Fault::Refused(problem)) if req.offline.is_some() => {
                        self.write(move |tx| offline::reject(tx, &ctx, &actor, &req, &problem))?
                    }
                    opened => opened?,
                };
                match reply {
                    Ok(reply) => Ok(Answer::Opened(Box::new(serde_json::from_str(&reply.json).unwrap()))),
                    Err(problem) => Ok(Answer::Refused(Box::new(problem))),
                }
            }
            Request::Operate(visit, op) => {
                self.write(move |tx| visits::operate(tx, &ctx, &actor, visit, &op))?;
                Ok(Answer::Done)
            }
            Request::Void(operation, req) => {
                self.write(move |tx| voids::void(tx, &ctx, &actor, operation, &req))?;
                Ok(Answer::Done)
            }
            Request::Back(asked) => self.bring_back(till, asked, ctx),
            Request::Snapshot(since) => {
                let store::Actor::Staff(staff) = actor else { return Err(Code::StaffRequired.into()) };
                let read = move |tx: &mut dyn Tx| snapshot::read(tx, &staff.till, since.as_deref(), now);
                Ok(Answer::Snapshot(Box::new(self.store().read_blocking(read)?)))
            }
        }
    }

    fn open(&mut self, till: usize, req: &OpenVisit, ctx: Context) -> Outcome<Result<Reply, Problem>> {
        let actor = STAGE.tills[till].actor.clone();
        let scanned = match &req.code {
            None => None,
            Some(code) => {
                let pass = Pass::parse(code).map_err(|_| Code::Malformed)?;
                let shop = actor.shop();
                let facts: KeyFacts = self.store().read_blocking(move |tx| visits::locate(tx, shop, &pass))?;
                let key = PublicKey::from_trusted_uncompressed(facts.public_key);
                pass.verify(&RingVerifier, &key, [HOST]).map_err(|_| Code::BadSignature)?;
                Some(Scanned { pass, key: facts })
            }
        };
        let req = req.clone();
        self.write(move |tx| visits::open(tx, &ctx, &actor, &req, scanned.as_ref()))
    }
}
