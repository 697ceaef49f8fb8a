//! The browser module: the engine behind a JavaScript surface. Glue only.
//!
//! The engine names the files that it needs and `www/keyseek.js` gets them: from the pack that is compiled into this
//! module, with no request, or by `fetch` from a folder that `keyseek build` wrote. Either way they are the same
//! compressed bytes, which the browser inflates, so that nothing behind [`Index`] can tell the two apart. Fetching and
//! inflating in Rust, by promises through web-sys, was tried and left: it made the module 8 kB larger, gzipped.
#![forbid(unsafe_code)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use js_sys::{Array, JsString, Uint8Array};
use keyseek_index::pack;
use keyseek_search::{Blob, Engine, SearchOptions, Step};
use serde::Serialize;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

/// It is 1.7 kB less than the standard library's, gzipped.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The pack that `build.rs` wrote; empty when there were no posts.
static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/embedded.ks"));

/// The stored bytes of a file of the embedded index; undefined when this module carries none of that name.
///
/// # Errors
/// Throws when the embedded index is damaged.
#[wasm_bindgen(js_name = embeddedFile)]
pub fn embedded_file(name: &str) -> Result<Option<Uint8Array>, JsError> {
    if EMBEDDED.is_empty() {
        return Ok(None);
    }
    let files = pack::open(EMBEDDED)?;
    Ok(files.iter().find(|file| file.0 == name).map(|file| Uint8Array::from(file.1)))
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
        Ok(Self { engine: RefCell::new(Engine::open(manifest)?), needed: RefCell::default() })
    }

    /// Number of documents.
    #[wasm_bindgen(getter)]
    pub fn documents(&self) -> u32 {
        self.engine.borrow().statistics().documents
    }

    /// One step of a search: the answer, or an array with the names of the files to supply before the next step.
    ///
    /// # Errors
    /// Throws when a supplied file turns out to be malformed.
    pub fn search(&self, query: &str, limit: f64, offset: f64) -> Result<JsValue, JsError> {
        // A float becomes the nearest whole number that there is: negative ones 0, huge ones the largest.
        let options =
            SearchOptions { limit: limit as usize, offset: offset as usize, ..SearchOptions::default() };
        let engine = self.engine.borrow();
        match engine.search(query, &options)? {
            Step::Answer(answer) => answer
                .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
                .map_err(|_| JsError::new("the answer could not be made into JavaScript values")),
            Step::Need(blobs) => {
                let names: Array = blobs.iter().map(|blob| JsString::from(engine.name(*blob))).collect();
                let mut needed = self.needed.borrow_mut();
                needed.extend(blobs);
                Ok(names.into())
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
        let Some(blob) = needed.iter().copied().find(|blob| engine.name(*blob) == name) else {
            return Ok(());
        };
        engine.supply(blob, file)?;
        needed.retain(|other| *other != blob);
        Ok(())
    }
}
