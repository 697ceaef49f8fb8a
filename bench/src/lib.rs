//! What the measurements share: corpora, warm indexes, queries and what they should find.
//!
//! ```text
//! corpus    the posts that are measured on
//! cold      what a first search loads
//! codecs    the lists of an index by other codes than the stored ones
//! site      documents → an engine with every blob supplied
//! random    numbers from a seed
//! words     documents → the words of a corpus, found without the analyzer
//! typing    what comes out when a word is typed half, wrong or on the other layout
//! queries   words → queries, one set a kind
//! truth     what a query should find, by a scan of all text
//! measure   queries → recall, wrong hits, latency
//! golden    the judged cases
//! relevance the best documents first: judged sets, metrics, other engines
//! report    numbers → Markdown
//! ```
//!
//! `benches/` measures speed with criterion; the binary `readings` measures what is found, the binary `relevance` in what
//! order, the binary `layout` what of it is loaded, the binary `codecs` what its lists could take. None is a test: a number that got worse is for a person to judge.
#![forbid(unsafe_code)]

pub mod codecs;
pub mod cold;
pub mod corpus;
pub mod golden;
pub mod measure;
pub mod queries;
pub mod random;
pub mod relevance;
pub mod report;
pub mod site;
pub mod truth;
pub mod typing;
pub mod words;
