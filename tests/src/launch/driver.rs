//! A WebDriver of our own on a free port, of whichever engine; it ends with the value.

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::clock;

/// A running driver. Its browser ends with its session, it ends with the value.
pub(crate) struct Driver {
    /// It, and then what it needs.
    children: Vec<Child>,
    pub(crate) url: String,
}

/// It takes a free port of one kind of address and ends at once when somebody has that number of the other kind: then it is started again.
const TRIES: usize = 3;
/// How long a driver may take to name its port.
const START_LIMIT: Duration = Duration::from_secs(20);

impl Driver {
    /// Starts it; `port_in` finds the port in what it says.
    pub(crate) fn start(command: impl Fn() -> Command, port_in: fn(&str) -> Option<u16>) -> Self {
        let started = (0..TRIES).find_map(|_| Self::try_start(command(), port_in));
        started.unwrap_or_else(|| panic!("{:?} names its port within {START_LIMIT:?}", command().get_program()))
    }

    fn try_start(mut command: Command, port_in: fn(&str) -> Option<u16>) -> Option<Self> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap_or_else(|e| panic!("{:?} does not start: {e}", command.get_program()));
        let lines = BufReader::new(child.stdout.take().expect("a piped stdout")).lines();
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            lines.map_while(Result::ok).filter_map(|line| port_in(&line)).for_each(|port| {
                let _ = tell.send(port);
            });
        });
        // Dropped without a port, it is ended.
        let mut driver = Self { children: vec![child], url: String::new() };
        let port = told.recv_timeout(START_LIMIT).ok()?;
        driver.url = at(port);
        Some(driver)
    }

    /// Starts one that has to be told its port, on a free one.
    pub(crate) fn start_at(command: impl Fn(u16) -> Command) -> Self {
        let started = (0..TRIES).find_map(|_| Self::try_start_at(&command));
        started.unwrap_or_else(|| panic!("{:?} listens within {START_LIMIT:?}", command(0).get_program()))
    }

    fn try_start_at(command: impl Fn(u16) -> Command) -> Option<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        drop(listener);
        let mut command = command(port);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().unwrap_or_else(|e| panic!("{:?} does not start: {e}", command.get_program()));
        let mut driver = Self { children: vec![child], url: at(port) };
        // Somebody else may have taken the port meanwhile: then it has ended.
        let mut up = || driver.children[0].try_wait().is_ok_and(|ended| ended.is_none());
        let listens = clock::until(START_LIMIT, || !up() || TcpStream::connect(("127.0.0.1", port)).is_ok());
        (listens && up()).then_some(driver)
    }

    /// What it needs ends with it, after it.
    pub(crate) fn with(mut self, needed: Child) -> Self {
        self.children.push(needed);
        self
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        for child in &mut self.children {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn at(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}
