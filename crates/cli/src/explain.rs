//! `keyseek search --explain`: the plan of each word and what its steps found, as a table or as JSON.

use crate::terminal::{self, Style};
use anyhow::Result;
use indicatif::HumanCount;
use keyseek_search::{Clause, Hit, Query, StepExplanation, WordExplanation};
use serde::Serialize;
use std::io::{self, Write};

/// Columns between two columns of the table, and before the first.
const GAP: usize = 2;
/// What stands in the place of a number when a step was not tried.
const NOT_TRIED: &str = "-";
const HEADER: [&str; 4] = ["reading", "tried", "documents", "terms"];

/// An explanation as it is printed for machines.
#[derive(Serialize)]
struct Explained<'a> {
    query: &'a str,
    words: &'a [WordExplanation],
    hits: &'a [Hit],
}

/// Writes one JSON object on one line.
pub fn write_json(query: &str, words: &[WordExplanation], hits: &[Hit], out: &mut impl Write) -> Result<()> {
    writeln!(out, "{}", serde_json::to_string(&Explained { query, words, hits })?)?;
    Ok(())
}

/// Writes a table a word. Where a terminal is too narrow for all terms of a step, the last ones are cut off.
pub fn write_tables(words: &[WordExplanation], style: Style, out: &mut impl Write) -> io::Result<()> {
    if words.is_empty() {
        return writeln!(out, "The query has no words.");
    }
    let steps = || words.iter().flat_map(|word| &word.steps);
    let widths = [
        width(HEADER[0], steps().map(|step| step.reading.name().len())),
        width(HEADER[1], steps().map(|step| step.when.len())),
        width(HEADER[2], steps().map(|step| documents(step).len())),
    ];
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", style.bold(&word.word))?;
        let header = HEADER.map(str::to_owned);
        let rows = word.steps.iter().map(|step| {
            let terms = terminal::plain(&step.terms.join(", "));
            [step.reading.name().to_owned(), step.when.to_owned(), documents(step), terms]
        });
        for [reading, when, documents, terms] in std::iter::once(header).chain(rows) {
            let [first, second, third] = widths;
            let left =
                format!("{:GAP$}{reading:first$}{:GAP$}{when:second$}{:GAP$}{documents:>third$}", "", "", "");
            let room = style.width.map_or(usize::MAX, |width| width.saturating_sub(left.len() + GAP));
            let terms = terminal::cut(&terms, room);
            writeln!(out, "{}", format!("{left}{:GAP$}{terms}", "").trim_end())?;
        }
    }
    Ok(())
}

fn documents(step: &StepExplanation) -> String {
    step.documents.map_or_else(|| NOT_TRIED.to_owned(), |documents| HumanCount(documents as u64).to_string())
}

fn width(header: &str, cells: impl Iterator<Item = usize>) -> usize {
    cells.fold(header.len(), usize::max)
}

/// Writes a line a hit, and below it a line for each part of the query that it holds.
pub fn write_scores(query: &Query, hits: &[Hit], style: Style, out: &mut impl Write) -> io::Result<()> {
    for (at, hit) in hits.iter().enumerate() {
        let Some(explanation) = &hit.explanation else { continue };
        let factors = [explanation.title_factor, explanation.prior_factor];
        let factors: String =
            factors.iter().filter(|one| **one != 1.0).map(|one| format!(" × {one:.2}")).collect();
        writeln!(out, "\n{}. {}  {:.2}{factors}", at + 1, style.bold(&hit.title), hit.score)?;
        for score in &explanation.clauses {
            let words = query.clauses.get(score.clause).map(written).unwrap_or_default();
            let held: Vec<String> =
                score.occurrences.iter().map(|(field, count)| format!("{field} {count}")).collect();
            let near =
                if score.proximity > 0.0 { format!(", near {:+.2}", score.proximity) } else { String::new() };
            writeln!(
                out,
                "{:GAP$}{} [{}]  {}  {:+.2} (rarity {:.2}){near}",
                "",
                terminal::plain(&words),
                score.reading.name(),
                held.join(", "),
                score.words,
                score.rarity
            )?;
        }
    }
    Ok(())
}

/// The words of a clause.
fn written(clause: &Clause) -> String {
    let terms = clause.alternatives.iter().map(|term| {
        let words: Vec<&str> = term.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    });
    terms.collect::<Vec<_>>().join(" OR ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyseek_search::Reading;

    fn step(
        reading: Reading,
        when: &'static str,
        documents: Option<usize>,
        terms: &[&str],
    ) -> StepExplanation {
        StepExplanation {
            reading,
            when,
            documents,
            terms: terms.iter().map(|&term| term.to_owned()).collect(),
        }
    }

    #[test]
    fn columns_are_aligned_and_terms_cut() {
        let words = [
            WordExplanation {
                word: "검새".to_owned(),
                steps: vec![
                    step(Reading::Exact, "always", Some(0), &[]),
                    step(Reading::Prefix, "unfinished", Some(12_345), &["검색", "검색어", "검색엔진"]),
                ],
            },
            WordExplanation {
                word: "kafka".to_owned(),
                steps: vec![step(Reading::Scattered, "nothing found", None, &[])],
            },
        ];
        let check = |width, cut: &str| {
            let mut out = Vec::new();
            write_tables(&words, Style { width, marks: false }, &mut out).unwrap();
            let expected = format!(
                "\
검새
  reading    tried          documents  terms
  exact      always                 0
  prefix     unfinished        12,345  {cut}

kafka
  reading    tried          documents  terms
  scattered  nothing found          -
"
            );
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{width:?}");
        };
        check(None, "검색, 검색어, 검색엔진");
        check(Some(80), "검색, 검색어, 검색엔진");
        check(Some(53), "검색, 검색어,…");
        check(Some(52), "검색, 검색어…");
    }
}
