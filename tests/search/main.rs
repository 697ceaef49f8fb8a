//! The whole way from documents to hits, natively: the builder's files are searched by the engine, from memory.

mod brute_force;
mod columns;
mod corruption;
mod golden;
mod prepared;
mod properties;
mod query_language;
mod readings;
mod sections;
mod sharding;
mod similar;
mod spelling;
mod stories;
mod support;
mod tiers;
