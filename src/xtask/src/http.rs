//! Just enough HTTP to ask a server on this machine for one page.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use crate::steps::{Doing, Failure, Result};

/// The status and the bytes of `GET path`, from `host:port`.
pub fn get(address: &str, path: &str, headers: &[(&str, &str)]) -> Result<(u16, Vec<u8>)> {
    let mut stream = TcpStream::connect(address).doing(format!("reach {address}"))?;
    stream.set_read_timeout(Some(Duration::from_secs(10))).doing("set a limit")?;
    let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{more}\r\n");
    stream.write_all(request.as_bytes()).doing(format!("ask {address}"))?;
    let mut answer = vec![];
    stream.read_to_end(&mut answer).doing(format!("read {address}'s answer"))?;
    let head_end = answer.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4);
    let status = std::str::from_utf8(answer.get(9..12).unwrap_or_default()).ok().and_then(|code| code.parse().ok());
    match (head_end, status) {
        (Some(end), Some(status)) => Ok((status, answer.split_off(end))),
        _ => Err(Failure::new(format!("{address} did not answer {path} in HTTP"))),
    }
}
