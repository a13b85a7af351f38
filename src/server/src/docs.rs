//! `/docs`: the API's description as one page to read, with nothing from outside and no script; `/openapi.json` is the same for machines.

use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use wire::Code;

use crate::answer;
use crate::pages::escape;
use crate::problem::Refused;
use crate::router::OPENAPI;

static JSON: LazyLock<Value> = LazyLock::new(|| serde_json::to_value(&*OPENAPI).unwrap_or_default());
static PAGE: LazyLock<String> = LazyLock::new(|| render(&JSON));
const POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// `GET /openapi.json`
pub async fn openapi(headers: HeaderMap) -> Result<Response, Refused> {
    answer::tagged(&headers, env!("CARGO_PKG_VERSION"), &*JSON)
}

/// `GET /docs`
pub async fn page() -> Response {
    let mut response = axum::response::Html(PAGE.as_str()).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

/// `GET /docs/style.css`
pub async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("docs.css")).into_response()
}

fn render(doc: &Value) -> String {
    let mut html = String::from(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Comptoir API</title><link rel=\"stylesheet\" href=\"/docs/style.css\"><main><h1>Comptoir API</h1>",
    );
    let about = doc["info"]["description"].as_str().unwrap_or_default();
    let _ = write!(
        html,
        "<p>{}</p><p>The same for machines: <a href=\"/openapi.json\">/openapi.json</a></p>",
        prose(about)
    );
    for (path, methods) in members(&doc["paths"]) {
        for method in METHODS {
            if let Some(operation) = methods.get(method) {
                endpoint(&mut html, method, path, operation);
            }
        }
    }
    codes(&mut html);
    html.push_str("<h2>Types</h2>");
    for (name, schema) in members(&doc["components"]["schemas"]) {
        let _ = write!(
            html,
            "<section id=\"{0}\"><h3>{0}</h3><p>{1}</p>",
            escape(name),
            prose(text(schema, "description"))
        );
        fields(&mut html, schema);
        html.push_str("</section>");
    }
    html.push_str("</main></html>");
    html
}

fn endpoint(html: &mut String, method: &str, path: &str, operation: &Value) {
    let _ = write!(
        html,
        "<section><h2><span class=\"method\">{}</span> <code>{}</code></h2><p>{}</p>",
        method.to_uppercase(),
        escape(path),
        prose(&format!("{} {}", text(operation, "summary"), text(operation, "description")))
    );
    let who: Vec<String> = items(&operation["security"])
        .map(|one| members(one).map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(" and "))
        .collect();
    if !who.is_empty() {
        let _ = write!(html, "<p class=\"who\">Who: {}</p>", escape(&who.join(", or ")));
    }
    for parameter in items(&operation["parameters"]) {
        let (name, place) = (text(parameter, "name"), text(parameter, "in"));
        let _ = write!(
            html,
            "<p><code>{}</code> ({}): {}</p>",
            escape(name),
            escape(place),
            prose(text(parameter, "description"))
        );
    }
    if let Some((_, body)) = members(&operation["requestBody"]["content"]).next() {
        let _ = write!(html, "<p>Takes {}</p>", kind(&body["schema"]));
    }
    html.push_str("<table>");
    for (status, response) in members(&operation["responses"]) {
        let body = members(&response["content"]).next().map(|(_, body)| kind(&body["schema"])).unwrap_or_default();
        let what = prose(text(response, "description"));
        let _ = write!(html, "<tr><td>{}<td>{what}<td>{body}</tr>", escape(status));
    }
    html.push_str("</table></section>");
}

fn codes(html: &mut String) {
    html.push_str("<h2>Codes of refusals</h2><table>");
    for code in Code::ALL {
        let name = serde_json::to_value(code).ok();
        let name = name.as_ref().and_then(Value::as_str).unwrap_or_default();
        let _ = write!(html, "<tr><td><code>{name}</code><td>{}<td>{}</tr>", code.status(), escape(code.title()));
    }
    html.push_str("</table>");
}

fn fields(html: &mut String, schema: &Value) {
    for variant in items(&schema["oneOf"]) {
        let tag = members(&variant["properties"])
            .find_map(|(_, property)| property["enum"][0].as_str().or(property["const"].as_str()));
        let single = variant["enum"][0].as_str().or(variant["const"].as_str());
        let name = tag.or(single).unwrap_or_default();
        let _ = write!(html, "<p><code>{}</code> {}</p>", escape(name), prose(text(variant, "description")));
        fields(html, variant);
    }
    for part in items(&schema["allOf"]) {
        if part["$ref"].is_string() {
            let _ = write!(html, "<p>All of {}, and</p>", kind(part));
        }
        fields(html, part);
    }
    let values: Vec<&str> = items(&schema["enum"]).filter_map(Value::as_str).collect();
    if !values.is_empty() && schema["properties"].is_null() {
        let _ = write!(
            html,
            "<p>One of <code>{}</code></p>",
            escape(&values.join("</code> <code>")).replace("&lt;/code&gt; &lt;code&gt;", "</code> <code>")
        );
    }
    let required: Vec<&str> = items(&schema["required"]).filter_map(Value::as_str).collect();
    if schema["properties"].is_object() {
        html.push_str("<table>");
        for (name, property) in members(&schema["properties"]) {
            let optional = if required.contains(&name.as_str()) { "" } else { "?" };
            let about = prose(text(property, "description"));
            let _ =
                write!(html, "<tr><td><code>{}{optional}</code><td>{}<td>{about}</tr>", escape(name), kind(property));
        }
        html.push_str("</table>");
    }
}

/// A type in a word, with a link to its description.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|target| target.rsplit('/').next()) {
        return format!("<a href=\"#{0}\">{0}</a>", escape(name));
    }
    for group in ["oneOf", "anyOf", "allOf"] {
        let kinds: Vec<String> = items(&schema[group]).map(kind).filter(|kind| kind != "null").collect();
        if !kinds.is_empty() {
            return kinds.join(" or ");
        }
    }
    let name = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or_default(),
        kind => kind.as_str().unwrap_or_default(),
    };
    if name == "array" { format!("list of {}", kind(&schema["items"])) } else { escape(name) }
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_default()
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Text with `code` in backticks; links of Rust's documentation lose their brackets.
fn prose(text: &str) -> String {
    let plain = escape(text.trim()).replace("[`", "`").replace("`]", "`");
    let pieces: Vec<&str> = plain.split('`').collect();
    let tagged = pieces
        .iter()
        .enumerate()
        .map(|(i, piece)| if i % 2 == 1 { format!("<code>{piece}</code>") } else { (*piece).to_owned() });
    tagged.collect()
}
