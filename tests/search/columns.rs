//! Filters, facets and sort against a scan of the documents.

use crate::support::{Site, document};
use keyseek_build::index::IndexOptions;
use keyseek_index::{Document, MetaValue};
use keyseek_search::{Answer, Facet, Filter, MAX_FACET_VALUES, Mode, SearchOptions, SortKey, Step};
use keyseek_text::fold;
use proptest::prelude::*;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

const COLUMNS: [&str; 4] = ["tags", "date", "lang", "views"];
const TAGS: [&str; 5] = ["Kafka", "Redis", "검색", "운영", "zoo"];
const DATES: [&str; 6] =
    ["2018-05-31", "2019-01-01", "2020-02-29T10:00:00Z", "2020-12-31", "2021-06-01", "2021-06-02"];

fn some<T: Clone + std::fmt::Debug + 'static>(values: &[T]) -> impl Strategy<Value = Option<T>> + use<T> {
    prop::option::of(prop::sample::select(values.to_vec()))
}

prop_compose! {
    fn any_document()(
        text in prop::sample::subsequence(vec!["검색", "kafka", "서버", "모니터링", "svg"], 1..4),
        tags in prop::sample::subsequence(TAGS.to_vec(), 0..4),
        date in some(&DATES),
        lang in some(&["ko", "en"]),
        views in some(&[-3.5, 0.0, 7.0, 12.0, 100.0]),
    ) -> Document {
        let mut document = document("", "글", &text.join(" "));
        document.tags = tags.into_iter().map(str::to_owned).collect();
        document.date = date.unwrap_or_default().to_owned();
        document.lang = lang.unwrap_or_default().to_owned();
        document.meta.extend(views.map(|views| ("views".to_owned(), MetaValue::Number(views))));
        document
    }
}

fn documents() -> impl Strategy<Value = Vec<Document>> {
    prop::collection::vec(any_document(), 1..25).prop_map(|mut documents| {
        for (at, document) in documents.iter_mut().enumerate() {
            document.url = format!("/{at}");
        }
        documents
    })
}

fn filter_of(
    column: &'static str,
    values: impl Strategy<Value = (Mode, Vec<&'static str>)>,
) -> impl Strategy<Value = Filter> {
    values.prop_map(move |(mode, values)| {
        let values = values.into_iter().map(str::to_owned).collect();
        Filter { column: column.to_owned(), mode, values }
    })
}

fn values(texts: Vec<&'static str>) -> impl Strategy<Value = (Mode, Vec<&'static str>)> {
    let mode = prop::sample::select(vec![Mode::Any, Mode::All, Mode::None]);
    (mode, prop::collection::vec(prop::sample::select(texts), 0..4))
}

fn range(bounds: Vec<&'static str>) -> impl Strategy<Value = (Mode, Vec<&'static str>)> {
    let bound = move || prop::option::of(prop::sample::select(bounds.clone()));
    (bound(), bound())
        .prop_map(|(from, to)| (Mode::Range, vec![from.unwrap_or_default(), to.unwrap_or_default()]))
}

fn filter() -> impl Strategy<Value = Filter> {
    prop_oneof![
        filter_of("tags", values(vec!["kafka", "REDIS", "검색", "운영", "nothing"])),
        filter_of("lang", values(vec!["ko", "en"])),
        filter_of("views", values(vec!["7", "12", "0", "-3.5"])),
        filter_of("date", range(vec!["2018", "2019-01", "2020-02-29", "2020-12", "2021-06-01", "2022"])),
        filter_of("views", range(vec!["-10", "0", "7", "11.5", "100"])),
    ]
}

fn sort_key() -> impl Strategy<Value = SortKey> {
    (prop::sample::select(COLUMNS.to_vec()), any::<bool>())
        .prop_map(|(column, descending)| SortKey { column: column.to_owned(), descending })
}

/// A value of a document, in the terms of its column.
#[derive(Debug, Clone, PartialEq)]
enum Held {
    Text(String),
    Number(f64),
}

impl Held {
    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => fold(one).cmp(&fold(other)),
            (Self::Number(one), Self::Number(other)) => one.total_cmp(other),
            _ => panic!("one column, two kinds"),
        }
    }

    fn is(&self, value: &str) -> bool {
        match self {
            Self::Text(text) => fold(text) == fold(value),
            Self::Number(number) => *number == value.parse::<f64>().unwrap(),
        }
    }

    /// Compares as many characters as the bound has; an empty bound is an open end.
    fn against(&self, bound: &str, open: Ordering) -> Ordering {
        match self {
            _ if bound.is_empty() => open,
            Self::Text(text) => text.chars().take(bound.chars().count()).cmp(bound.chars()),
            Self::Number(number) => number.total_cmp(&bound.parse().unwrap()),
        }
    }
}

fn held(document: &Document, column: &str) -> Vec<Held> {
    let text = |text: &str| if text.is_empty() { vec![] } else { vec![Held::Text(text.to_owned())] };
    match column {
        "tags" => document.tags.iter().map(|tag| Held::Text(tag.clone())).collect(),
        "date" => text(&document.date),
        "lang" => text(&document.lang),
        _ => match document.meta.get(column) {
            Some(MetaValue::Number(number)) => vec![Held::Number(*number)],
            _ => vec![],
        },
    }
}

/// The filters that the index can hold documents against: those of columns that it has.
fn passes(document: &Document, filter: &Filter) -> bool {
    let held = held(document, &filter.column);
    let mut there = filter.values.iter().map(|value| held.iter().any(|held| held.is(value)));
    match filter.mode {
        _ if filter.values.is_empty() => true,
        Mode::Any => there.any(|there| there),
        Mode::All => there.all(|there| there),
        Mode::None => !there.any(|there| there),
        Mode::Range => {
            let (mut from, mut to) = (&filter.values[0], &filter.values[1]);
            let bound = |text: &String| match filter.column.as_str() {
                "views" => Held::Number(text.parse().unwrap()),
                _ => Held::Text(text.clone()),
            };
            if !from.is_empty() && !to.is_empty() && bound(from).against(to, Ordering::Less).is_gt() {
                (from, to) = (to, from);
            }
            held.iter().any(|held| {
                held.against(from, Ordering::Greater).is_ge() && held.against(to, Ordering::Less).is_le()
            })
        }
    }
}

/// Whether a filter leaves the counts of a column alone.
fn spares(filter: &Filter, column: &str) -> bool {
    filter.column == column && filter.mode == Mode::Any
}

fn compare(a: &Document, b: &Document, key: &SortKey) -> Ordering {
    let order = |one: &Held, other: &Held| {
        let order = one.compare(other);
        if key.descending { order.reverse() } else { order }
    };
    let first = |document| held(document, &key.column).into_iter().min_by(|a, b| order(a, b));
    match (first(a), first(b)) {
        (Some(a), Some(b)) => order(&a, &b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// The counts of a column as `value count` lines, in the order of the answer.
fn count(documents: &[&Document], column: &str) -> Vec<String> {
    let mut counts: BTreeMap<usize, (Held, usize)> = BTreeMap::new();
    let mut all: Vec<Held> = documents.iter().flat_map(|document| held(document, column)).collect();
    all.sort_by(Held::compare);
    all.dedup();
    for (at, value) in all.into_iter().enumerate() {
        let holders = documents.iter().filter(|document| held(document, column).contains(&value)).count();
        counts.insert(at, (value, holders));
    }
    let mut counts: Vec<_> = counts.into_values().collect();
    counts.sort_by_key(|(_, count)| usize::MAX - count);
    counts.into_iter().map(|(value, count)| format!("{value:?} {count}")).collect()
}

fn shown(facets: &[Facet], column: &str) -> Vec<String> {
    let facet = facets.iter().find(|facet| facet.name == column).unwrap();
    assert_eq!(facet.distinct, facet.values.len());
    let values = facet.values.iter().map(|one| match &one.value {
        MetaValue::Text(text) => format!("{:?} {}", Held::Text(text.clone()), one.count),
        MetaValue::Number(number) => format!("{:?} {}", Held::Number(*number), one.count),
        MetaValue::List(_) => panic!("a list is no value"),
    });
    values.collect()
}

fn index_options(size: usize) -> IndexOptions {
    let columns = COLUMNS.map(str::to_owned).to_vec();
    IndexOptions { shard_bytes: size, block_bytes: size, columns, ..IndexOptions::default() }
}

/// The columns that an index of these documents has.
fn columns_of(site: &Site) -> BTreeSet<String> {
    site.engine.columns().iter().map(|column| column.name.clone()).collect()
}

fn urls(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.url.as_str()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_asked_of_columns_agrees_with_a_scan(
        documents in documents(),
        query in prop::sample::select(vec!["검색", "kafka 서버", "", "svg "]),
        filters in prop::collection::vec(filter(), 0..4),
        sort in prop::collection::vec(sort_key(), 0..3),
        (offset, limit) in (0..12usize, 0..12usize),
    ) {
        let mut site = Site::new(&documents, &index_options(200));
        let columns = columns_of(&site);
        let facets: Vec<String> = COLUMNS.map(str::to_owned).to_vec();
        let options = SearchOptions { filters: filters.clone(), sort: sort.clone(), facets, limit: 1000, ..SearchOptions::default() };
        let answer = site.run(|engine| engine.search(query, &options)).unwrap();

        let base = site.search(query);
        let mut found: Vec<&Document> = base.hits.iter().map(|hit| documents.iter().find(|document| document.url == hit.url).unwrap()).collect();
        if query.is_empty() {
            found = documents.iter().collect();
        }
        let filters: Vec<&Filter> = filters.iter().filter(|filter| columns.contains(&filter.column)).collect();
        for column in &columns {
            let counted: Vec<&Document> = found.iter().copied().filter(|document| filters.iter().all(|filter| spares(filter, column) || passes(document, filter))).collect();
            prop_assert_eq!(shown(answer.facets.as_ref().unwrap(), column), count(&counted, column), "{}", column);
        }
        found.retain(|document| filters.iter().all(|filter| passes(document, filter)));
        for key in sort.iter().rev().filter(|key| columns.contains(&key.column)) {
            found.sort_by(|a, b| compare(a, b, key));
        }
        let expected: Vec<&str> = found.iter().map(|document| document.url.as_str()).collect();
        prop_assert_eq!(urls(&answer), expected);
        prop_assert_eq!(answer.total, found.len());

        let page = SearchOptions { offset, limit, ..options };
        let page = site.run(|engine| engine.search(query, &page)).unwrap();
        let expected: Vec<_> = answer.hits.into_iter().skip(offset).take(limit).collect();
        prop_assert_eq!((page.total, page.facets), (answer.total, answer.facets));
        prop_assert_eq!(page.hits, expected);
    }
}

/// Three posts whose columns are all known.
fn posts() -> Site {
    let mut posts =
        [document("/a", "검색", "글"), document("/b", "검색 Kafka", "글"), document("/c", "색인", "글")];
    for (post, (date, views)) in
        posts.iter_mut().zip([("2019-05-31", 10.0), ("2020-12-31", 9.0), ("2021-01-01", 100.0)])
    {
        post.tags = vec!["Kafka".to_owned()];
        post.date = date.to_owned();
        post.meta.insert("views".to_owned(), MetaValue::Number(views));
    }
    Site::new(&posts, &index_options(usize::MAX))
}

fn filter_by(column: &str, mode: Mode, values: &[&str]) -> Filter {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    Filter { column: column.to_owned(), mode, values }
}

#[test]
fn what_cannot_be_used_is_warned_of() {
    let mut site = posts();
    let mut check = |filter: Filter, found: &[&str], warning: &str| {
        let options = SearchOptions { filters: vec![filter], ..SearchOptions::default() };
        let answer = site.run(|engine| engine.search("", &options)).unwrap();
        assert_eq!((urls(&answer), answer.warnings.concat()), (found.to_vec(), warning.to_owned()));
    };
    check(filter_by("tags", Mode::Any, &["kafka"]), &["/a", "/b", "/c"], "");
    check(filter_by("views", Mode::Any, &["9.0"]), &["/b"], "");
    check(
        filter_by("views", Mode::Any, &["many"]),
        &[],
        "\"many\" was passed over: \"views\" holds numbers.",
    );
    check(
        filter_by("views", Mode::Range, &["many", "10"]),
        &["/a", "/b"],
        "\"many\" was passed over: \"views\" holds numbers.",
    );
    check(filter_by("date", Mode::Range, &["", "2020"]), &["/a", "/b"], "");
    check(filter_by("date", Mode::Range, &["2020-12", "2020"]), &["/b"], "");
    check(
        filter_by("date", Mode::Range, &["2021", "2020"]),
        &["/b", "/c"],
        "The bounds of \"date\" stood the wrong way round.",
    );
    check(
        filter_by("views", Mode::Range, &["50", "9.5"]),
        &["/a"],
        "The bounds of \"views\" stood the wrong way round.",
    );
    let unknown = "\"author\" was passed over: this index has no such column (it has tags, date, views).";
    check(filter_by("author", Mode::Any, &["me"]), &["/a", "/b", "/c"], unknown);
    let options = SearchOptions {
        filters: vec![filter_by("author", Mode::Any, &["me"])],
        facets: vec!["author".to_owned()],
        sort: vec![SortKey { column: "author".to_owned(), descending: true }],
        ..SearchOptions::default()
    };
    let answer = site.run(|engine| engine.search("검색", &options)).unwrap();
    assert_eq!((urls(&answer).len(), answer.warnings), (2, vec![unknown.to_owned()]));
    assert_eq!(answer.facets, Some(vec![]));
}

#[test]
fn a_value_that_is_no_number_is_in_no_document() {
    let mut site = posts();
    for (mode, found) in [(Mode::Any, 1), (Mode::All, 0), (Mode::None, 2)] {
        let filters = vec![filter_by("views", mode, &["9", "many"])];
        let options = SearchOptions { filters, ..SearchOptions::default() };
        assert_eq!(site.run(|engine| engine.search("", &options)).unwrap().total, found, "{mode:?}");
    }
}

#[test]
fn facets_are_there_when_they_were_asked_for_and_not_endless() {
    let count = MAX_FACET_VALUES + 20;
    let documents: Vec<_> =
        (0..count).map(|at| document(&format!("/{at}"), &format!("글 {at:03}"), "검색")).collect();
    let options = IndexOptions { columns: vec!["title".to_owned()], ..IndexOptions::default() };
    let mut site = Site::new(&documents, &options);
    assert_eq!(site.search("검색").facets, None);
    let options = SearchOptions { facets: vec!["title".to_owned()], ..SearchOptions::default() };
    let facets = site.run(|engine| engine.search("검색", &options)).unwrap().facets.unwrap();
    assert_eq!((facets[0].distinct, facets[0].values.len()), (count, MAX_FACET_VALUES));
    assert_eq!(facets[0].values[99].value, MetaValue::Text("글 099".to_owned()));
}

#[test]
fn columns_are_asked_for_together_with_terms() {
    let site = posts();
    let options = SearchOptions {
        filters: vec![filter_by("tags", Mode::Any, &["kafka"])],
        facets: vec!["tags".to_owned(), "date".to_owned()],
        sort: vec![SortKey { column: "views".to_owned(), descending: true }],
        ..SearchOptions::default()
    };
    let Step::Need(needs) = site.engine.search("검색", &options).unwrap() else {
        panic!("nothing was supplied")
    };
    let mut names: Vec<_> = needs.iter().map(|blob| site.engine.name(*blob)).collect();
    names.sort();
    let kinds: Vec<_> = names.iter().map(|name| name.split('-').next().unwrap()).collect();
    assert_eq!(kinds, ["columns", "columns", "columns", "terms"]);
}
