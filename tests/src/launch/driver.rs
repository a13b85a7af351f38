//! A WebDriver of our own on a free port, of whichever engine; it ends with the value.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// A running driver. Its browser ends with its session, it ends with the value.
pub(crate) struct Driver {
    child: Child,
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
        let mut driver = Self { child, url: String::new() };
        let port = told.recv_timeout(START_LIMIT).ok()?;
        driver.url = format!("http://127.0.0.1:{port}");
        Some(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
