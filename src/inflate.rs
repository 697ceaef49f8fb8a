//! Raw DEFLATE → bytes, by the browser's own decompressor: it costs the module nothing.

use crate::{to_bytes, to_error};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableWritablePair, Response};

#[wasm_bindgen]
extern "C" {
    // web-sys holds this one back as unstable; browsers have had it since 2023.
    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// Inflates a stored file.
pub(crate) async fn inflate(stored: &[u8]) -> Result<Vec<u8>, JsError> {
    let stream = DecompressionStream::new("deflate-raw")
        .map_err(|_| JsError::new("this browser cannot inflate \"deflate-raw\" streams; please update it"))?;
    let mut stored = stored.to_vec();
    let body = Response::new_with_opt_u8_array(Some(&mut stored)).map_err(to_error)?.body();
    let body = body.ok_or_else(|| JsError::new("the file is empty; build the index again"))?;
    // What pipeThrough takes is any object with a readable and a writable end.
    let inflated = body.pipe_through(stream.unchecked_ref::<ReadableWritablePair>());
    let buffer = Response::new_with_opt_readable_stream(Some(&inflated)).map_err(to_error)?.array_buffer();
    let buffer = JsFuture::from(buffer.map_err(to_error)?).await;
    let damaged = |_| JsError::new("a file of the index is damaged: load the page again or build the index again");
    Ok(to_bytes(&buffer.map_err(damaged)?))
}
