//! Copies of the parts of a volume in temporary data, for what is made of them in the same build.

use super::files;
use crate::temporary::{Data, Store, Temporary, TemporaryError};

/// The compressed parts of a kind, as they were added, to be read again.
#[derive(Debug)]
pub(super) struct Copies {
    store: Store,
    /// Where each ends.
    ends: Vec<u64>,
}

impl Copies {
    pub(super) fn new(place: &Temporary) -> Self {
        Self { store: place.store(), ends: Vec::new() }
    }

    /// Adds the next part, compressed.
    pub(super) fn add(&mut self, stored: &[u8]) -> Result<(), TemporaryError> {
        self.store.write(stored)?;
        self.ends.push(self.store.len());
        Ok(())
    }

    /// Ends adding.
    pub(super) fn finish(self) -> Result<CopiedParts, TemporaryError> {
        Ok(CopiedParts { data: self.store.finish()?, ends: self.ends })
    }
}

/// The parts of a kind.
#[derive(Debug)]
pub(super) struct CopiedParts {
    data: Data,
    ends: Vec<u64>,
}

impl CopiedParts {
    /// A part, inflated.
    pub(super) fn get(&self, at: usize) -> Result<Vec<u8>, TemporaryError> {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        let mut stored = vec![0; (self.ends[at] - start) as usize];
        self.data.read_at(start, &mut stored)?;
        Ok(files::inflate(&*stored))
    }
}
