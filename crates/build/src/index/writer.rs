//! Documents, batch by batch → the files of an index.

use super::analyze::{self, Measures};
use super::blocks::{Blocks, WrittenBlocks};
use super::columns::{Columns, WrittenColumns};
use super::copies::Copies;
use super::files;
use super::lexicon::{self, Language, Languages, Term};
use super::records::{self, Records};
use super::runs::{Run, Runs};
use super::shards::Making;
use super::tiers::Tiering;
use super::vocabulary::{self, Numbers, Vocabulary};
use super::volumes::Volumes;
use super::{
    IndexError, IndexOptions, Sink, Written, beginnings, prepared, primer, shards, similar, sizes, spelling,
};
use crate::temporary::{Store, Temporary, write_varint};
use crate::{Progress, Stage};
use keyseek_index::frame::Kind;
use keyseek_index::manifest::{self, Listing, MANIFEST_NAME, Statistics};
use keyseek_index::norms::{Norms, NormsWriter};
use keyseek_index::{DocId, Document};
use rayon::prelude::*;
use std::sync::Arc;

/// Text that one task analyses: enough to share a table of words, little enough to keep all cores busy.
const CHUNK_BYTES: usize = 256 << 10;
/// Documents that one task analyses at most.
const CHUNK_DOCUMENTS: usize = 512;

/// Which documents stay, and what is changed in them, once all are known.
pub(crate) trait Edits {
    /// The numbers of those that stay.
    fn numbers(&self) -> Numbers;
    /// Changes what was added as document `at`.
    fn edit(&self, at: DocId, document: &mut Document);
    /// Is told of what was added as document `at` and does not stay.
    fn leave_out(&self, _at: DocId, _document: &Document) {}
}

/// All documents stay as they are.
pub(super) struct NoEdits;

impl Edits for NoEdits {
    fn numbers(&self) -> Numbers {
        Numbers::All
    }

    fn edit(&self, _at: DocId, _document: &mut Document) {}
}

/// Takes documents and writes their index.
#[derive(Debug)]
pub(crate) struct IndexWriter<'a> {
    options: &'a IndexOptions,
    place: Temporary,
    runs: Runs,
    /// Records of documents that are in no part.
    records: Store,
    /// Records of parts.
    parts: Vec<Records>,
    analysed: Analysed,
}

/// What stays in memory of each document, in the order in which they were added.
#[derive(Debug, Default)]
pub(crate) struct Analysed {
    pub(crate) measures: Vec<Measures>,
    pub(crate) languages: Languages,
}

/// All that a writer gathered, to be written as a part of an index.
#[derive(Debug)]
pub(crate) struct Gathered {
    pub(crate) runs: Vec<Run>,
    pub(crate) records: Records,
    pub(crate) analysed: Analysed,
}

impl<'a> IndexWriter<'a> {
    pub(crate) fn new(options: &'a IndexOptions) -> Self {
        let place = Temporary::new(options.temporary.as_deref(), options.memory / 8);
        Self {
            options,
            runs: Runs::new(&place, options.memory / 4),
            records: place.store(),
            place,
            parts: Vec::new(),
            analysed: Analysed::default(),
        }
    }

    /// Adds the next documents, analysed on all cores.
    pub(crate) fn add(&mut self, documents: &[Document]) -> Result<(), IndexError> {
        let chunks: Vec<_> = chunks(self.analysed.measures.len(), documents)?
            .into_par_iter()
            .map(|(first, documents)| (analyze::run(first, documents), records::encode(documents)))
            .collect();
        for ((run, measures), record) in chunks {
            self.runs.add(run)?;
            let mut length = Vec::new();
            write_varint(record.len() as u64, &mut length);
            self.records.write(&length)?;
            self.records.write(&record)?;
            self.analysed.measures.extend(measures);
        }
        for document in documents {
            self.analysed.languages.push(Language::of(&document.lang));
        }
        Ok(())
    }

    /// Adds documents that were gathered before; none may have been added by themselves.
    pub(crate) fn add_gathered(&mut self, gathered: Gathered) {
        self.runs.add_files(gathered.runs);
        self.parts.push(gathered.records);
        self.analysed.measures.extend(gathered.analysed.measures);
        for language in gathered.analysed.languages.as_slice() {
            self.analysed.languages.push(*language);
        }
    }

    /// Ends without an index.
    pub(crate) fn gather(self) -> Result<Gathered, IndexError> {
        let records = self.records.finish()?;
        let range = 0..records.len();
        Ok(Gathered {
            runs: self.runs.finish(),
            records: Records::new(Arc::new(records), range),
            analysed: self.analysed,
        })
    }

    /// Writes the index of the documents that stay.
    pub(crate) fn finish(
        self,
        edits: &dyn Edits,
        sink: &dyn Sink,
        progress: &dyn Progress,
    ) -> Result<Written, IndexError> {
        let numbers = edits.numbers();
        let mut norms = NormsWriter::default();
        let mut document_bytes = Vec::new();
        let mut text_bytes = 0;
        for (at, measures) in (0..).zip(&self.analysed.measures) {
            if numbers.of(at).is_some() {
                norms.add(measures.lengths);
                document_bytes.push(measures.stored_bytes);
                text_bytes += measures.text_bytes;
            }
        }
        let documents = document_bytes.len();
        let own = self.records.finish()?;
        let range = 0..own.len();
        let mut records = self.parts;
        records.push(Records::new(Arc::new(own), range));

        progress.stage(Stage::Words, 0);
        let runs = self.runs.finish();
        let place = self.place.holding(self.options.memory / 4);
        let Vocabulary { surfaces, occurrences } =
            vocabulary::build(&runs, &numbers, &self.analysed.languages, &place)?;
        drop((runs, self.analysed));
        let (terms, lexicon) = lexicon::terms(surfaces, self.options);
        let first_tier = sizes::first_tier(self.options, &document_bytes);
        let apart = first_tier.map_or(usize::MAX, |first| sizes::apart(self.options, first));
        let bytes_of = |apart| terms.par_iter().map(|term| shards::estimate(term, apart)).sum::<usize>();
        let term_bytes = bytes_of(apart);
        let shard_bytes = sizes::shard(self.options, documents, term_bytes);
        let cut = shards::cut(&terms, shard_bytes, apart);
        progress.stage(Stage::Terms, cut.len() as u64);
        let mut vectors = similar::Vectors::new(documents, self.options.memory / 4, &self.place);
        let volumes = |kind, bytes| Volumes::new(sink, kind, sizes::volume(self.options, bytes));
        let mut copies = [0; 3].map(|_| Copies::new(&self.place));
        let [terms_copies, positions_copies, tiers_copies] = &mut copies;
        let of_shards = [Kind::Terms, Kind::Positions].map(|kind| volumes(kind, term_bytes));
        let [terms_volumes, positions_volumes] = of_shards;
        let of_shards = [terms_volumes.copying(terms_copies), positions_volumes.copying(positions_copies)];
        let field_words = norms.totals();
        let mut norms = norms.finish();
        let statistics =
            Statistics { documents: documents as u32, text_bytes, field_words, ..Statistics::default() };
        let (mut tiering, mut frequencies, mut beginnings) = (None, Vec::new(), Vec::new());
        if let Some(first) = first_tier {
            let of = |term: &Term| occurrences.documents(&term.sources);
            frequencies = terms.par_iter().map(of).collect::<Result<_, _>>()?;
            beginnings = beginnings::of(&terms, &frequencies, first);
            let norms = Norms::new(&norms, documents as u32)?;
            tiering = Some(Tiering { first, apart, norms, statistics });
        }
        let mut beside = None;
        if files::deflate(&norms).len() > sizes::norms(self.options) {
            beside = Some(Norms::new(&std::mem::take(&mut norms), documents as u32)?);
        }
        let making = Making {
            lists: &occurrences,
            norms: beside.as_ref(),
            tiering: tiering.as_ref(),
            terms: &terms,
            beginnings: &beginnings,
            sink,
            volume_bytes: sizes::tier_volume(self.options, bytes_of(usize::MAX).saturating_sub(term_bytes)),
        };
        let shards = shards::write(&cut, &making, &mut vectors, of_shards, tiers_copies, progress)?;
        let mut spelled = spelling::Spelling::default();
        if tiering.is_some() {
            spelled = spelling::write(&terms, &frequencies, self.options, volumes(Kind::Spelling, 0))?;
        }
        drop((beside, tiering));
        drop((terms, occurrences));

        progress.stage(Stage::Store, documents as u64);
        let block_bytes = sizes::block(self.options, shards.entries.len(), &document_bytes);
        let primer_bytes = sizes::primer(self.options, &document_bytes);
        let primer = primer::make(&records, edits, &numbers, &document_bytes, primer_bytes, self.options)?;
        let range_blocks = sizes::range_blocks(self.options, &document_bytes);
        let all_bytes = document_bytes.iter().sum::<u64>() as usize;
        let blocks = Blocks::new(volumes(Kind::Documents, all_bytes), block_bytes, &primer, range_blocks);
        drop(document_bytes);
        let others = [Kind::Range, Kind::Column].map(|kind| volumes(kind, 0));
        let stored = Stored::write(&records, edits, &numbers, blocks, others, self.options, progress)?;
        drop((records, numbers));
        let (similar, similar_parts) = similar::write(
            vectors,
            &stored.hashes,
            sizes::similar_files(documents),
            volumes(Kind::Similar, 0),
            progress,
        )?;

        let statistics = Statistics { counts: shards.counts, ..statistics };
        let Stored { blocks, columns, .. } = stored;
        let [terms, positions] = shards.parts;
        let mut listing = Listing {
            primer,
            prepared_from: sizes::prepared_from(&shards.entries, &terms),
            shards: shards.entries,
            blocks: blocks.counts,
            ranges: blocks.ranges,
            columns: columns.entries,
            similar,
            parts: [
                terms,
                positions,
                blocks.parts,
                columns.parts,
                similar_parts,
                Vec::new(),
                blocks.range_parts,
                Vec::new(),
            ],
            ..Listing::default()
        };
        let generator = concat!("keyseek ", env!("CARGO_PKG_VERSION"));
        let without = manifest::encode(generator, &statistics, &listing, &norms);
        let prepared = volumes(Kind::Prepared, 0);
        let written = prepared::write(&without, copies, self.options, prepared, progress)?;
        (listing.prepared_from, listing.prepared) = (written.from, written.first_keys);
        // Those are prepared without it: it is for words that nothing was found for.
        listing.spelling = spelled.bounds;
        let [.., prepared_parts, _, spelling_parts] = &mut listing.parts;
        (*prepared_parts, *spelling_parts) = (written.parts, spelled.parts);
        let manifest = manifest::encode(generator, &statistics, &listing, &norms);
        sink.put(MANIFEST_NAME, files::deflate(&manifest))?;
        Ok(Written { statistics, lexicon, unknown_columns: columns.unknown })
    }

    /// The vocabulary of some documents.
    #[cfg(test)]
    pub(super) fn vocabulary_of(documents: &[Document]) -> Vocabulary {
        let options = IndexOptions::default();
        let mut writer = IndexWriter::new(&options);
        writer.add(documents).unwrap();
        let languages = &writer.analysed.languages;
        vocabulary::build(&writer.runs.finish(), &Numbers::All, languages, &writer.place).unwrap()
    }
}

/// Cuts documents, of which so many were added before, into pieces for one task each.
fn chunks(before: usize, documents: &[Document]) -> Result<Vec<(DocId, &[Document])>, IndexError> {
    let count = before + documents.len();
    if DocId::try_from(count).is_err() {
        return Err(IndexError::TooManyDocuments { count });
    }
    let mut chunks = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (at, document) in documents.iter().enumerate() {
        bytes += document.sections.iter().map(|section| section.text.len()).sum::<usize>();
        if bytes >= CHUNK_BYTES || at + 1 - start == CHUNK_DOCUMENTS || at + 1 == documents.len() {
            chunks.push(((before + start) as DocId, &documents[start..=at]));
            (start, bytes) = (at + 1, 0);
        }
    }
    Ok(chunks)
}

/// What is written of documents as a whole.
struct Stored {
    blocks: WrittenBlocks,
    columns: WrittenColumns,
    /// The hash of each document's address.
    hashes: Vec<u64>,
}

impl Stored {
    fn write(
        records: &[Records],
        edits: &dyn Edits,
        numbers: &Numbers,
        mut blocks: Blocks<'_>,
        [range_volumes, columns_volumes]: [Volumes<'_>; 2],
        options: &IndexOptions,
        progress: &dyn Progress,
    ) -> Result<Self, IndexError> {
        let mut columns = Columns::new(&options.columns);
        let mut hashes = Vec::new();
        let mut at = 0;
        records::read(records, options.memory / 64, &mut |documents| {
            let before = hashes.len();
            for mut document in documents {
                if let Some(doc) = numbers.of(at) {
                    edits.edit(at, &mut document);
                    columns.add(doc, &document);
                    hashes.push(keyseek_index::similar::hash(&document.url));
                    blocks.add(document);
                } else {
                    edits.leave_out(at, &document);
                }
                at += 1;
            }
            blocks.write()?;
            progress.advance((hashes.len() - before) as u64);
            Ok(())
        })?;
        Ok(Self { blocks: blocks.finish(range_volumes)?, columns: columns.write(columns_volumes)?, hashes })
    }
}

/// Indexes documents in memory.
pub(crate) fn index(
    documents: &[Document],
    options: &IndexOptions,
    progress: &dyn Progress,
) -> Result<super::Indexed, IndexError> {
    let mut writer = IndexWriter::new(options);
    writer.add(documents)?;
    let sink = files::Memory::default();
    let written = writer.finish(&NoEdits, &sink, progress)?;
    Ok(super::Indexed {
        files: sink.into_files(),
        statistics: written.statistics,
        lexicon: written.lexicon,
        unknown_columns: written.unknown_columns,
    })
}
