//! How an answer came about, for people who tune a site or this crate.

use crate::matches::Found;
use crate::plan::{PLAN, Step, When};
use crate::reading::Reading;
use serde::Serialize;

/// What was tried for a word of the query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WordExplanation {
    /// The word as folded by the analyzer.
    pub word: String,
    /// Every step of the plan, in order; behind them what the word finds when it is joined with a neighbour.
    pub steps: Vec<StepExplanation>,
}

/// A step of the plan and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepExplanation {
    /// The reading.
    pub reading: Reading,
    /// When the step is taken.
    pub when: &'static str,
    /// Documents found; none when the step was not taken.
    pub documents: Option<usize>,
    /// The terms that led to them, as text.
    pub terms: Vec<String>,
}

/// What was tried for a word.
#[derive(Clone, Copy)]
pub(crate) enum Tried<'a> {
    /// A step of the plan.
    Step(&'a Step),
    /// The word and the next one, written as one.
    WithNext,
    /// The word and the one before it, written as one.
    WithPrevious,
}

impl WordExplanation {
    pub(crate) fn new(word: &str) -> Self {
        let steps = PLAN.iter().map(|step| StepExplanation {
            reading: step.reading,
            when: match step.when {
                When::Always => "always",
                When::InLongQuery => "long query",
                When::UnfinishedOrNothing => "unfinished, or nothing found",
                When::Few => "few found",
                When::FewBegun => "few found, large index",
                When::NoTerm => "no term found",
                When::Nothing => "nothing found",
                When::Consonants => "consonants only",
            },
            documents: None,
            terms: Vec::new(),
        });
        Self { word: word.to_owned(), steps: steps.collect() }
    }

    pub(crate) fn add(&mut self, tried: Tried<'_>, found: &Found) {
        match tried {
            Tried::Step(step) => {
                let is_next =
                    |one: &&mut StepExplanation| one.reading == step.reading && one.documents.is_none();
                if let Some(explanation) = self.steps.iter_mut().find(is_next) {
                    explanation.set(found);
                }
            }
            Tried::WithNext => self.add_joined("with the next word", found),
            Tried::WithPrevious => self.add_joined("with the word before", found),
        }
    }

    fn add_joined(&mut self, when: &'static str, found: &Found) {
        let reading = Reading::Spaced;
        let mut joined = StepExplanation { reading, when, documents: None, terms: Vec::new() };
        joined.set(found);
        self.steps.push(joined);
    }
}

impl StepExplanation {
    fn set(&mut self, found: &Found) {
        self.documents = Some(found.matches.len());
        self.terms = found.needles.iter().map(|needle| keyseek_text::decode(&needle.key)).collect();
    }
}
