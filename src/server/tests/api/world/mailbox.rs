//! A mail server that keeps what it is given: as much of SMTP (RFC 5321) as a letter takes.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// The server, and the letters nobody has read yet.
pub struct Mailbox {
    /// Where it listens, as a setting has it.
    pub url: String,
    letters: Arc<Mutex<Vec<String>>>,
}

impl Mailbox {
    /// One that takes letters.
    pub async fn open() -> Mailbox {
        Mailbox::open_as(0, Duration::ZERO).await
    }

    /// One that tells senders to come back later, so many times.
    pub async fn open_busy(times: usize) -> Mailbox {
        Mailbox::open_as(times, Duration::ZERO).await
    }

    /// One that lets each sender wait so long before it says a word.
    pub async fn open_slow(wait: Duration) -> Mailbox {
        Mailbox::open_as(0, wait).await
    }

    async fn open_as(busy: usize, wait: Duration) -> Mailbox {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let mailbox = Mailbox { url, letters: Arc::default() };
        let (letters, busy) = (mailbox.letters.clone(), Arc::new(AtomicUsize::new(busy)));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let taking = take(stream, letters.clone(), busy.clone());
                tokio::spawn(async move {
                    tokio::time::sleep(wait).await;
                    taking.await;
                });
            }
        });
        mailbox
    }

    /// The next letter, as it came: waited for, since it leaves after the answer.
    pub async fn letter(&self) -> String {
        for _ in 0..500 {
            if let Some(letter) = self.letters.lock().unwrap().pop() {
                return letter;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("no letter within 10 s");
    }

    /// Asserts that nothing comes.
    pub async fn stays_empty(&self) {
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(*self.letters.lock().unwrap(), [] as [String; 0]);
    }
}

/// The code in a letter.
pub fn code_in(letter: &str) -> String {
    let is_code = |line: &&str| line.len() == 9 && line.as_bytes()[4] == b'-' && !line.contains(' ');
    letter.lines().map(str::trim).find(is_code).unwrap_or_else(|| panic!("no code in {letter}")).to_owned()
}

/// What a letter is about and what it says, as a mail program shows it.
pub fn read(letter: &str) -> (String, String) {
    use mailparse::MailHeaderMap as _;
    let letter = mailparse::parse_mail(letter.as_bytes()).unwrap();
    (letter.headers.get_first_value("Subject").unwrap(), letter.get_body().unwrap().replace("\r\n", "\n"))
}

async fn take(stream: TcpStream, letters: Arc<Mutex<Vec<String>>>, busy: Arc<AtomicUsize>) {
    let mut stream = BufReader::new(stream);
    let mut letter = String::new();
    let mut answer = "220 here\r\n";
    loop {
        let mut line = String::new();
        let sent = stream.get_mut().write_all(answer.as_bytes()).await;
        if sent.is_err() || stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        answer = match line.split([' ', '\r']).next().unwrap_or_default() {
            "EHLO" => "250-here\r\n250 8BITMIME\r\n",
            "MAIL" if busy.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |times| times.checked_sub(1)).is_ok() => {
                "451 come back later\r\n"
            }
            "DATA" => {
                stream.get_mut().write_all(b"354 go on\r\n").await.unwrap();
                loop {
                    let mut line = String::new();
                    stream.read_line(&mut line).await.unwrap();
                    if line == ".\r\n" {
                        break;
                    }
                    letter.push_str(&line);
                }
                letters.lock().unwrap().insert(0, std::mem::take(&mut letter));
                "250 kept\r\n"
            }
            "QUIT" => "221 bye\r\n",
            _ => "250 go on\r\n",
        };
    }
}
