//! The search: query → plan → matches → ranking → snippets, with no I/O.
//!
//! An [`Engine`] is a pure state machine. Given a query it either answers or names the blobs that it still needs; the
//! caller gets them, from files or by `fetch`, inflates them, supplies them and asks again. There is no clock, no
//! thread, no log and no JavaScript in here, so that the same engine runs in the command, in Node, in a worker and in
//! the page.
//!
//! ```no_run
//! use keyseek_search::{Engine, SearchOptions, Step};
//! # fn get(name: &str) -> Vec<u8> { Vec::new() }
//! let mut engine = Engine::open(&get("manifest.keyseek"))?;
//! let answer = loop {
//!     match engine.search("kafka 모니터링", &SearchOptions::default())? {
//!         Step::Answer(answer) => break answer,
//!         Step::Need(blobs) => {
//!             for blob in blobs {
//!                 let bytes = get(&engine.name(blob));
//!                 engine.supply(blob, &bytes)?;
//!             }
//!         }
//!     }
//! };
//! # Ok::<(), keyseek_search::Error>(())
//! ```
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)
)]

mod answer;
mod automaton;
mod blobs;
mod columns;
mod dictionary;
mod engine;
mod explain;
mod find;
mod matches;
mod order;
mod plan;
mod prepared;
mod query;
mod ranking;
mod reading;
mod readings;
mod settle;
mod similar;
mod snippet;
mod suggest;
mod value;

pub use answer::{Answer, Hit, Run, Section};
pub use blobs::Blob;
pub use columns::{Facet, FacetValue, Filter, MAX_FACET_VALUES, Mode, Prior, SortKey};
pub use engine::{Engine, SearchOptions, Step};
pub use explain::{StepExplanation, WordExplanation};
pub use keyseek_index::Error;
pub use query::{Clause, MAX_WORDS, Query, Term, Word, begins_too_much};
pub use ranking::{ClauseScore, ScoreExplanation, Weights, impacts};
pub use reading::{Reading, Readings};
pub use value::{Value, Write};
