//! The figures for Prometheus, on a listener of their own. They name routes and statuses, never a card, a shop or an address.

use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Router, http::Method};
use metrics::{Key, Label, Level, Metadata, Recorder as _};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusRecorder};

use crate::app::App;

/// Upper bounds of the buckets of the request times, in seconds.
const TIME_BUCKETS_S: [f64; 10] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.04, 0.1, 0.25, 1.0, 5.0];
const REQUESTS: &str = "comptoir_http_requests_total";
const TIMES: &str = "comptoir_http_request_seconds";
const ABOUT: Metadata<'_> = Metadata::new("comptoir", Level::INFO, None);

/// The server's figures. Of this server and not of the process, so that tests can run several.
pub struct Figures {
    recorder: PrometheusRecorder,
}

impl Figures {
    /// All at zero.
    pub fn new() -> Self {
        let builder = PrometheusBuilder::new();
        let builder = match builder.set_buckets_for_metric(Matcher::Full(TIMES.into()), &TIME_BUCKETS_S) {
            Ok(builder) => builder,
            Err(error) => {
                tracing::warn!(%error, "request times are counted without buckets");
                PrometheusBuilder::new()
            }
        };
        Self { recorder: builder.build_recorder() }
    }

    fn request(&self, method: &Method, route: &str, status: u16, took: Duration) {
        let labels = vec![Label::new("method", method_label(method)), Label::new("route", route.to_owned())];
        self.recorder.register_histogram(&Key::from_parts(TIMES, labels.clone()), &ABOUT).record(took.as_secs_f64());
        let labels = [labels, vec![Label::new("status", status.to_string())]].concat();
        self.recorder.register_counter(&Key::from_parts(REQUESTS, labels), &ABOUT).increment(1);
    }

    /// Moves what was recorded into its buckets; called now and then, also when nobody asks for the figures.
    pub fn upkeep(&self) {
        self.recorder.handle().run_upkeep();
    }
}

impl Default for Figures {
    fn default() -> Self {
        Self::new()
    }
}

/// Methods are the caller's text: only known ones become a label.
fn method_label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

/// Counts and times a request, and logs it at `debug` by its route.
pub async fn count(State(app): State<App>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("page", MatchedPath::as_str);
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    app.metrics.request(&method, route, status, took);
    tracing::debug!(%method, route, status, took_us = took.as_micros() as u64, "answered");
    response
}

/// The router of the figures' own listener.
pub fn router(app: App) -> Router {
    Router::new().route("/metrics", get(figures)).with_state(app)
}

async fn figures(State(app): State<App>) -> Response {
    let mut text = app.metrics.recorder.handle().render();
    let stats = app.store.stats();
    let mut line = |kind: &str, name: &str, value: u64| {
        text.push_str(&format!("# TYPE comptoir_{name} {kind}\ncomptoir_{name} {value}\n"));
    };
    line("gauge", "live_streams", app.hub.streams() as u64);
    line("counter", "store_jobs_total", stats.jobs);
    line("counter", "store_jobs_undone_total", stats.jobs_undone);
    line("counter", "store_reads_total", stats.reads);
    line("counter", "store_commits_total", stats.commits);
    line("counter", "store_busy_total", stats.busy);
    line("counter", "store_retries_total", stats.retries);
    line("counter", "store_checkpoints_total", stats.checkpoints);
    line("counter", "sweep_rounds_total", app.sweep.rounds());
    line("counter", "sweep_cards_total", app.sweep.cards());
    line("counter", "sweep_failures_total", app.sweep.failures());
    line("gauge", "store_write_queue", stats.write_queue);
    line("gauge", "store_read_queue", stats.read_queue);
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}
