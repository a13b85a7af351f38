//! The server without its HTTP: the store, reached by the same steps as the routes take, and the ends that a process may come to.

use std::fs;

use pass::{Pass, PublicKey, RingVerifier};
use store::visits::{self, KeyFacts, Scanned};
use store::{Context, Fault, Location, Outcome, Reply, Store, Tx, offline, snapshot, voids};
use tempfile::TempDir;
use uuid::Uuid;
use wire::{Code, Op, OpenVisit, Problem, TillSnapshot, VisitOpened, VoidRequest};

use crate::faults::Fault as Breakage;
use crate::rng::Rng;
use crate::stage::{HOST, STAGE, files, folder};
use crate::weak::{Weak, weaken};

/// What a till sends.
#[derive(Clone, Debug)]
pub enum Request {
    Visit(OpenVisit),
    Operate(Uuid, Op),
    Void(Uuid, VoidRequest),
    Snapshot(Option<String>),
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    Opened(Box<VisitOpened>),
    Done,
    Refused(Box<Problem>),
    Snapshot(Box<TillSnapshot>),
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
        self.store = Some(Store::open(&Location::Sqlite(self.folder.path().to_owned())).unwrap());
    }

    pub fn store(&self) -> &Store {
        self.store.as_ref().unwrap()
    }

    /// The process ends: what it leaves are its files as they are.
    pub fn crash(&mut self) {
        self.end(None);
    }

    /// The process ends in the middle of writing the last thing it was asked: a part of it is in the log.
    fn crash_writing(&mut self, log_before: u64) {
        self.end(Some(log_before));
    }

    fn end(&mut self, log_before: Option<u64>) {
        let Some(store) = self.store.take() else { return };
        let left = match (self.breakage, self.older.take()) {
            (Some(Breakage::CommitsAreForgotten), Some(older)) => older,
            _ => self.copy(log_before),
        };
        store.close_blocking();
        self.folder = left;
    }

    fn copy(&mut self, log_before: Option<u64>) -> TempDir {
        let copy = folder();
        for (from, to) in files(self.folder.path()).iter().zip(files(copy.path())) {
            if from.exists() {
                fs::copy(from, to).unwrap();
            }
        }
        let [_, log] = files(copy.path());
        if let Some(before) = log_before {
            let after = fs::metadata(&log).map_or(0, |log| log.len());
            if after > before {
                let cut = before + self.rng.next() % (after - before);
                fs::File::options().write(true).open(log).unwrap().set_len(cut).unwrap();
            }
        }
        copy
    }

    fn log_len(&self) -> u64 {
        fs::metadata(&files(self.folder.path())[1]).map_or(0, |log| log.len())
    }

    /// Handles a request and ends before anybody is answered: after the commit, or in its middle.
    pub fn handle_and_crash(&mut self, till: usize, request: &Request, now: i64) {
        let before = self.log_len();
        self.handle(till, request, now);
        if self.rng.chance(50) { self.crash_writing(before) } else { self.crash() }
    }

    pub fn handle(&mut self, till: usize, request: &Request, now: i64) -> Answer {
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
            Some(Breakage::CommitsAreForgotten) if self.older.is_none() || self.rng.chance(5) => {
                self.older = Some(self.copy(None));
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

    fn write<T: Send + 'static>(
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
