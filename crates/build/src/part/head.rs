//! What a part says of itself.

use crate::BuildOptions;
use crate::build::Gathered;
use crate::index::{IndexOptions, LexiconSteps};
use crate::source::{Found, HtmlUrl, PassedOver, Problem, ProblemKind, Share, Story};
use keyseek_index::DocId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What stands at the end of a part.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) generator: String,
    pub(super) number: u32,
    pub(super) of: u32,
    pub(super) settings: Settings,
    /// A hash of the names and sizes of all files that were found.
    sources: String,
    /// Where the records end and the runs start.
    pub(super) records: u64,
    /// Where the runs end and the table starts.
    pub(super) runs: u64,
    /// Where the table ends.
    #[serde(skip)]
    pub(super) table_end: u64,
    pub(super) documents: u64,
    pub(super) stories: BTreeMap<DocId, (String, String)>,
    /// As bits, which JSON does not round.
    pub(super) views: BTreeMap<DocId, u64>,
    pub(super) merged: usize,
    /// Drafts, pages that are not to be indexed, redirects.
    passed_over: [usize; 3],
    pub(super) files_passed_over: usize,
    /// Problems of the search for files, which every part has.
    found: Vec<Told>,
    /// Problems of the part's own files.
    own: Vec<Told>,
    /// The number of the first file that has a document here, and the paths from there on.
    pub(super) first_file: u32,
    pub(super) paths: Vec<PathBuf>,
}

/// A problem as it was told.
#[derive(Debug, Serialize, Deserialize)]
struct Told {
    path: PathBuf,
    line: Option<usize>,
    column: Option<usize>,
    text: String,
}

/// The options that decide on the bytes of an index.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    base_url: String,
    is_canonical: bool,
    shard_bytes: usize,
    block_bytes: usize,
    primer_bytes: Option<usize>,
    norms_bytes: Option<usize>,
    range_blocks: Option<u8>,
    first_tier: Option<usize>,
    volume_bytes: usize,
    words: Vec<String>,
    synonyms: Vec<Vec<String>>,
    columns: Vec<String>,
    /// Strips, parts, groups and synonyms.
    lexicon: [bool; 4],
}

impl Settings {
    pub(super) fn of(options: &BuildOptions) -> Self {
        let index = &options.index;
        let LexiconSteps { strips, parts, groups, synonyms } = index.lexicon;
        Self {
            base_url: options.source.base_url.clone(),
            is_canonical: options.source.html_url == HtmlUrl::Canonical,
            shard_bytes: index.shard_bytes,
            block_bytes: index.block_bytes,
            primer_bytes: index.primer_bytes,
            norms_bytes: index.norms_bytes,
            range_blocks: index.range_blocks,
            first_tier: index.first_tier,
            volume_bytes: index.volume_bytes,
            words: index.words.clone(),
            synonyms: index.synonyms.clone(),
            columns: index.columns.clone(),
            lexicon: [strips, parts, groups, synonyms],
        }
    }

    /// The options of an index on a machine that has those given.
    pub(super) fn index_options(&self, machine: &IndexOptions) -> IndexOptions {
        let [strips, parts, groups, synonyms] = self.lexicon;
        IndexOptions {
            shard_bytes: self.shard_bytes,
            block_bytes: self.block_bytes,
            primer_bytes: self.primer_bytes,
            norms_bytes: self.norms_bytes,
            range_blocks: self.range_blocks,
            first_tier: self.first_tier,
            volume_bytes: self.volume_bytes,
            words: self.words.clone(),
            synonyms: self.synonyms.clone(),
            columns: self.columns.clone(),
            lexicon: LexiconSteps { strips, parts, groups, synonyms },
            memory: machine.memory,
            temporary: machine.temporary.clone(),
        }
    }
}

impl Head {
    pub(super) const GENERATOR: &str = concat!("keyseek ", env!("CARGO_PKG_VERSION"));

    pub(super) fn new(share: Share, settings: Settings, found: &Found, sizes: &[u64]) -> Self {
        let mut hasher = Sha256::new();
        for (file, size) in found.files.iter().zip(sizes) {
            for number in [file.relative.len() as u64, file.format as u64, *size] {
                hasher.update(number.to_le_bytes());
            }
            hasher.update(file.relative.as_bytes());
        }
        let sources = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Self {
            generator: Self::GENERATOR.to_owned(),
            number: share.number,
            of: share.of,
            settings,
            sources,
            records: 0,
            runs: 0,
            table_end: 0,
            documents: 0,
            stories: BTreeMap::new(),
            views: BTreeMap::new(),
            merged: 0,
            passed_over: [0; 3],
            files_passed_over: found.passed_over,
            found: found.problems.iter().map(Told::of).collect(),
            own: Vec::new(),
            first_file: 0,
            paths: Vec::new(),
        }
    }

    /// Adds what was gathered.
    pub(super) fn tell(&mut self, gathered: &Gathered, found: &Found) {
        let candidates = &gathered.candidates;
        let story = |(at, story): (&DocId, &Story)| (*at, (story.url.clone(), story.hash.clone()));
        self.documents = candidates.list.len() as u64;
        self.stories = candidates.stories.iter().map(story).collect();
        self.views = candidates.views.iter().map(|(at, views)| (*at, views.to_bits())).collect();
        self.merged = candidates.merged;
        let PassedOver { drafts, noindex, redirects } = gathered.passed_over;
        self.passed_over = [drafts, noindex, redirects];
        self.own = gathered.problems.iter().skip(found.problems.len()).map(Told::of).collect();
        if let (Some(first), Some(last)) = (candidates.list.first(), candidates.list.last()) {
            let files = found.files.iter().take(last.file as usize + 1).skip(first.file as usize);
            self.first_file = first.file;
            self.paths = files.map(|file| file.path.clone()).collect();
        }
    }

    pub(super) fn passed_over(&self) -> PassedOver {
        let [drafts, noindex, redirects] = self.passed_over;
        PassedOver { drafts, noindex, redirects }
    }

    /// What could not be used, of the search for files only where it is asked for.
    pub(super) fn problems(&self, with_found: bool) -> impl Iterator<Item = Problem> {
        let found = if with_found { self.found.as_slice() } else { &[] };
        found.iter().chain(&self.own).map(|told| Problem {
            path: told.path.clone(),
            line: told.line,
            column: told.column,
            kind: ProblemKind::OfPart { text: told.text.clone() },
        })
    }

    /// What shows that another part is not of the same build.
    pub(super) fn differs_from(&self, other: &Self) -> Option<&'static str> {
        if self.of != other.of {
            Some("numbers of parts")
        } else if self.settings != other.settings {
            Some("options")
        } else if self.sources != other.sources {
            Some("sources")
        } else {
            None
        }
    }
}

impl Told {
    fn of(problem: &Problem) -> Self {
        let Problem { path, line, column, kind } = problem;
        Self { path: path.clone(), line: *line, column: *column, text: kind.to_string() }
    }
}
