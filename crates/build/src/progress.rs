//! How long work tells how far it is.

/// A part of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading files; counted in files.
    Read,
    /// Analysing documents; counted in documents.
    Index,
    /// Writing and compressing shards and blocks; counted in files.
    Write,
}

/// Is told how far a build is, from any thread.
pub trait Progress: Sync {
    /// A stage with `total` steps begins; the stage before has ended.
    fn stage(&self, stage: Stage, total: u64);
    /// Some more steps are done.
    fn advance(&self, steps: u64);
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _stage: Stage, _total: u64) {}
    fn advance(&self, _steps: u64) {}
}
