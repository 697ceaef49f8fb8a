//! The browser files that the command carries: `keyseek.js`, `keyseek-search.js` and the WebAssembly module.
//!
//! The crate's build script fills the table from `dist/module/`. A command that was built before the module carries
//! none and writes indexes alone.

/// The carried files, each a name and its bytes, in the order of their names.
pub const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/module_files.rs"));
