//! `comptoir serve` and `comptoir demo`: opening the store, listening, saying where, and serving until told to stop.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use store::{Context, Fault, Store, demo as demo_shop};
use tokio::net::TcpListener;

use super::{DATA, DEMO_DATA, Failed, location, tools};
use crate::app::App;
use crate::assets::Assets;
use crate::clock::{Clock as _, SystemClock};
use crate::config::{Config, Limits, Settings};
use crate::{erased, logs, metrics, random, router, secret, serve as connections};

/// `comptoir serve`
pub fn serve(settings: Settings) -> Result<(), Failed> {
    logs::begin(settings.log.as_deref(), settings.log_format.unwrap_or_default())?;
    let config = settings.complete(DATA, Limits::SERVE)?;
    let (store, pepper) = open(&config)?;
    run(config, store, pepper, false)
}

/// `comptoir demo`
pub fn demo(settings: Settings) -> Result<(), Failed> {
    logs::begin(settings.log.as_deref(), settings.log_format.unwrap_or_default())?;
    let config = settings.complete(DEMO_DATA, Limits::DEMO)?;
    let (store, pepper) = open(&config)?;
    let ctx = Context { now_us: SystemClock.now_us(), seed: random::seed() };
    let made: Result<(), Fault> = store.write_blocking(move |tx| demo_shop::ensure(tx, &ctx, &pepper));
    made?;
    run(config, store, pepper, true)
}

fn open(config: &Config) -> Result<(Store, [u8; 32]), Failed> {
    let store = Store::open(&location(config))?;
    let secret = secret::load(config)?;
    if let Some(data) = &config.data {
        let forgotten = erased::follow(&store, data, tools::context())?;
        if forgotten > 0 {
            tracing::info!(forgotten, "forgot again who had asked for it: the database was of before");
        }
    }
    Ok((store, secret))
}

#[tokio::main]
async fn run(mut config: Config, store: Store, pepper: [u8; 32], demo: bool) -> Result<(), Failed> {
    let listener = listen(config.listen).await?;
    config.listen = address_of(&listener)?;
    let figures = match config.metrics_listen {
        Some(address) => Some(listen(address).await?),
        None => None,
    };
    let assets = config.apps.clone().map_or(Assets::Embedded, Assets::Folder);
    let app = App::new(store, Arc::new(SystemClock), config, pepper, assets);
    let router = router::router(app.clone());
    let address = app.config.listen;
    say(address, demo, app.config.origins.first().map(String::as_str));
    tracing::info!(%address, "listening");
    if let Some(listener) = figures {
        tokio::spawn(serve_figures(app.clone(), listener));
    }
    let stopper = app.clone();
    tokio::spawn(async move {
        connections::signal().await;
        tracing::info!("told to stop");
        stopper.stop();
        // Told again: leave at once. What was acknowledged is on the disk.
        connections::signal().await;
        std::process::exit(130);
    });
    connections::until_stopped(app, listener, router).await;
    tracing::info!("stopped");
    Ok(())
}

async fn serve_figures(app: App, listener: TcpListener) {
    let router: Router = metrics::router(app);
    if let Err(error) = axum::serve(listener, router).await {
        tracing::warn!(%error, "the figures are no longer served");
    }
}

async fn listen(address: SocketAddr) -> Result<TcpListener, Failed> {
    let refused = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AddrInUse => Failed(format!("{address} is taken: give another with --listen")),
        _ => Failed(format!("cannot listen on {address}: {error}")),
    };
    TcpListener::bind(address).await.map_err(refused)
}

fn address_of(listener: &TcpListener) -> Result<SocketAddr, Failed> {
    listener.local_addr().map_err(|error| Failed(format!("cannot tell where it listens: {error}")))
}

/// The first line is for programs that start the server, the rest for people.
fn say(address: SocketAddr, demo: bool, origin: Option<&str>) {
    use std::io::Write as _;
    let here = format!("http://{address}");
    let mut text = format!("listening on {here}\n");
    if demo {
        let origin = origin.unwrap_or(&here);
        text += &format!(
            "\n  the customer's card   {origin}/{}\n  the counter           {origin}/counter\n  pairing code          {}\n  \
             {}'s PIN             {}\n\n  The code and the PIN are for this demo database only.\n",
            demo_shop::SLUG,
            demo_shop::PAIRING_CODE,
            demo_shop::STAFF,
            demo_shop::PIN
        );
    }
    let mut out = std::io::stdout();
    // Whoever started us may not read on; that is no reason to stop.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
