//! Whether the best documents stand first, compared with other engines over the same documents and queries.
//!
//! ```text
//! sets        a judged collection, and known-item queries that are made of the blog
//! metrics     ranked documents and judgements → nDCG@10, MAP, MRR@10, R@1
//! variants    Keyseek with its defaults, and with one part switched off
//! reference   plain BM25 over Snowball stems
//! peers       other engines, each asked by a program for Node in `bench/relevance`
//! ```
//!
//! Every engine gets the same records, in this order, and gives a ranking for each query: at most [`DEPTH`] documents,
//! best first. A document is its place among the records.

pub mod metrics;
pub mod peers;
pub mod reference;
pub mod sets;
pub mod variants;

/// Documents of a ranking that count.
pub const DEPTH: usize = 100;

/// Documents by their places among the records of a set, best first.
pub type Ranking = Vec<usize>;
