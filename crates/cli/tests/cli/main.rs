//! Runs the real command in temporary folders: what it prints, where, its exit codes, and that no input makes it panic.

mod build;
mod columns;
mod damage;
mod explain;
mod inspect;
mod large;
mod search;
mod serve;
mod stories;
mod suggest;
mod support;
