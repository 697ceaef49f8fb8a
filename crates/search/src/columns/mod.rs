//! What is asked of columns: which documents pass, how they are sorted, and how many hold each value.
//!
//! All of it happens after the ranking, on the documents that the query found: a filter takes hits away and never lets a
//! looser reading in. A column that the index does not have is passed over with a warning, since an answer without the
//! filter is of more use than none, and whoever reads the warning knows why.

mod facets;
mod filter;
mod prior;
mod sort;

pub use facets::{Facet, FacetValue, MAX_FACET_VALUES};
pub use filter::{Filter, Mode};
pub use prior::Prior;
pub use sort::SortKey;

use crate::blobs::{Blob, Blobs};
use crate::engine::SearchOptions;
use crate::ranking::Ranked;
use filter::Selection;
use keyseek_index::columns::Column;
use keyseek_index::manifest::Manifest;

/// A column that was asked for.
#[derive(Clone, Copy)]
struct Named<'a> {
    /// Its place in the manifest.
    at: usize,
    column: &'a Column,
    name: &'a str,
}

/// What a search asks of columns.
pub(crate) struct Asked<'a> {
    pub(crate) manifest: &'a Manifest,
    pub(crate) blobs: &'a Blobs,
    pub(crate) options: &'a SearchOptions,
}

/// What came of it.
#[derive(Default)]
pub(crate) struct Narrowed {
    /// The documents that pass, sorted.
    pub(crate) ranked: Vec<Ranked>,
    /// In the order in which they were asked for.
    pub(crate) facets: Vec<Facet>,
    /// What was passed over, as sentences: of the query, names that are not known, filters that do not fit.
    pub(crate) warnings: Vec<String>,
}

impl<'a> Asked<'a> {
    /// Whether anything is.
    pub(crate) fn is_anything(&self) -> bool {
        let SearchOptions { filters, facets, sort, .. } = self.options;
        !(filters.is_empty() && facets.is_empty() && sort.is_empty())
    }

    /// The columns to supply first.
    pub(crate) fn needs(&self, needs: &mut Vec<Blob>) {
        let SearchOptions { filters, facets, sort, prior, .. } = self.options;
        for (at, column) in self.manifest.columns.iter().enumerate() {
            let name = &column.name;
            if facets.contains(name)
                || filters.iter().any(|filter| &filter.column == name)
                || sort.iter().any(|key| &key.column == name)
                || prior.iter().any(|prior| &prior.column == name)
            {
                self.blobs.column(at, needs);
            }
        }
    }

    /// What the score of each document is multiplied by; nothing when no prior was asked for.
    #[inline(never)]
    pub(crate) fn prior(&self, narrowed: &mut Narrowed) -> Vec<f32> {
        let Some(prior) = &self.options.prior else { return Vec::new() };
        let named = self.find(&prior.column, narrowed);
        let factors =
            |named: Named<'_>| prior::factors(named.column, prior.weight, self.manifest.statistics.documents);
        named.map(factors).unwrap_or_default()
    }

    /// Leaves those of the ranked documents that pass, sorted, and counts the values that were asked for.
    #[inline(never)]
    pub(crate) fn narrow(&self, mut narrowed: Narrowed) -> Narrowed {
        let documents = self.manifest.statistics.documents;
        let mut selections = Vec::new();
        for filter in &self.options.filters {
            if let Some(named) = self.find(&filter.column, &mut narrowed) {
                selections.push(Selection::new(named, filter, documents, &mut narrowed.warnings));
            }
        }
        for name in &self.options.facets {
            if let Some(named) = self.find(name, &mut narrowed) {
                let facet = facets::count(named, &narrowed.ranked, &selections, documents);
                narrowed.facets.push(facet);
            }
        }
        if !selections.is_empty() {
            for one in std::mem::take(&mut narrowed.ranked) {
                if selections.iter().all(|selection| selection.passes(one.doc)) {
                    narrowed.ranked.push(one);
                }
            }
        }
        for key in self.options.sort.iter().rev() {
            if let Some(named) = self.find(&key.column, &mut narrowed) {
                narrowed.ranked = sort::sorted(&narrowed.ranked, named.column, key.descending, documents);
            }
        }
        narrowed
    }

    /// A column by its name; what the index does not have is warned of.
    fn find(&self, name: &'a str, narrowed: &mut Narrowed) -> Option<Named<'a>> {
        let columns = &self.manifest.columns;
        let Some(at) = columns.iter().position(|column| column.name == name) else {
            let mut names = String::new();
            for column in columns {
                names.push_str(if names.is_empty() { " (it has " } else { ", " });
                names.push_str(&column.name);
            }
            names.push_str(if names.is_empty() { "." } else { ")." });
            let parts = ["\"", name, "\" was passed over: this index has no such column", &names];
            warn(&parts, &mut narrowed.warnings);
            return None;
        };
        self.blobs.column(at, &mut Vec::new()).map(|column| Named { at, column, name })
    }
}

/// Adds a sentence, once.
fn warn(parts: &[&str], warnings: &mut Vec<String>) {
    let mut warning = String::new();
    for part in parts {
        warning.push_str(part);
    }
    if !warnings.contains(&warning) {
        warnings.push(warning);
    }
}
