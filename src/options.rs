//! The options of a search as JavaScript gives them.

use keyseek_search::SearchOptions;
use serde::Deserialize;
use wasm_bindgen::prelude::*;

#[derive(Default, Deserialize)]
struct Options {
    limit: Option<f64>,
    offset: Option<f64>,
}

/// Reads an options object; undefined and null mean the defaults.
pub(crate) fn read(options: JsValue) -> Result<SearchOptions, JsError> {
    let given: Options = if options.is_undefined() || options.is_null() {
        Options::default()
    } else {
        serde_wasm_bindgen::from_value(options)?
    };
    let defaults = SearchOptions::default();
    Ok(SearchOptions {
        limit: whole("limit", given.limit, defaults.limit)?,
        offset: whole("offset", given.offset, defaults.offset)?,
    })
}

fn whole(name: &str, given: Option<f64>, default: usize) -> Result<usize, JsError> {
    match given {
        None => Ok(default),
        // Numbers beyond what usize holds become its largest value: no answer has that many hits.
        Some(number) if number >= 0.0 && number.fract() == 0.0 => Ok(number as usize),
        Some(number) => Err(JsError::new(&format!("{name} must be a whole number from 0 on, not {number}"))),
    }
}
