//! Idempotency: the same id with the same body is answered the same, for ever.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use uuid::Uuid;
use wire::{Code, Problem};

use crate::context::{Context, sha256};
use crate::members::{MemberKey, Vault};
use crate::outcome::{Outcome, Reply, to_json};
use crate::{Error, ShopId, Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        FIND = "SELECT body_hash, status, answer, subject_id FROM request WHERE shop_id = $1 AND request_id = $2";
        KEEP = "INSERT INTO request (shop_id, request_id, body_hash, status, answer, subject_id) VALUES ($1, $2, $3, $4, $5, $6)";
    }
}

impl Reply {
    /// An answer that was kept, as it was given: some refusals are kept too.
    pub(crate) fn or_problem(self) -> Outcome<Result<Reply, Problem>> {
        if self.status < 400 {
            return Ok(Ok(self));
        }
        let problem = serde_json::from_str(&self.json);
        Ok(Err(problem.map_err(|error| Error::Corrupt(format!("a kept refusal: {error}")))?))
    }
}

/// A request by its id and by what it asks.
pub(crate) struct Request {
    shop: ShopId,
    id: Uuid,
    body_hash: [u8; 32],
}

/// An answer that was given before, and whom it was about.
pub(crate) struct Earlier {
    pub reply: Reply,
    pub subject: Option<Uuid>,
}

impl Request {
    /// `place` is the path with its parameters: the same id sent elsewhere is another request.
    pub(crate) fn new(shop: ShopId, id: Uuid, place: &str, body: &impl serde::Serialize) -> Outcome<Request> {
        let body = to_json(body)?;
        Ok(Request { shop, id, body_hash: sha256(&[place.as_bytes(), body.as_bytes()]) })
    }

    /// As [`Request::new`], for a body that tells of a person: what is kept of it says nothing to whoever has the database alone. Its answer is kept by
    /// [`Request::keep_private`].
    pub(crate) fn private(
        vault: &Vault,
        shop: ShopId,
        id: Uuid,
        place: &str,
        body: &impl serde::Serialize,
    ) -> Outcome<Request> {
        let request = Request::new(shop, id, place, body)?;
        Ok(Request { body_hash: vault.mark(&request.body_hash), ..request })
    }

    /// The answer given before, opened with the key of the member whom it tells of.
    pub(crate) fn earlier_private(&self, tx: &mut dyn Tx, key: &MemberKey) -> Outcome<Option<Reply>> {
        let Some(Earlier { reply, .. }) = self.earlier(tx)? else { return Ok(None) };
        let sealed = STANDARD_NO_PAD.decode(&reply.json).map_err(|_| Error::Corrupt("a kept answer".into()))?;
        // Of a member who was forgotten since: nobody can read it any more.
        let json = key.open(&self.field(), &sealed).map_err(|_| Code::IdReused)?;
        Ok(Some(Reply { json, ..reply }))
    }

    /// Keeps an answer so that only the key of the member whom it tells of opens it.
    pub(crate) fn keep_private(
        &self,
        tx: &mut dyn Tx,
        ctx: &Context,
        key: &MemberKey,
        status: u16,
        answer: String,
    ) -> Outcome<Reply> {
        let sealed = key.seal(ctx, &self.field(), &answer)?;
        let reply = self.keep(tx, status, STANDARD_NO_PAD.encode(sealed), None)?;
        Ok(Reply { json: answer, ..reply })
    }

    fn field(&self) -> String {
        format!("answer {}", self.id)
    }

    /// The answer given before, if this request was answered; `id_reused` when another one had its id.
    pub(crate) fn earlier(&self, tx: &mut dyn Tx) -> Outcome<Option<Earlier>> {
        let Some(row) = tx.query_one(sql::FIND, &params![self.shop.0, self.id])? else { return Ok(None) };
        if row.get::<&[u8]>(0)? != self.body_hash {
            return Err(Code::IdReused.into());
        }
        let reply = Reply { status: row.get(1)?, json: row.get(2)?, replayed: true, changed: Vec::new(), token: None };
        Ok(Some(Earlier { reply, subject: row.get(3)? }))
    }

    /// Keeps the answer of what was just done.
    pub(crate) fn keep(&self, tx: &mut dyn Tx, status: u16, answer: String, subject: Option<Uuid>) -> Outcome<Reply> {
        let row = params![self.shop.0, self.id, self.body_hash, u32::from(status), &answer, subject];
        tx.execute(sql::KEEP, &row)?;
        Ok(Reply { status, json: answer, replayed: false, changed: Vec::new(), token: None })
    }
}
