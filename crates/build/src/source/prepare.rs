//! A file's documents made ready to be compared with those of other files.

use keyseek_index::document::{Document, MetaValue};
use sha2::{Digest, Sha256};

use super::{Format, Parsed, PassedOver, Problem, ProblemKind, SourceFile, text, urls};

/// What a file gave, ready to be compared.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Prepared {
    /// Documents with titles, and what there is to compare.
    pub(crate) documents: Vec<(Document, Identity)>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) passed_over: PassedOver,
}

/// What tells a document from others.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Identity {
    /// A hash of title, text and language.
    pub(crate) content: u128,
    /// A hash of the address.
    pub(crate) url: u128,
    /// The views, if it has a number of them.
    pub(crate) views: Option<f64>,
    /// Of a story its address, and what to add where others have the same.
    pub(crate) story: Option<Story>,
}

/// The address of a story, which is made from its title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Story {
    pub(crate) url: String,
    /// Eight hexadecimal digits of title and text.
    pub(crate) hash: String,
}

/// Fills in titles, leaves out what is empty, and says what tells the documents apart.
pub(crate) fn prepare(file: &SourceFile, parsed: Parsed) -> Prepared {
    let mut prepared =
        Prepared { documents: Vec::new(), problems: parsed.problems, passed_over: parsed.passed_over };
    for mut document in parsed.documents {
        if is_empty(&document) {
            let kind = ProblemKind::EmptyDocument { url: document.url };
            prepared.problems.push(Problem::in_file(&file.path, kind));
            continue;
        }
        if document.title.is_empty() {
            document.title = fallback_title(&document, file);
        }
        let story = (file.format == Format::Story)
            .then(|| Story { url: document.url.clone(), hash: short_hash(&document) });
        let views = match document.meta.get("views") {
            Some(MetaValue::Number(views)) if !views.is_nan() => Some(*views),
            _ => None,
        };
        let identity =
            Identity { content: content_hash(&document), url: url_hash(&document.url), views, story };
        prepared.documents.push((document, identity));
    }
    prepared
}

fn is_empty(document: &Document) -> bool {
    document.title.is_empty()
        && document.sections.iter().all(|section| section.heading.is_empty() && section.text.is_empty())
}

/// The first heading; then the file's name, or the address where one file holds many documents.
fn fallback_title(document: &Document, file: &SourceFile) -> String {
    let heading =
        document.sections.iter().map(|section| &section.heading).find(|heading| !heading.is_empty());
    if let Some(heading) = heading {
        return heading.clone();
    }
    let name = match file.format {
        Format::Html | Format::Markdown => text::one_line(&urls::title_from_path(&file.relative)),
        Format::JsonLines | Format::Feed | Format::Story => String::new(),
    };
    if name.is_empty() { document.url.clone() } else { name }
}

/// Half of the SHA-256: contents with equal hashes are equal, as far as anybody knows.
fn content_hash(document: &Document) -> u128 {
    let mut hasher = Sha256::new();
    let mut add = |text: &str| {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    add(&document.lang);
    add(&document.title);
    for section in &document.sections {
        add(&section.heading);
        add(&section.text);
    }
    half(hasher)
}

/// Half of the SHA-256 of an address.
pub(super) fn url_hash(url: &str) -> u128 {
    half(Sha256::new().chain_update(url.as_bytes()))
}

fn half(hasher: Sha256) -> u128 {
    let mut half = [0; 16];
    half.copy_from_slice(&hasher.finalize()[..16]);
    u128::from_le_bytes(half)
}

/// Eight hexadecimal digits of title and text.
fn short_hash(document: &Document) -> String {
    let mut hasher = Sha256::new();
    hasher.update(document.title.as_bytes());
    for section in &document.sections {
        hasher.update([0]);
        hasher.update(section.text.as_bytes());
    }
    hasher.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}
