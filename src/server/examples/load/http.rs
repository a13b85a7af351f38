//! A lean HTTP/1.1 client: keep-alive connections on one thread, requests written beforehand, answers read by their length.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Connections kept open.
pub const CONNECTIONS: usize = 64;

/// One answer.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Head, as it came.
    pub head: String,
    /// Body.
    pub body: Vec<u8>,
}

/// A keep-alive connection.
pub struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Connection {
    /// Opens one.
    pub async fn open(address: &str) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, read: Vec::with_capacity(8 * 1024) })
    }

    /// Sends a request and reads its answer.
    pub async fn ask(&mut self, request: &[u8]) -> std::io::Result<Answer> {
        self.stream.write_all(request).await?;
        self.read.clear();
        loop {
            if self.stream.read_buf(&mut self.read).await? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            if let Some(answer) = whole(&self.read) {
                return Ok(answer);
            }
        }
    }
}

/// The answer, once all of it is there.
fn whole(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let length =
        head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok()).unwrap_or(0);
    let body = bytes.get(end + 4..end + 4 + length)?.to_vec();
    Some(Answer { status: head.get(9..12)?.parse().ok()?, head, body })
}

/// A POST of JSON, ready to be written.
pub fn post(path: &str, host: &str, cookies: &str, body: &str) -> Vec<u8> {
    let cookies = if cookies.is_empty() { String::new() } else { format!("cookie: {cookies}\r\n") };
    format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\n{cookies}content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// How long answers took.
pub struct Times {
    /// Answers a second.
    pub per_s: f64,
    /// Half took no longer, milliseconds.
    pub p50_ms: f64,
    /// Ninety-nine of a hundred took no longer, milliseconds.
    pub p99_ms: f64,
    /// The longest, milliseconds.
    pub max_ms: f64,
    /// The answers, in no order.
    pub answers: Vec<Answer>,
}

/// Sends all requests over [`CONNECTIONS`] connections: as fast as they are answered, or at a steady rate if `every` says so. A request of a
/// steady rate whose connection was still busy is timed from when it was due, so that a slow server is not asked less; one that was waited for
/// from when the timer, which counts in whole milliseconds, let it go.
pub async fn send_all(address: &str, requests: Vec<Vec<u8>>, every: Option<Duration>) -> Times {
    let count = requests.len();
    let requests = Rc::new(requests);
    let next = Rc::new(Cell::new(0));
    let done = Rc::new(RefCell::new((Vec::with_capacity(count), Vec::with_capacity(count))));
    let mut connections = Vec::new();
    for _ in 0..CONNECTIONS {
        connections.push(Connection::open(address).await.expect("a connection"));
    }
    let begun = Instant::now();
    let local = tokio::task::LocalSet::new();
    for mut connection in connections {
        let (requests, next, done) = (requests.clone(), next.clone(), done.clone());
        local.spawn_local(async move {
            loop {
                let number = next.replace(next.get() + 1);
                let Some(request) = requests.get(number) else { return };
                let due = every.map(|every| begun + every * number as u32);
                let from = match due {
                    Some(due) if due < Instant::now() => due,
                    Some(due) => {
                        tokio::time::sleep_until(due.into()).await;
                        Instant::now()
                    }
                    None => Instant::now(),
                };
                let answer = connection.ask(request).await.expect("an answer");
                let mut done = done.borrow_mut();
                done.0.push(from.elapsed());
                done.1.push(answer);
            }
        });
    }
    local.await;
    let took = begun.elapsed().as_secs_f64();
    let (mut times, answers) = done.take();
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    Times { per_s: count as f64 / took, p50_ms: at(0.5), p99_ms: at(0.99), max_ms: at(1.0), answers }
}
