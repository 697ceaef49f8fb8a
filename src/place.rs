//! Where the files of an index are: in the module, or in a folder on the web.

use crate::{inflate, to_bytes, to_error};
use keyseek_index::manifest::MANIFEST_NAME;
use keyseek_index::pack;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The pack that `build.rs` wrote; empty when there were no posts.
static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/embedded.ks"));

#[wasm_bindgen]
extern "C" {
    // Not `window.fetch`: a worker and Node have the function, too.
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(url: &str) -> js_sys::Promise;
}

/// A place that gives files by their names.
pub(crate) enum Place {
    Embedded(BTreeMap<&'static str, &'static [u8]>),
    Folder(String),
}

impl Place {
    pub(crate) fn has_embedded() -> bool {
        !EMBEDDED.is_empty()
    }

    pub(crate) fn embedded() -> Result<Self, JsError> {
        if EMBEDDED.is_empty() {
            return Err(JsError::new(
                "this module carries no index: open the folder that `keyseek build` wrote, by its address",
            ));
        }
        Ok(Self::Embedded(pack::open(EMBEDDED)?))
    }

    pub(crate) const fn folder(base: String) -> Self {
        Self::Folder(base)
    }

    /// The manifest, inflated.
    pub(crate) async fn manifest(&self) -> Result<Vec<u8>, JsError> {
        self.file(MANIFEST_NAME).await
    }

    /// A file of the index, inflated.
    pub(crate) async fn file(&self, name: &str) -> Result<Vec<u8>, JsError> {
        match self {
            Self::Embedded(files) => {
                let missing = || JsError::new(&format!("{name} is missing from the module; build it again"));
                inflate::inflate(files.get(name).ok_or_else(missing)?).await
            }
            Self::Folder(base) => inflate::inflate(&get(&format!("{base}index/{name}")).await?).await,
        }
    }
}

async fn get(url: &str) -> Result<Vec<u8>, JsError> {
    let failed = |why: &str| JsError::new(&format!("{url} could not be loaded: {why}"));
    let response = JsFuture::from(fetch(url)).await.map_err(|_| failed("the network or the server failed"))?;
    let response: Response = response.dyn_into().map_err(|_| failed("the answer was no response"))?;
    if !response.ok() {
        return Err(failed(&format!("the server answered {}", response.status())));
    }
    let buffer = response.array_buffer().map_err(to_error)?;
    Ok(to_bytes(&JsFuture::from(buffer).await.map_err(|_| failed("the connection broke off"))?))
}
