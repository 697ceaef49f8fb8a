//! The browser module: the engine behind a JavaScript surface. Glue only.
//!
//! The engine names the files that it needs and `www/keyseek.js` gets them: from the pack that is compiled into this
//! module, with no request, or by `fetch` from a folder that `keyseek build` wrote. Either way they are the same
//! compressed bytes, which the browser inflates, so that nothing behind [`Index`] can tell the two apart. Fetching and
//! inflating in Rust, by promises through web-sys, was tried and left: it made the module 8 kB larger, gzipped.
#![forbid(unsafe_code)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use keyseek_index::pack;
use keyseek_search::{Answer, Blob, Engine, Error, Filter, Mode, Prior, SearchOptions, SortKey, Step, Value};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

/// It is 1.7 kB less than the standard library's, gzipped.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The pack that `build.rs` wrote; empty when there were no posts.
static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/embedded.ks"));

/// What is used of JavaScript. The crates js-sys and serde-wasm-bindgen would do as much, but leave some forty functions in
/// the module that nothing calls.
#[wasm_bindgen]
extern "C" {
    /// An array.
    #[wasm_bindgen(typescript_type = "any[]")]
    pub type Array;
    #[wasm_bindgen(constructor)]
    fn new() -> Array;
    #[wasm_bindgen(method, indexing_getter)]
    fn get(this: &Array, at: u32) -> JsValue;
    #[wasm_bindgen(method)]
    fn push(this: &Array, value: &JsValue);

    /// An object whose fields are read and written by name.
    type Object;
    #[wasm_bindgen(constructor)]
    fn new() -> Object;
    #[wasm_bindgen(method, indexing_setter)]
    fn set(this: &Object, name: &str, value: &JsValue);
}

/// The stored bytes of a file of the embedded index; undefined when this module carries none of that name.
///
/// # Errors
/// Throws when the embedded index is damaged.
#[wasm_bindgen(js_name = embeddedFile)]
pub fn embedded_file(name: &str) -> Result<Option<Vec<u8>>, JsError> {
    if EMBEDDED.is_empty() {
        return Ok(None);
    }
    let files = pack::open(EMBEDDED).map_err(thrown)?;
    Ok(files.iter().find(|file| file.0 == name).map(|file| file.1.to_vec()))
}

/// An index that can be searched.
#[wasm_bindgen]
pub struct Index {
    engine: RefCell<Engine>,
    /// Blobs that were asked for, and have not been supplied yet.
    needed: RefCell<Vec<Blob>>,
}

#[wasm_bindgen]
impl Index {
    /// Opens an index by its manifest, inflated.
    ///
    /// # Errors
    /// Throws when the manifest is damaged or of another version.
    #[wasm_bindgen(constructor)]
    pub fn new(manifest: &[u8]) -> Result<Index, JsError> {
        let mut engine = Engine::open(manifest).map_err(thrown)?;
        // A module that carries an index is whole, so that it answers without a request.
        if EMBEDDED.is_empty() {
            engine.lack_secondary();
        }
        Ok(Self { engine: RefCell::new(engine), needed: RefCell::default() })
    }

    /// Number of documents.
    #[wasm_bindgen(getter)]
    pub fn documents(&self) -> u32 {
        self.engine.borrow().statistics().documents
    }

    /// Name and kind of each column, one after the other.
    #[wasm_bindgen(getter)]
    pub fn columns(&self) -> Array {
        let names = Array::new();
        for column in self.engine.borrow().columns() {
            names.push(&JsValue::from_str(column.name.as_str()));
            names.push(&JsValue::from_str(column.kind.name()));
        }
        names
    }

    /// One step of what is asked of a text: the answer, or an array with the names of the files to supply before the next step.
    /// `asked` says what is asked, see [`read_options`]: hits, completions (an answer with suggestions and nothing else) or what is
    /// similar to the document with the text as its address (an answer with hits and nothing else). These three are one
    /// function because each that JavaScript calls is 0.3 kB of the module, gzipped.
    ///
    /// # Errors
    /// Throws when a supplied file turns out to be malformed.
    pub fn ask(&self, text: &str, limit: f64, offset: f64, asked: &Array) -> Result<JsValue, JsError> {
        // A float becomes the nearest whole number that there is: negative ones 0, huge ones the largest.
        let mut options =
            SearchOptions { limit: limit as usize, offset: offset as usize, ..SearchOptions::default() };
        let wanted = read_options(asked, &mut options);
        let engine = self.engine.borrow();
        let step = match wanted {
            Wanted::Hits => engine.search(text, &options).map_err(thrown)?,
            Wanted::Completions => match engine.suggest(text, options.limit).map_err(thrown)? {
                Step::Answer(suggestions) => Step::Answer(Answer { suggestions, ..Answer::default() }),
                Step::Need(blobs) => Step::Need(blobs),
            },
            Wanted::Similar => match engine.similar(text, options.limit).map_err(thrown)? {
                Step::Answer(hits) => Step::Answer(Answer { hits, ..Answer::default() }),
                Step::Need(blobs) => Step::Need(blobs),
            },
        };
        Ok(self.give(&engine, step))
    }

    /// What a step gives, as JavaScript values.
    fn give(&self, engine: &Engine, step: Step<Answer>) -> JsValue {
        match step {
            Step::Answer(answer) => javascript(&answer.value()),
            Step::Need(blobs) => {
                let names = Array::new();
                let mut needed = self.needed.borrow_mut();
                for blob in blobs {
                    names.push(&JsValue::from_str(&engine.name(blob)));
                    if !needed.contains(&blob) {
                        needed.push(blob);
                    }
                }
                names.into()
            }
        }
    }

    /// Supplies a file that a search asked for, inflated; one that was not asked for is ignored.
    ///
    /// # Errors
    /// Throws when the file is damaged or not the one that was asked for.
    pub fn supply(&self, name: &str, file: &[u8]) -> Result<(), JsError> {
        let mut engine = self.engine.borrow_mut();
        let mut needed = self.needed.borrow_mut();
        if let Some(at) = needed.iter().position(|blob| engine.name(*blob) == name)
            && let Some(blob) = needed.get(at)
        {
            engine.supply(*blob, file).map_err(thrown)?;
            needed.swap_remove(at);
        }
        Ok(())
    }

    /// Names the files that cannot be had, among those that were asked for: steps from now on do without them.
    #[wasm_bindgen(js_name = goWithout)]
    pub fn go_without(&self, names: &Array) {
        let mut engine = self.engine.borrow_mut();
        let mut missing = Vec::new();
        let mut at = 0;
        while let Some(name) = names.get(at).as_string() {
            at += 1;
            for blob in self.needed.borrow().iter() {
                if engine.name(*blob) == name {
                    missing.push(*blob);
                }
            }
        }
        engine.go_without(missing);
    }

    /// Lets go of the files that were not used for the longest time, beyond so many bytes, inflated.
    pub fn trim(&self, bytes: f64) {
        self.engine.borrow_mut().trim(bytes as usize);
    }
}

/// An error as JavaScript gets it. The way of wasm-bindgen goes by the standard library's formatting, which is 0.5 kB of the module,
/// gzipped.
fn thrown(error: Error) -> JsError {
    JsError::new(&error.message())
}

/// What is asked of a text.
enum Wanted {
    Hits,
    Completions,
    Similar,
}

/// A value of an answer as what JSON makes of it.
fn javascript(value: &Value<'_>) -> JsValue {
    match value {
        Value::Null => JsValue::NULL,
        Value::Flag(flag) => JsValue::from_bool(*flag),
        Value::Count(count) => JsValue::from_f64(f64::from(*count)),
        Value::Score(score) => JsValue::from_f64(f64::from(*score)),
        Value::Number(number) => JsValue::from_f64(*number),
        Value::Text(text) => JsValue::from_str(text),
        Value::List(list) => {
            let array = Array::new();
            for value in list {
                array.push(&javascript(value));
            }
            array.into()
        }
        Value::Map(fields) => {
            let object = Object::new();
            for (name, value) in fields {
                object.set(name, &javascript(value));
            }
            object.into()
        }
    }
}

/// Reads what is asked beside the query: pairs of a number and a text, so that nothing is to be parsed; `www/options.js` writes them.
///
/// ```text
/// 0 any, 1 all, 2 none, 3 range   a new filter of the column that is the text
/// 4                               a value of the last filter
/// 5                               a column to count the values of
/// 6 ascending, 7 descending       a column to sort by
/// 8                               hits are to explain their scores
/// 9 completions, 10 similar       what is wanted rather than hits
/// 16 and more                     a weight, plus 16, of the sign that is the text; `prior:` and a column is a prior
/// ```
fn read_options(pairs: &Array, options: &mut SearchOptions) -> Wanted {
    let mut wanted = Wanted::Hits;
    let mut at = 0;
    while let (Some(code), Some(text)) = (pairs.get(at).as_f64(), pairs.get(at + 1).as_string()) {
        at += 2;
        let mode = match code as u8 {
            0 => Mode::Any,
            1 => Mode::All,
            2 => Mode::None,
            3 => Mode::Range,
            4 => {
                if let Some(filter) = options.filters.last_mut() {
                    filter.values.push(text);
                }
                continue;
            }
            5 => {
                options.facets.push(text);
                continue;
            }
            8 => {
                options.explain = true;
                continue;
            }
            9 => {
                wanted = Wanted::Completions;
                continue;
            }
            10 => {
                wanted = Wanted::Similar;
                continue;
            }
            16.. => {
                let weight = code as f32 - 16.0;
                match text.strip_prefix("prior:") {
                    Some(column) => options.prior = Some(Prior { column: column.to_owned(), weight }),
                    None => _ = options.weights.set(&text, weight),
                }
                continue;
            }
            order => {
                options.sort.push(SortKey { column: text, descending: order == 7 });
                continue;
            }
        };
        options.filters.push(Filter { column: text, mode, values: Vec::new() });
    }
    wanted
}
