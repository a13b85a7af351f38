//! One still HTML page on a free port of 127.0.0.1: for what must be proven of the browser alone.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

/// Serves this page at every address for as long as the test runs; answers its origin.
pub fn serve(html: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let origin = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let _ = stream.read(&mut [0; 4096]);
            let head =
                format!("HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}", html.len());
            let _ = write!(stream, "{head}\r\nconnection: close\r\n\r\n{html}");
        }
    });
    origin
}
