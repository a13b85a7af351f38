//! Numbers, money, dates and times of day by the browser's `Intl`, in the language of the app.

#[cfg(feature = "till")]
use std::cell::RefCell;

use js_sys::{Array, Date, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wire::{Money, Time};

use super::{lang, texts};
use crate::browser::{call0, call1};

#[cfg(feature = "till")]
thread_local! {
    static ZONE: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Dates and times of day are said by the clock of this zone from now on, as they are to a shop's customers; by the device's own where the browser does
/// not know the zone.
#[cfg(feature = "till")]
pub fn say_by_clock_of(zone: &str) {
    let zone = JsValue::from(zone);
    let is_known = formatter("DateTimeFormat", &[("timeZone", zone.clone())]).is_some();
    ZONE.set(is_known.then_some(zone));
}

/// The zone by whose clock moments are said, if it is not the device's own.
fn zone() -> Option<JsValue> {
    #[cfg(feature = "till")]
    let zone = ZONE.with_borrow(Clone::clone);
    #[cfg(not(feature = "till"))]
    let zone = None;
    zone
}

/// Milliseconds since 1970 of a moment on the wire; none if it can't be read.
pub fn ms_of(time: &Time) -> Option<f64> {
    let ms = Date::parse(&time.0);
    ms.is_finite().then_some(ms)
}

/// `1 234` or `1,234`; tracked.
pub fn number(value: i64) -> String {
    with_options("NumberFormat", &[], &(value as f64).into())
}

/// `4,50 €` or `€4.50`, by the currency's own exponent; tracked.
pub fn money(money: &Money) -> String {
    let currency: JsValue = money.currency.as_str().into();
    let options = [("style", "currency".into()), ("currency", currency)];
    let Some(format) = formatter("NumberFormat", &options) else { return money.minor.to_string() };
    // How many digits the currency has stands in the formatter's own options: no table here.
    let digits = call0(&format, "resolvedOptions")
        .and_then(|resolved| Reflect::get(&resolved, &"maximumFractionDigits".into()))
        .ok()
        .and_then(|digits| digits.as_f64())
        .unwrap_or(2.0);
    let value = money.minor as f64 / js_sys::Math::pow(10.0, digits);
    text(call1(&format, "format", &value.into()))
}

/// `14:32`; tracked.
pub fn time_of_day(ms: f64) -> String {
    date_format(ms, &[("hour", "numeric"), ("minute", "2-digit")])
}

/// `21 November`, with the year when it is another one; tracked.
pub fn day(ms: f64) -> String {
    let year = |ms: f64| Date::new(&ms.into()).get_full_year();
    let options = [("day", "numeric"), ("month", "long"), ("year", "numeric")];
    let shown = if year(ms) == year(Date::now()) { &options[..2] } else { &options[..] };
    date_format(ms, shown)
}

/// `5 minutes ago`, `in 2 days`, `yesterday`, seen from `now_ms`; tracked.
pub fn relative(ms: f64, now_ms: f64) -> String {
    let Some((value, unit)) = relative_unit((ms - now_ms) / 1000.0) else { return texts().just_now.to_owned() };
    let Some(format) = formatter("RelativeTimeFormat", &[("numeric", "auto".into())]) else { return String::new() };
    let format_fn = Reflect::get(&format, &"format".into()).and_then(|f| f.dyn_into::<js_sys::Function>());
    text(format_fn.and_then(|f| f.call2(&format, &value.into(), &unit.into())))
}

/// The unit people would use, and how many; none within a minute.
fn relative_unit(seconds: f64) -> Option<(f64, &'static str)> {
    let units = [(86_400.0, "day"), (3_600.0, "hour"), (60.0, "minute")];
    let (length, unit) = units.into_iter().find(|(length, _)| seconds.abs() >= *length)?;
    Some(((seconds / length).trunc(), unit))
}

fn date_format(ms: f64, options: &[(&str, &str)]) -> String {
    let options = options.iter().map(|(name, value)| (*name, JsValue::from(*value)));
    let options: Vec<(&str, JsValue)> = options.chain(zone().map(|zone| ("timeZone", zone))).collect();
    with_options("DateTimeFormat", &options, &ms.into())
}

fn with_options(class: &str, options: &[(&str, JsValue)], value: &JsValue) -> String {
    match formatter(class, options) {
        Some(format) => text(call1(&format, "format", value)),
        None => String::new(),
    }
}

/// `new Intl[class](language, options)`. By name, since the typed bindings of five classes weigh more than this.
fn formatter(class: &str, options: &[(&str, JsValue)]) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class = Reflect::get(&intl, &class.into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    let object = Object::new();
    for (name, value) in options {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    Reflect::construct(&class, &Array::of2(&lang().tag().into(), &object)).ok()
}

fn text(result: Result<JsValue, JsValue>) -> String {
    result.ok().and_then(|value| value.as_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::relative_unit;

    #[test]
    fn the_unit_is_the_largest_that_fits() {
        assert_eq!(relative_unit(-20.0), None);
        assert_eq!(relative_unit(-61.0), Some((-1.0, "minute")));
        assert_eq!(relative_unit(2.5 * 3600.0), Some((2.0, "hour")));
        assert_eq!(relative_unit(-3.0 * 86_400.0), Some((-3.0, "day")));
    }
}
