//! Documents to terms, through the public interface: what an index holds is read back from its files.

#[path = "lexicon/corpora.rs"]
mod corpora;
#[path = "lexicon/korean.rs"]
mod korean;
#[path = "lexicon/mixed.rs"]
mod mixed;
#[path = "lexicon/properties.rs"]
mod properties;
#[path = "lexicon/relations.rs"]
mod relations;

use flate2::read::DeflateDecoder;
use keyseek_build::Silent;
use keyseek_build::index::{FOLDER, IndexOptions, Indexed};
use keyseek_index::frame::Kind;
use keyseek_index::manifest::{MANIFEST_NAME, Manifest, StoredPart};
use keyseek_index::positions::PositionFile;
use keyseek_index::terms::TermShard;
use keyseek_index::{DocId, Document, FIELDS, Section};
use keyseek_text::decode;
use std::collections::BTreeMap;
use std::io::Read;

/// A term as an index holds it.
#[derive(Debug, Default, PartialEq)]
struct Term {
    /// Documents, whether all occurrences there are parts, and positions.
    postings: Vec<(DocId, bool, Vec<u32>)>,
    /// The other inflected forms.
    group: Vec<String>,
    synonyms: Vec<String>,
}

/// The terms of an index by their text.
struct Terms(BTreeMap<String, Term>);

impl Terms {
    fn of(texts: &[&str]) -> Self {
        Self::with(texts, &IndexOptions::default())
    }

    /// The terms of documents that have no title and one text each.
    fn with(texts: &[&str], options: &IndexOptions) -> Self {
        let documents: Vec<Document> = texts.iter().map(|text| document("ko", text)).collect();
        Self::read(&keyseek_build::index(&documents, options, &Silent).unwrap())
    }

    fn read(indexed: &Indexed) -> Self {
        let inflate = |stored: &[u8]| {
            let mut bytes = Vec::new();
            DeflateDecoder::new(stored).read_to_end(&mut bytes).unwrap();
            bytes
        };
        let manifest = Manifest::open(&inflate(&indexed.files[MANIFEST_NAME])).unwrap();
        let mut terms = BTreeMap::new();
        for (terms_part, positions_part) in manifest.parts[0].iter().zip(&manifest.parts[1]) {
            let part = |part: &StoredPart, kind| {
                let location = part.location(kind);
                inflate(location.cut(&indexed.files[&format!("{FOLDER}/{}", location.file)]).unwrap())
            };
            let shard = TermShard::open(&part(terms_part, Kind::Terms)).unwrap();
            let positions = PositionFile::open(&part(positions_part, Kind::Positions)).unwrap();
            let text = |ordinal| decode(&shard.key(ordinal).unwrap());
            for ordinal in 0..shard.len() {
                let mut list = positions.list(shard.positions(ordinal));
                let read = |posting: keyseek_index::postings::Posting| {
                    let places = list.read(posting.total_frequency());
                    let in_parts: u32 = FIELDS
                        .iter()
                        .filter(|field| field.is_of_parts())
                        .map(|field| posting.frequency(*field))
                        .sum();
                    (posting.doc, in_parts == posting.total_frequency(), places)
                };
                let postings = shard.postings(ordinal, &manifest.norms).map(read).collect();
                let others = shard.group(ordinal).0.iter().filter(|other| **other != ordinal);
                let synonyms = shard.synonyms(ordinal);
                let term = Term {
                    postings,
                    group: others.map(|other| text(*other)).collect(),
                    synonyms: synonyms.into_iter().map(decode).collect(),
                };
                terms.insert(text(ordinal), term);
            }
        }
        Self(terms)
    }

    /// The terms that stand in a document, in the order of their positions; parts in brackets, and what shares the position
    /// of the term before behind a bar.
    fn text(&self, doc: DocId) -> String {
        let mut found: Vec<(u32, bool, &str)> = Vec::new();
        for (text, term) in &self.0 {
            for (_, part, positions) in term.postings.iter().filter(|posting| posting.0 == doc) {
                found.extend(positions.iter().map(|position| (*position, *part, text.as_str())));
            }
        }
        // Longer terms first: the whole before its parts.
        found.sort_by_key(|(position, part, text)| (*position, *part, usize::MAX - text.len(), *text));
        let mut shown = String::new();
        let mut before = None;
        for (position, part, text) in found {
            if !shown.is_empty() {
                shown.push(if before == Some(position) { '|' } else { ' ' });
            }
            shown += &if part { format!("[{text}]") } else { text.to_owned() };
            before = Some(position);
        }
        shown
    }

    /// Whether a document holds a term, as a word or as a part.
    fn holds(&self, doc: DocId, term: &str) -> bool {
        self.0.get(term).is_some_and(|term| term.postings.iter().any(|posting| posting.0 == doc))
    }
}

fn document(lang: &str, text: &str) -> Document {
    let sections = vec![Section { text: text.to_owned(), ..Section::default() }];
    Document { url: format!("/{text}"), lang: lang.to_owned(), sections, ..Document::default() }
}

/// Indexes the first text together with the others, and compares the terms that it has.
fn check(text: &str, others: &[&str], expect: &str) {
    let texts: Vec<&str> = std::iter::once(text).chain(others.iter().copied()).collect();
    assert_eq!(Terms::of(&texts).text(0), expect, "{text} beside {others:?}");
}
