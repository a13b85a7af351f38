//! Connections: taking them, serving HTTP/1.1 on each, and leaving in good order.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::Service as _;

use crate::app::App;
use crate::sweep;

/// How long a connection may take to send the head of its next request, idle time included. Longer than reverse proxies keep idle
/// connections (60 s), so that it is they who close them.
const HEAD_TIME_MAX: Duration = Duration::from_secs(75);
/// Bytes of a request's head.
const HEAD_BYTES_MAX: usize = 32 * 1024;
/// How long answers under way may take after the server was told to stop.
const DRAIN_TIME_MAX: Duration = Duration::from_secs(8);
/// How long the writer may take to finish what waits.
const CLOSE_TIME_MAX: Duration = Duration::from_secs(8);
/// How long letters on their way may take after the last answer, while the writer finishes too.
const LETTERS_TIME_MAX: Duration = Duration::from_secs(10);
/// After a failed accept (too many open files) others get time to close.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);
/// How often buckets and figures are tidied.
const TIDY_PERIOD: Duration = Duration::from_secs(5);

/// Serves until the server is told to stop, then finishes what is under way, letters too. Leaves within 20 s.
pub async fn until_stopped(app: App, listener: TcpListener, router: Router) {
    let tidier = tokio::spawn(tidy(app.clone()));
    let sweeper = tokio::spawn(sweep::run(app.clone()));
    let graceful = GracefulShutdown::new();
    accept(&app, &listener, &router, &graceful).await;
    drop(listener);
    let drained = tokio::time::timeout(DRAIN_TIME_MAX, graceful.shutdown()).await;
    if drained.is_err() {
        tracing::warn!("some answers were not finished in time");
    }
    tidier.abort();
    // It heard of the stop too, and is at the end of a few cards by now.
    sweeper.abort();
    let closing = tokio::time::timeout(CLOSE_TIME_MAX, app.store.close());
    let (closed, ()) = tokio::join!(closing, send_letters(&app));
    if closed.is_err() {
        tracing::warn!("the store did not close in time; what was acknowledged is on the disk");
    }
}

/// Waits for the letters that answers left behind.
async fn send_letters(app: &App) {
    let Some(post) = &app.post else { return };
    let given_up = post.finish(LETTERS_TIME_MAX).await;
    if given_up > 0 {
        tracing::warn!(given_up, "letters were given up: the mail server did not take them in time");
    }
}

async fn accept(app: &App, listener: &TcpListener, router: &Router, graceful: &GracefulShutdown) {
    let slots = Arc::new(Semaphore::new(app.config.limits.connections));
    let mut stop = app.stopping();
    loop {
        let next = async {
            let slot = slots.clone().acquire_owned().await;
            (slot, listener.accept().await)
        };
        let (slot, accepted) = tokio::select! {
            next = next => next,
            _ = stop.wait_for(|stopped| *stopped) => return,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        // Small answers go out at once instead of waiting to be joined by others.
        let _ = stream.set_nodelay(true);
        let served = graceful.watch(connection(stream, peer, router.clone()));
        tokio::spawn(async move {
            // A client that went away or sent no HTTP is nothing to tell anybody.
            let _ = served.await;
            drop(slot);
        });
    }
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + Send {
    let service = hyper::service::service_fn(move |request: Request<Incoming>| {
        let mut router = router.clone();
        async move {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            let response: Result<_, Infallible> = router.call(request).await;
            response
        }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME_MAX)
        .max_buf_size(HEAD_BYTES_MAX)
        .pipeline_flush(true)
        .serve_connection(TokioIo::new(stream), service)
}

async fn tidy(app: App) {
    let mut tick = tokio::time::interval(TIDY_PERIOD);
    loop {
        tick.tick().await;
        app.buckets.sweep();
        app.metrics.upkeep();
    }
}

/// Resolves when the process is told to stop: SIGTERM, or Ctrl-C.
pub async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::warn!("signals can't be heard: only SIGKILL will end this server");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {},
        _ = interrupt.recv() => {},
    }
}
