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
    /// Every step of the plan, in order.
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

impl WordExplanation {
    pub(crate) fn new(word: &str) -> Self {
        let steps = PLAN.iter().map(|step| StepExplanation {
            reading: step.reading,
            when: match step.when {
                When::Always => "always",
                When::UnfinishedOrNothing => "unfinished, or nothing found",
                When::Few => "few found",
                When::Nothing => "nothing found",
            },
            documents: None,
            terms: Vec::new(),
        });
        Self { word: word.to_owned(), steps: steps.collect() }
    }

    pub(crate) fn add(&mut self, step: &Step, found: &Found) {
        let is_next = |one: &&mut StepExplanation| one.reading == step.reading && one.documents.is_none();
        if let Some(explanation) = self.steps.iter_mut().find(is_next) {
            explanation.documents = Some(found.matches.len());
            explanation.terms =
                found.needles.iter().map(|needle| keyseek_text::decode(&needle.key)).collect();
        }
    }
}
