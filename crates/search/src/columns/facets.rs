//! Facets: how many of the documents that were found hold each value of a column.

use super::Named;
use super::filter::{Mode, Selection};
use crate::order;
use crate::ranking::Ranked;
use keyseek_index::MetaValue;
use keyseek_index::columns::ColumnValue;

/// The largest number of values that are listed of a column. Nobody reads a longer list, and a column such as `title` has as
/// many values as there are documents.
pub const MAX_FACET_VALUES: usize = 100;

/// How many of the found documents hold each value of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Facet {
    /// Name of the column.
    pub name: String,
    /// How many values some found document holds.
    pub distinct: usize,
    /// The first [`MAX_FACET_VALUES`] of them: most documents first, then in the order in which they sort.
    pub values: Vec<FacetValue>,
}

/// A value of a column and how many of the found documents hold it.
#[derive(Debug, Clone, PartialEq)]
pub struct FacetValue {
    /// A text or a number.
    pub value: MetaValue,
    /// Documents, never 0.
    pub count: u32,
}

/// Counts the values of a column among the ranked documents that pass. A filter of this very column that wants one of
/// several values does not count: those that were not chosen are to show how many documents choosing them would bring.
pub(super) fn count(named: Named<'_>, ranked: &[Ranked], selections: &[Selection], documents: u32) -> Facet {
    let mut counted = vec![0u32; documents as usize];
    for one in ranked {
        let is_spared = |filter: &Selection| filter.mode == Mode::Any && filter.column == named.at;
        if selections.iter().all(|filter| is_spared(filter) || filter.passes(one.doc))
            && let Some(slot) = counted.get_mut(one.doc as usize)
        {
            *slot = 1;
        }
    }
    // The count in the high bits, turned round so that the largest comes first, and below it the value's place.
    let mut keys = Vec::new();
    for at in 0..named.column.len() {
        let mut count = 0u32;
        for doc in named.column.documents(at) {
            count += counted.get(*doc as usize).copied().unwrap_or(0);
        }
        if count > 0 {
            keys.push(u64::from(!count) << 32 | at as u64);
        }
    }
    order::sort(&mut keys);
    let distinct = keys.len();
    keys.truncate(MAX_FACET_VALUES);
    let mut values = Vec::with_capacity(keys.len());
    for key in keys {
        let value = match named.column.value((key & u64::from(u32::MAX)) as usize) {
            ColumnValue::Text(text) => MetaValue::Text(text.to_owned()),
            ColumnValue::Number(number) => MetaValue::Number(number),
        };
        values.push(FacetValue { value, count: !((key >> 32) as u32) });
    }
    Facet { name: named.name.to_owned(), distinct, values }
}
