//! The table of contents: every address the server answers, and what stands around all of them.

use std::sync::LazyLock;

use axum::routing::get;
use axum::{Router, middleware};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::paper::lost;
use crate::routes::{
    cards, devices, email, health, keys, me, moves, operations, person, program, recovery, shops, staff, till, time,
    visits,
};
use crate::{assets, docs, limits, metrics, pages, problem, security};

/// The API, version 1, with its description.
fn api() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(about())
        // The customer.
        .routes(routes!(time::get))
        .routes(routes!(shops::get))
        .routes(routes!(shops::terms))
        .routes(routes!(shops::join))
        .routes(routes!(me::list))
        .routes(routes!(me::get))
        .routes(routes!(me::operations))
        .routes(routes!(me::events))
        .routes(routes!(keys::list, keys::enrol))
        .routes(routes!(keys::get, keys::name))
        .routes(routes!(keys::revoke))
        .routes(routes!(recovery::state, recovery::make))
        .routes(routes!(recovery::confirm))
        .routes(routes!(recovery::recover))
        .routes(routes!(email::ask_recovery))
        .routes(routes!(email::ask_confirmation))
        .routes(routes!(email::confirm))
        .routes(routes!(person::profile, person::change_profile))
        .routes(routes!(person::consents, person::change_consents))
        .routes(routes!(person::export))
        .routes(routes!(person::erase))
        // The till.
        .routes(routes!(devices::pair))
        .routes(routes!(till::get))
        .routes(routes!(till::visits))
        .routes(routes!(till::snapshot))
        .routes(routes!(staff::list))
        .routes(routes!(staff::sign_in))
        .routes(routes!(staff::sign_out))
        .routes(routes!(visits::open))
        .routes(routes!(visits::preview))
        .routes(routes!(visits::operate))
        .routes(routes!(operations::void))
        .routes(routes!(operations::explain))
        .routes(routes!(moves::cards))
        .routes(routes!(moves::give))
        // The shop.
        .routes(routes!(cards::find))
        .routes(routes!(cards::get, cards::change))
        .routes(routes!(cards::merge))
        .routes(routes!(cards::open))
        .routes(routes!(cards::prolong))
        .routes(routes!(moves::lift))
        .routes(routes!(moves::list))
        // The owner.
        .routes(routes!(program::draft, program::put_draft))
        .routes(routes!(program::publish))
        .routes(routes!(program::versions))
        .routes(routes!(program::version))
        // Whoever watches over the process.
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
}

/// The whole server.
pub fn router(app: App) -> Router {
    let (api, _) = api().split_for_parts();
    api.route("/openapi.json", get(docs::openapi))
        .route("/docs", get(docs::page))
        .route("/docs/style.css", get(docs::style))
        .route("/assets/{*path}", get(assets::file))
        .route("/sw.js", get(assets::service_worker))
        .route("/counter", get(pages::counter))
        .route(wire::paths::LOST_PHONE, get(lost::page).post(lost::answer))
        .route("/s", get(pages::counter))
        .route("/robots.txt", get(pages::robots))
        .method_not_allowed_fallback(problem::method_not_allowed)
        .fallback(pages::any)
        // The last stands outermost.
        .layer(middleware::from_fn_with_state(app.clone(), limits::keep))
        .layer(middleware::from_fn_with_state(app.clone(), metrics::count))
        .layer(middleware::from_fn_with_state(app.clone(), security::guard))
        .with_state(app)
}

/// The description of the API, generated from the handlers.
pub static OPENAPI: LazyLock<OpenApi> = LazyLock::new(|| api().split_for_parts().1);

fn about() -> OpenApi {
    let license = LicenseBuilder::new().name("MIT OR Apache-2.0").identifier(Some("MIT OR Apache-2.0")).build();
    let info = InfoBuilder::new()
        .title("Comptoir")
        .version("1")
        .description(Some(
            "Loyalty cards for small shops. Every POST that changes something carries an `id` that the client made, a UUIDv7, and is \
             idempotent by it for ever: the same id and body are answered the same, with `Idempotent-Replayed: true`; the same id with \
             another body is `id_reused`. Refusals are RFC 9457 problems with a stable `code` and the facts as members. Unknown members \
             of a request are refused; answers may grow new ones.",
        ))
        .license(Some(license))
        .build();
    let cookie = |name: &str, what: &str| {
        let about = format!("{what} On https its name starts with `__Host-`.");
        SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(name, &about)))
    };
    let key = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("An integration's key, with the scope that the endpoint asks for."))
        .build();
    let components = ComponentsBuilder::new()
        .security_scheme("holder", cookie("comptoir_holder", "The customer's browser, set at joining."))
        .security_scheme("till", cookie("comptoir_till", "A paired device."))
        .security_scheme("staff", cookie("comptoir_staff", "Somebody signed in at that device."))
        .security_scheme("key", SecurityScheme::Http(key))
        .build();
    OpenApiBuilder::new().info(info).components(Some(components)).build()
}
