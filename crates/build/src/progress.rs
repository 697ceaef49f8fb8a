//! How long work tells how far it is.

/// A part of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading and analysing files; counted in bytes.
    Read,
    /// Writing and compressing documents; counted in documents.
    Store,
    /// Bringing the words of all documents together; not counted.
    Words,
    /// Writing and compressing terms; counted in shards.
    Terms,
    /// Finding similar documents; counted in comparisons of a document with a range of others.
    Relate,
    /// Preparing answers; counted in beginnings of words.
    Prepare,
}

/// Is told how far a build is, from any thread.
pub trait Progress: Sync {
    /// A stage with `total` steps begins, 0 if that is not known; the stage before has ended.
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
