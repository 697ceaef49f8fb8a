//! An index that is open: the engine, and what it was told for the next step.

use crate::options::{Request, Wanted};
use crate::reply::Reply;
use keyseek_search::{Answer, Blob, Engine, Error, Step, Write};

/// What [`crate::call`] was called with.
pub struct Call<'a> {
    pub what: u32,
    pub text: &'a str,
    pub file: &'a [u8],
    pub number: f64,
    pub offset: f64,
}

/// See [`crate::call`].
pub struct Index {
    engine: Engine,
    /// Blobs that were asked for, and have not been supplied yet.
    needed: Vec<Blob>,
    /// Those of them that the next step does without.
    missing: Vec<Blob>,
    request: Request,
}

impl Index {
    /// Opens an index by its manifest, inflated; `is_split` says that the secondary part of the module is not there yet.
    pub fn open(manifest: &[u8], is_split: bool) -> Result<Self, Error> {
        let mut engine = Engine::open(manifest)?;
        if is_split {
            engine.lack_secondary();
        }
        Ok(Self { engine, needed: Vec::new(), missing: Vec::new(), request: Request::default() })
    }

    /// Does what a call asks of this index. A reply is left empty where there is nothing to say.
    pub fn call(&mut self, call: &Call<'_>, reply: &mut Reply) -> Result<(), Error> {
        match call.what {
            1 => self.describe(reply),
            2 => self.request.add(call.number, call.text),
            3 => {
                if let Some((_, blob)) = self.needed(call.text) {
                    self.missing.push(blob);
                }
            }
            4 => return self.step(call, reply),
            5 => {
                if let Some((at, blob)) = self.needed(call.text) {
                    self.engine.supply(blob, call.file)?;
                    self.needed.swap_remove(at);
                }
            }
            _ => self.engine.trim(call.number as usize),
        }
        Ok(())
    }

    fn describe(&self, reply: &mut Reply) {
        let columns = self.engine.columns();
        reply.list(1 + 2 * columns.len());
        reply.count(self.engine.statistics().documents);
        for column in columns {
            reply.text_field(&column.name, column.kind.name());
        }
    }

    /// The blob of a name that was asked for, with its place among those.
    fn needed(&self, name: &str) -> Option<(usize, Blob)> {
        for (at, blob) in self.needed.iter().enumerate() {
            if self.engine.name(*blob) == name {
                return Some((at, *blob));
            }
        }
        None
    }

    fn step(&mut self, call: &Call<'_>, reply: &mut Reply) -> Result<(), Error> {
        let Request { wanted, mut options } = std::mem::take(&mut self.request);
        // A float becomes the nearest whole number that there is: negative ones 0, huge ones the largest.
        options.limit = call.number as usize;
        options.offset = call.offset as usize;
        self.engine.go_without(std::mem::take(&mut self.missing));
        let mut answer = Answer::default();
        let mut needs = Vec::new();
        match wanted {
            Wanted::Hits => match self.engine.search(call.text, &options)? {
                Step::Answer(found) => answer = found,
                Step::Need(blobs) => needs = blobs,
            },
            Wanted::Completions => match self.engine.suggest(call.text, options.limit)? {
                Step::Answer(suggestions) => answer.suggestions = suggestions,
                Step::Need(blobs) => needs = blobs,
            },
            Wanted::Similar => match self.engine.similar(call.text, options.limit)? {
                Step::Answer(hits) => answer.hits = hits,
                Step::Need(blobs) => needs = blobs,
            },
        }
        if needs.is_empty() {
            answer.write(reply);
        } else {
            reply.list(needs.len());
        }
        for blob in needs {
            reply.text(&self.engine.name(blob));
            if !self.needed.contains(&blob) {
                self.needed.push(blob);
            }
        }
        Ok(())
    }
}
