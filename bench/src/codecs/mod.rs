//! The lists of an index, and the addresses and titles of its documents, by other codes than the stored ones: how many bytes each
//! would take.
//!
//! ```text
//! bits   numbers → bits: Rice, interpolative, Elias–Fano
//! range  numbers → bytes by adaptive models, a bound of what there is to gain
//! shard  a shard of an index → its lists
//! choice what can be chosen for each structure
//! encode lists → bytes, by a choice for each structure
//! decode bytes → lists, for the time that takes
//! store  the document store, its addresses and titles by a choice of forms
//! ```

pub mod bits;
pub mod choice;
pub mod decode;
pub mod encode;
pub mod range;
pub mod shard;
pub mod store;
