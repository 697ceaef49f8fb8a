//! The browser module: the engine behind one function that JavaScript calls. Glue only.
//!
//! The engine names the files that it needs and `www/keyseek.js` gets them: from the pack that is compiled into this
//! module, with no request, or by `fetch` from a folder that `keyseek build` wrote. Either way they are the same
//! compressed bytes, which the browser inflates, so that nothing behind [`call`] can tell the two apart. Fetching and
//! inflating in Rust, by promises through web-sys, was tried and left: it made the module 8 kB larger, gzipped.
//!
//! Bytes come in and bytes go out, and the module imports nothing: classes, strings and JavaScript's values, which wasm-bindgen
//! would pass as well, are 2.5 kB more, gzipped, of module and glue.
#![forbid(unsafe_code)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod index;
mod options;
mod reply;

use index::{Call, Index};
use keyseek_index::pack;
use keyseek_search::{Error, Write};
use reply::Reply;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

/// It is 1.7 kB less than the standard library's, gzipped.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The pack that `build.rs` wrote; empty when there were no posts.
static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/embedded.ks"));

thread_local! {
    /// The indexes by their numbers; those that were closed left theirs.
    static INDEXES: RefCell<Vec<Option<Box<Index>>>> = const { RefCell::new(Vec::new()) };
}

/// All that JavaScript asks of the module; `www/module.js` does. It is one function because each is 0.3 kB of module and glue, gzipped.
///
/// ```text
/// 0 open      the file is a manifest, inflated              the number of the index
/// 1 describe                                                a list: how many documents, and of each column name and kind
/// 2 option    the number and the text of one                nothing; see `options.rs`
/// 3 missing   the text names a file that cannot be had      nothing; the next step does without it
/// 4 step      of what is asked of the text, for `number`    the answer, or a list of the files to supply before the next
///             hits from `offset` on, with the options given before
/// 5 supply    the file of the name that is the text         nothing; one that was not asked for is ignored
/// 6 trim      the number of bytes                           nothing; files used longest ago go until no more are kept
/// 7 close                                                   nothing
/// 8 embedded  the text names a file of the embedded index   its bytes as stored, or nothing when there is none of the name
/// ```
///
/// The reply is a value as `reply.rs` writes it, or an error: damaged files, versions that are not known, a number that no index has.
#[wasm_bindgen]
#[must_use]
pub fn call(what: u32, index: usize, text: &[u8], file: &[u8], number: f64, offset: f64) -> Vec<u8> {
    let text = std::str::from_utf8(text).unwrap_or_default();
    let mut reply = Reply::default();
    let done = INDEXES.with_borrow_mut(|indexes| match (what, indexes.get_mut(index)) {
        (0, _) => open(indexes, file, &mut reply),
        (8, _) => embedded(text, &mut reply),
        (7, Some(open)) => {
            *open = None;
            Ok(())
        }
        (_, Some(Some(open))) => open.call(&Call { what, text, file, number, offset }, &mut reply),
        _ => {
            reply.error("the index is closed");
            Ok(())
        }
    });
    if let Err(error) = done {
        reply.error(&error.message());
    } else if reply.bytes.is_empty() {
        reply.null();
    }
    reply.bytes
}

fn open(indexes: &mut Vec<Option<Box<Index>>>, manifest: &[u8], reply: &mut Reply) -> Result<(), Error> {
    // A module that carries an index is whole, so that it answers without a request.
    let index = Index::open(manifest, EMBEDDED.is_empty())?;
    reply.count(indexes.len() as u32);
    indexes.push(Some(Box::new(index)));
    Ok(())
}

fn embedded(name: &str, reply: &mut Reply) -> Result<(), Error> {
    if !EMBEDDED.is_empty() {
        for (embedded, bytes) in pack::open(EMBEDDED)? {
            if embedded == name {
                reply.bytes(bytes);
            }
        }
    }
    Ok(())
}
