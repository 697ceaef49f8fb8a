//! The browser module: the engine behind a JavaScript surface, with `fetch` and decompression around it. Glue only.
//!
//! The engine names the blobs that it needs; they come from the pack that is compiled into the module, with no request,
//! or from a folder that `keyseek build` wrote. Either way they are the same compressed bytes, so that nothing behind
//! [`Place`](place::Place) can tell the two apart.
#![forbid(unsafe_code)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod inflate;
mod options;
mod place;

use js_sys::Uint8Array;
use keyseek_search::{Blob, Engine, Step};
use place::Place;
use serde::Serialize;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// An index that can be searched.
#[wasm_bindgen]
pub struct Index {
    state: Rc<State>,
}

struct State {
    engine: RefCell<Engine>,
    place: Place,
    /// Blobs on their way, so that two searches that need one load it once.
    loading: RefCell<BTreeMap<Blob, js_sys::Promise>>,
}

#[wasm_bindgen]
impl Index {
    /// Whether this module carries an index of its own.
    #[wasm_bindgen(js_name = hasEmbedded)]
    pub fn has_embedded() -> bool {
        Place::has_embedded()
    }

    /// Opens the index that this module carries. It needs no request, now or later.
    ///
    /// # Errors
    /// Rejects when the module carries none.
    pub async fn embedded() -> Result<Index, JsError> {
        let place = Place::embedded()?;
        let manifest = place.manifest().await?;
        Self::new(place, &manifest)
    }

    /// Opens the index in the folder `base`, an absolute address that ends with `/`, whose manifest file is given as it
    /// was received.
    ///
    /// # Errors
    /// Rejects when the manifest is damaged or of another version.
    pub async fn open(base: String, manifest: Vec<u8>) -> Result<Index, JsError> {
        let manifest = inflate::inflate(&manifest).await?;
        Self::new(Place::folder(base), &manifest)
    }

    /// Number of documents.
    #[wasm_bindgen(getter)]
    pub fn documents(&self) -> u32 {
        self.state.engine.borrow().statistics().documents
    }

    /// Answers a query. `options` is an object with `limit` and `offset`, both optional, or undefined.
    ///
    /// # Errors
    /// Rejects when the options make no sense or a file of the index cannot be loaded.
    pub async fn search(&self, query: String, options: JsValue) -> Result<JsValue, JsError> {
        let options = options::read(options)?;
        loop {
            let step = self.state.engine.borrow().search(&query, &options)?;
            match step {
                Step::Answer(answer) => {
                    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
                    return Ok(answer.serialize(&serializer)?);
                }
                Step::Need(blobs) => {
                    let loading: js_sys::Array =
                        blobs.into_iter().map(|blob| self.state.clone().load(blob)).collect();
                    JsFuture::from(js_sys::Promise::all(&loading)).await.map_err(to_error)?;
                }
            }
        }
    }

    fn new(place: Place, manifest: &[u8]) -> Result<Index, JsError> {
        let engine = RefCell::new(Engine::open(manifest)?);
        Ok(Self { state: Rc::new(State { engine, place, loading: RefCell::default() }) })
    }
}

impl State {
    /// Loads a blob and supplies it, once however often it is asked for.
    fn load(self: Rc<Self>, blob: Blob) -> js_sys::Promise {
        if let Some(loading) = self.loading.borrow().get(&blob) {
            return loading.clone();
        }
        let state = self.clone();
        let promise = future_to_promise(async move {
            let supplied = state.get(blob).await;
            state.loading.borrow_mut().remove(&blob);
            supplied.map(|()| JsValue::UNDEFINED).map_err(JsValue::from)
        });
        self.loading.borrow_mut().insert(blob, promise.clone());
        promise
    }

    async fn get(&self, blob: Blob) -> Result<(), JsError> {
        let name = self.engine.borrow().name(blob);
        let bytes = self.place.file(&name).await?;
        Ok(self.engine.borrow_mut().supply(blob, &bytes)?)
    }
}

/// A rejected promise as an error; its message is kept.
fn to_error(reason: JsValue) -> JsError {
    let message = reason.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    JsError::new(&message.unwrap_or_else(|| format!("{reason:?}")))
}

/// The bytes of a JavaScript buffer.
fn to_bytes(buffer: &JsValue) -> Vec<u8> {
    Uint8Array::new(buffer).to_vec()
}
