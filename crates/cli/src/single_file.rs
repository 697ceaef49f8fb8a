//! One script instead of a folder: the carried browser scripts with the module and an index as text before them.
//!
//! ```text
//! (()=>{const KEYSEEK_FILES={"primary":"<base64>","secondary":"<base64>","manifest.keyseek":"<base64>",…};
//! <keyseek-single.js as it is carried>
//! })();
//! ```

use crate::module;
use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::collections::BTreeMap;

/// Name of the script, as it is carried and as it is written.
pub const NAME: &str = "keyseek-single.js";

/// Puts the files of an index, each by its path, into the script.
pub fn compose(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>> {
    let carried = |name: &dyn Fn(&str) -> bool| {
        let found = module::FILES.iter().find(|file| name(file.0)).map(|file| file.1);
        found.context(
            "this command was built without the browser module, which a single file holds; get a command that carries it \
             with `make build` in Keyseek's sources",
        )
    };
    let script = carried(&|name| name == NAME)?;
    let is_secondary = |name: &str| name.starts_with("keyseek-secondary-");
    let primary = carried(&|name| name.ends_with(".wasm.ks") && !is_secondary(name))?;
    let secondary = carried(&is_secondary)?;
    let mut single = String::from("(()=>{const KEYSEEK_FILES={");
    let mut put = |path: &str, bytes: &[u8]| {
        // The paths are the builder's own: letters, digits, dots, hyphens and slashes.
        single += &format!("\"{path}\":\"");
        BASE64_STANDARD.encode_string(bytes, &mut single);
        single += "\",\n";
    };
    put("primary", primary);
    put("secondary", secondary);
    for (path, bytes) in files {
        put(path, bytes);
    }
    single += "};\n";
    let mut single = single.into_bytes();
    single.extend_from_slice(script);
    single.extend_from_slice(b"})();\n");
    Ok(single)
}
