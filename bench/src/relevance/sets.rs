//! What is searched and what should be found.
//!
//! One set is judged: the Cranfield collection. Two are known-item sets, made of the blog: a line that its author wrote
//! over a text is the query, the text without that line is what should be found. All documents have the same flat fields,
//! since not every engine knows sections: headings stand in the body, a line each.

use super::metrics::Judgements;
use crate::corpus::{self, Corpus};
use crate::random::Random;
use anyhow::{Context, Result};
use keyseek_index::{Document, Section};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Most queries of a known-item set.
const MOST_QUERIES: usize = 400;
/// A line that has less is no question: 참고, 결론, *Example*.
const LEAST_WORDS: usize = 2;
const LEAST_CHARS: usize = 6;
const SEED: u64 = 2025;

/// A document as every engine gets it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Address, unique in a set.
    pub url: String,
    /// Title; empty where it is the query.
    pub title: String,
    /// All text in reading order, headings included.
    pub body: String,
    /// Tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Language, empty where its source does not say.
    #[serde(default)]
    pub lang: String,
}

impl Record {
    /// The record as Keyseek's builder takes it.
    pub fn document(&self) -> Document {
        Document {
            url: self.url.clone(),
            title: self.title.clone(),
            lang: self.lang.clone(),
            tags: self.tags.clone(),
            sections: vec![Section { text: self.body.clone(), ..Section::default() }],
            ..Document::default()
        }
    }
}

/// A query with what is relevant to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The query, as it is typed.
    pub text: String,
    /// Grades of the relevant records, by place.
    pub judgements: Judgements,
}

/// Documents, queries and judgements.
#[derive(Debug)]
pub struct Set {
    /// Name in tables and of its folder.
    pub name: &'static str,
    /// Where it comes from.
    pub about: &'static str,
    /// The language that an engine is told where it can be told one.
    pub language: &'static str,
    /// The documents.
    pub records: Vec<Record>,
    /// The queries.
    pub queries: Vec<Query>,
}

impl Set {
    /// Every set whose corpus is there.
    ///
    /// # Errors
    /// When a corpus is there but is not what it should be.
    pub fn all() -> Result<Vec<Self>> {
        let mut sets = Vec::from_iter(cranfield()?);
        if let Some(posts) = Corpus::Blog.load() {
            sets.extend([titles(&posts), headings(&posts)]);
        }
        Ok(sets)
    }
}

fn cranfield() -> Result<Option<Set>> {
    #[derive(Deserialize)]
    struct Line {
        query: String,
        relevant: BTreeMap<String, u32>,
    }
    let Some(documents) = corpus::shared("relevance/cranfield.jsonl") else { return Ok(None) };
    let Some(queries) = corpus::shared("relevance/cranfield.queries.jsonl") else { return Ok(None) };
    let records: Vec<Record> = lines(&documents)?;
    let places: BTreeMap<&str, usize> =
        records.iter().enumerate().map(|(at, record)| (record.url.as_str(), at)).collect();
    let place = |(url, grade): (String, u32)| {
        places.get(url.as_str()).map(|at| (*at, grade)).with_context(|| format!("no document is {url}"))
    };
    let queries = lines::<Line>(&queries)?
        .into_iter()
        .map(|line| {
            let judgements = line.relevant.into_iter().map(place).collect::<Result<_>>()?;
            Ok(Query { text: line.query, judgements })
        })
        .collect::<Result<_>>()?;
    let about =
        "the Cranfield collection: abstracts on aerodynamics, questions of engineers and their judgements";
    Ok(Some(Set { name: "cranfield", about, language: "en", records, queries }))
}

/// The values of a file of JSON lines.
fn lines<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    text.lines()
        .enumerate()
        .map(|(at, line)| {
            serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), at + 1))
        })
        .collect()
}

/// A post's title asks for the post, and no post has its title.
fn titles(posts: &[Document]) -> Set {
    let lines = posts.iter().enumerate().map(|(at, post)| (at, post.title.as_str()));
    let queries = known_items(lines.collect(), &BTreeSet::new());
    let hidden = posts.iter().map(|post| vec![comparable(&post.title)]);
    let records = posts.iter().zip(hidden).map(|(post, hidden)| record(post, &hidden)).collect();
    let about = "a post's title asks for the post; titles are taken out of all posts";
    Set { name: "blog titles", about, language: "ko", records, queries }
}

/// A heading asks for its post, and no post has a heading that is asked for.
fn headings(posts: &[Document]) -> Set {
    let titles = posts.iter().map(|post| comparable(&post.title)).collect();
    let lines = posts
        .iter()
        .enumerate()
        .flat_map(|(at, post)| post.sections.iter().map(move |section| (at, section.heading.as_str())));
    let queries = known_items(lines.collect(), &titles);
    let mut hidden: Vec<Vec<String>> = vec![Vec::new(); posts.len()];
    for query in &queries {
        for at in query.judgements.keys() {
            hidden[*at].push(comparable(&query.text));
        }
    }
    let records = posts.iter().zip(hidden).map(|(post, hidden)| record(post, &hidden)).collect();
    let about =
        "a section's heading asks for its post; the headings that are asked for are taken out of the posts";
    Set { name: "blog headings", about, language: "ko", records, queries }
}

/// Up to [`MOST_QUERIES`] of the lines, each with the post that it is from: those that are long enough, stand over one
/// text alone and are not `taken`.
fn known_items(lines: Vec<(usize, &str)>, taken: &BTreeSet<String>) -> Vec<Query> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, line) in &lines {
        *counts.entry(comparable(line)).or_default() += 1;
    }
    let is_question = |line: &str| {
        let compared = comparable(line);
        line.split_whitespace().count() >= LEAST_WORDS
            && line.chars().count() >= LEAST_CHARS
            && counts.get(&compared) == Some(&1)
            && !taken.contains(&compared)
    };
    let questions = lines.into_iter().filter(|(_, line)| is_question(line)).collect();
    let mut chosen = Random::new(SEED).choose(questions, MOST_QUERIES);
    chosen.sort_unstable();
    let query = |(at, line): (usize, &str)| Query { text: line.to_owned(), judgements: [(at, 1)].into() };
    chosen.into_iter().map(query).collect()
}

/// A post without the lines that are hidden, in a table of contents either.
fn record(post: &Document, hidden: &[String]) -> Record {
    let is_shown = |line: &&str| !line.is_empty() && !hidden.contains(&comparable(line));
    let lines = post.sections.iter().flat_map(|section| {
        [section.heading.as_str()].into_iter().chain(section.text.lines()).filter(is_shown)
    });
    let body = lines.collect::<Vec<_>>().join("\n");
    let title = Some(post.title.as_str()).filter(is_shown).unwrap_or_default().to_owned();
    Record { url: post.url.clone(), title, body, tags: post.tags.clone(), lang: post.lang.clone() }
}

/// A line as it is compared with others: in lower case, with single spaces.
fn comparable(line: &str) -> String {
    line.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(title: &str, sections: &[(&str, &str)]) -> Document {
        let section = |(heading, text): &(&str, &str)| Section {
            heading: (*heading).to_owned(),
            text: (*text).to_owned(),
            ..Section::default()
        };
        Document {
            url: format!("/{title}"),
            title: title.to_owned(),
            sections: sections.iter().map(section).collect(),
            ..Document::default()
        }
    }

    fn posts() -> Vec<Document> {
        vec![
            post(
                "컨테이너 로그 수집",
                &[("", "Fluent  bit 설정\n목차"), ("Fluent Bit 설정", "본문"), ("참고", "끝")],
            ),
            post("로그", &[("더 읽을 거리", "하나"), ("컨테이너 로그 수집", "둘")]),
            post("배포 이야기", &[("더 읽을 거리", "셋")]),
        ]
    }

    fn check(set: &Set, queries: &[(&str, usize)], bodies: &[&str]) {
        let asked: Vec<_> = set
            .queries
            .iter()
            .flat_map(|query| query.judgements.keys().map(|at| (query.text.as_str(), *at)))
            .collect();
        assert_eq!(asked, queries, "{}", set.name);
        let written: Vec<_> = set.records.iter().map(|record| record.body.as_str()).collect();
        assert_eq!(written, bodies, "{}", set.name);
    }

    #[test]
    fn a_title_stands_nowhere_in_its_post() {
        let set = titles(&posts());
        let bodies = [
            "Fluent  bit 설정\n목차\nFluent Bit 설정\n본문\n참고\n끝",
            "더 읽을 거리\n하나\n컨테이너 로그 수집\n둘",
            "더 읽을 거리\n셋",
        ];
        check(&set, &[("컨테이너 로그 수집", 0), ("배포 이야기", 2)], &bodies);
        assert!(set.records.iter().all(|record| record.title.is_empty()));
    }

    #[test]
    fn a_heading_that_is_asked_for_stands_nowhere_in_its_post() {
        let set = headings(&posts());
        let bodies =
            ["목차\n본문\n참고\n끝", "더 읽을 거리\n하나\n컨테이너 로그 수집\n둘", "더 읽을 거리\n셋"];
        check(&set, &[("Fluent Bit 설정", 0)], &bodies);
        assert_eq!(set.records[0].title, "컨테이너 로그 수집");
    }
}
