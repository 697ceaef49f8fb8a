//! The whole way from documents to hits, natively: the builder's files are searched by the engine, from memory.

mod brute_force;
mod corruption;
mod golden;
mod properties;
mod stories;
mod support;
