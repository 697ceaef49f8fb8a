//! Filters, facets and sort keys on the command line, and facets as they are printed.

use crate::terminal::{self, Style};
use anyhow::{Result, bail};
use keyseek_index::MetaValue;
use keyseek_search::{Facet, Filter, Mode, SearchOptions, SortKey};
use serde::ser::{SerializeMap, Serializer};
use std::io::{self, Write};

/// Values of a facet that are printed for people.
const SHOWN_VALUES: usize = 20;

/// What is asked of columns.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct ColumnArgs {
    /// Only documents that pass: `tags=Kafka`, `date>=2020`, …; repeat it for several, which must all hold
    ///
    /// `NAME=VALUE` wants a value, `NAME=ONE|OTHER` one of several, `NAME!=VALUE` none of them. `NAME>=VALUE`, `NAME<=VALUE`
    /// and `NAME=FROM..TO` want a value within bounds, both included; a date is compared as far as the bound goes, so that
    /// `date<=2020` includes all of that year. Case does not matter.
    #[arg(long = "filter", value_name = "FILTER")]
    filters: Vec<String>,
    /// Count the values of these columns among all hits
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    facets: Vec<String>,
    /// Sort by these columns, with `-` before a name from the largest value down
    #[arg(long, value_name = "NAMES", value_delimiter = ',', allow_hyphen_values = true)]
    sort: Vec<String>,
}

impl ColumnArgs {
    /// Writes them into the options of a search.
    pub fn apply(&self, options: &mut SearchOptions) -> Result<()> {
        options.filters = self.filters.iter().map(|text| parse_filter(text)).collect::<Result<_>>()?;
        options.facets = self.facets.clone();
        options.sort = self.sort.iter().map(|key| parse_sort_key(key)).collect();
        Ok(())
    }
}

fn parse_filter(text: &str) -> Result<Filter> {
    let Some((before, value)) = text.split_once('=') else {
        bail!(
            "`{text}` is no filter; write NAME=VALUE, NAME!=VALUE, NAME>=VALUE, NAME<=VALUE or NAME=FROM..TO"
        );
    };
    let range = |from: &str, to: &str| (Mode::Range, vec![from.trim().to_owned(), to.trim().to_owned()]);
    let each = |mode| (mode, value.split('|').map(|one| one.trim().to_owned()).collect());
    // `글...` is the end of a title, not the start of a range.
    let bounds = value.split_once("..").filter(|_| !value.contains("..."));
    let (column, (mode, values)) = match (before.strip_suffix(['!', '<', '>']), bounds) {
        (Some(column), _) if before.ends_with('!') => (column, each(Mode::None)),
        (Some(column), _) if before.ends_with('>') => (column, range(value, "")),
        (Some(column), _) => (column, range("", value)),
        (None, Some((from, to))) => (before, range(from, to)),
        (None, None) => (before, each(Mode::Any)),
    };
    if column.trim().is_empty() || value.is_empty() {
        bail!("the filter `{text}` lacks a name or a value");
    }
    Ok(Filter { column: column.trim().to_owned(), mode, values })
}

fn parse_sort_key(text: &str) -> SortKey {
    let column = text.strip_prefix('-');
    SortKey { column: column.unwrap_or(text).to_owned(), descending: column.is_some() }
}

/// Prints each facet on a line.
pub fn write_facets(facets: &[Facet], style: Style, out: &mut impl Write) -> io::Result<()> {
    for facet in facets {
        let shown = facet.values.iter().take(SHOWN_VALUES).map(|one| {
            let value = match &one.value {
                MetaValue::Text(text) => terminal::plain(text),
                MetaValue::Number(number) => number.to_string(),
                MetaValue::List(list) => terminal::plain(&list.join(", ")),
            };
            format!("{value} ({})", one.count)
        });
        let mut values: Vec<String> = shown.collect();
        let hidden = facet.distinct.saturating_sub(values.len());
        if hidden > 0 {
            values.push(format!("and {hidden} more"));
        }
        writeln!(out, "{}: {}", style.bold(&facet.name), values.join(", "))?;
    }
    if !facets.is_empty() {
        writeln!(out)?;
    }
    Ok(())
}

/// Facets as an object by name, as in the browser.
pub fn serialize_facets<S: Serializer>(facets: &Option<&[Facet]>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for facet in facets.unwrap_or_default() {
        map.serialize_entry(&facet.name, facet)?;
    }
    map.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_parsed() {
        let check = |text: &str, column: &str, mode: Mode, values: &[&str]| {
            let filter = parse_filter(text).unwrap();
            assert_eq!((filter.column.as_str(), filter.mode), (column, mode), "{text}");
            assert_eq!(filter.values, values, "{text}");
        };
        check("tags=Kafka", "tags", Mode::Any, &["Kafka"]);
        check("tags = Kafka | C++|a=b", "tags", Mode::Any, &["Kafka", "C++", "a=b"]);
        check("tags!=Redis|Kafka", "tags", Mode::None, &["Redis", "Kafka"]);
        check("date>=2020", "date", Mode::Range, &["2020", ""]);
        check("date<=2020-05", "date", Mode::Range, &["", "2020-05"]);
        check("views=10..20", "views", Mode::Range, &["10", "20"]);
        check("views=10..", "views", Mode::Range, &["10", ""]);
        check("views=..-1.5", "views", Mode::Range, &["", "-1.5"]);
        check("title=그리고...", "title", Mode::Any, &["그리고..."]);
        for text in ["tags", "tags=", "=Kafka", "!=Kafka", "date>2020", ""] {
            assert!(parse_filter(text).is_err(), "{text}");
        }
    }
}
