//! How good rankings are, by judgements.
//!
//! nDCG: Järvelin, Kekäläinen, "Cumulated gain-based evaluation of IR techniques" (2002), with the gain `2^grade − 1` of
//! Burges et al., "Learning to Rank using Gradient Descent" (2005), and the discount `log2(rank + 1)`. Where every grade
//! is 1, this gain and the linear one are the same.

use super::{DEPTH, Ranking};
use std::collections::BTreeMap;

/// Ranks that nDCG and the reciprocal rank look at.
const PAGE: usize = 10;

/// The grade of each document that is relevant to a query; above 0.
pub type Judgements = BTreeMap<usize, u32>;

/// Means over all queries, shares of 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Metrics {
    /// Normalised discounted cumulated gain of the first ten.
    pub ndcg: f64,
    /// Mean average precision: of the precision at the rank of each relevant document, 0 for one that is not among the
    /// first [`DEPTH`].
    pub map: f64,
    /// Mean reciprocal rank of the first relevant document, 0 where it is not among the first ten.
    pub mrr: f64,
    /// Queries whose first document is relevant.
    pub first: f64,
    /// Queries that no document was found for.
    pub empty: f64,
}

impl Metrics {
    /// The metrics of the rankings of several queries, each with its judgements.
    pub fn mean<'a>(rankings: impl IntoIterator<Item = (&'a Ranking, &'a Judgements)>) -> Self {
        let (mut sum, mut queries) = (Self::default(), 0.0);
        for (ranking, judgements) in rankings {
            let one = Self::of(ranking, judgements);
            sum.ndcg += one.ndcg;
            sum.map += one.map;
            sum.mrr += one.mrr;
            sum.first += one.first;
            sum.empty += one.empty;
            queries += 1.0;
        }
        let mean = |sum: f64| if queries > 0.0 { sum / queries } else { 0.0 };
        Self {
            ndcg: mean(sum.ndcg),
            map: mean(sum.map),
            mrr: mean(sum.mrr),
            first: mean(sum.first),
            empty: mean(sum.empty),
        }
    }

    /// The metrics of one query's ranking.
    pub fn of(ranking: &[usize], judgements: &Judgements) -> Self {
        let first = ranking.iter().take(PAGE).position(|doc| judgements.contains_key(doc));
        Self {
            ndcg: ndcg(ranking, judgements),
            map: average_precision(ranking, judgements),
            mrr: first.map_or(0.0, |at| 1.0 / (at + 1) as f64),
            first: f64::from(first == Some(0)),
            empty: f64::from(ranking.is_empty()),
        }
    }
}

fn ndcg(ranking: &[usize], judgements: &Judgements) -> f64 {
    let mut grades: Vec<u32> = judgements.values().copied().collect();
    grades.sort_unstable_by(|a, b| b.cmp(a));
    let ideal = cumulated_gain(grades.into_iter());
    let found = cumulated_gain(ranking.iter().map(|doc| judgements.get(doc).copied().unwrap_or(0)));
    if ideal > 0.0 { found / ideal } else { 0.0 }
}

fn cumulated_gain(grades: impl Iterator<Item = u32>) -> f64 {
    let gain = |(at, grade)| (f64::exp2(f64::from(grade)) - 1.0) / ((at + 2) as f64).log2();
    grades.take(PAGE).enumerate().map(gain).sum()
}

fn average_precision(ranking: &[usize], judgements: &Judgements) -> f64 {
    let (mut relevant, mut sum) = (0.0, 0.0);
    for (at, doc) in ranking.iter().take(DEPTH).enumerate() {
        if judgements.contains_key(doc) {
            relevant += 1.0;
            sum += relevant / (at + 1) as f64;
        }
    }
    sum / judgements.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected are nDCG, average precision and reciprocal rank.
    fn check(ranking: &[usize], judgements: &[(usize, u32)], expected: [f64; 3]) {
        let judgements = judgements.iter().copied().collect();
        let metrics = Metrics::of(ranking, &judgements);
        for (found, expected) in [metrics.ndcg, metrics.map, metrics.mrr].into_iter().zip(expected) {
            assert!((found - expected).abs() < 1e-4, "{ranking:?} {judgements:?}: {metrics:?}");
        }
        assert_eq!(metrics.first == 1.0, expected[2] == 1.0);
        assert_eq!(metrics.empty == 1.0, ranking.is_empty());
    }

    #[test]
    fn one_relevant_document() {
        check(&[7, 8, 9], &[(7, 1)], [1.0, 1.0, 1.0]);
        // 1 / log2(3)
        check(&[8, 7, 9], &[(7, 1)], [0.6309, 0.5, 0.5]);
        check(&[8, 9], &[(7, 1)], [0.0, 0.0, 0.0]);
        check(&[], &[(7, 1)], [0.0, 0.0, 0.0]);
    }

    #[test]
    fn several_relevant_documents() {
        // Gains at ranks 1 and 3: 1 + 1/2. Ideal of three: 1 + 1/log2(3) + 1/2. Precisions 1/1 and 2/3, and 0.
        check(&[1, 8, 2, 9], &[(1, 1), (2, 1), (3, 1)], [1.5 / 2.1309, 5.0 / 9.0, 1.0]);
    }

    #[test]
    fn a_grade_counts_two_to_its_power() {
        // Grade 3 gains 7, grade 1 gains 1: (1 + 7/log2(3)) / (7 + 1/log2(3)).
        check(&[1, 2], &[(1, 1), (2, 3)], [5.4165 / 7.6309, 1.0, 1.0]);
    }

    #[test]
    fn ranks_beyond_the_page_and_the_depth() {
        // At rank 11, 1/11 counts for the average precision alone; at rank 101 nothing does.
        let at_rank = |rank: usize| (1..rank).map(|doc| doc + 1000).chain([7]).collect::<Vec<_>>();
        check(&at_rank(10), &[(7, 1)], [1.0 / 11f64.log2(), 0.1, 0.1]);
        check(&at_rank(11), &[(7, 1)], [0.0, 1.0 / 11.0, 0.0]);
        check(&at_rank(101), &[(7, 1)], [0.0, 0.0, 0.0]);
    }

    #[test]
    fn more_relevant_documents_than_ranks() {
        // The ideal page is full of relevant documents, so ten of twelve are as good as it gets.
        let judgements: Vec<_> = (0..12).map(|doc| (doc, 1)).collect();
        check(&(0..10).collect::<Vec<_>>(), &judgements, [1.0, 10.0 / 12.0, 1.0]);
    }

    #[test]
    fn the_mean_is_over_queries() {
        let judgements: Judgements = [(7, 1)].into();
        let rankings = [vec![7], vec![8, 7], vec![]];
        let mean = Metrics::mean(rankings.iter().map(|ranking| (ranking, &judgements)));
        assert!((mean.mrr - 0.5).abs() < 1e-9);
        assert!((mean.first - 1.0 / 3.0).abs() < 1e-9);
        assert!((mean.empty - 1.0 / 3.0).abs() < 1e-9);
    }
}
