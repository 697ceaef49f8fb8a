//! Occurrences of a term that very many documents hold → tiers, the best first, see [`keyseek_index::tiers`].

use keyseek_index::manifest::Statistics;
use keyseek_index::norms::Norms;
use keyseek_index::postings::Posting;
use keyseek_index::terms::{Occurrence, posting};

/// All tiers up to one have so many times the postings of all tiers before it.
const GROWTH: usize = 4;

/// How long lists are cut.
#[derive(Debug)]
pub(super) struct Tiering {
    /// Postings of the first tier.
    pub(super) first: usize,
    /// Of a list of more postings than this all tiers stand apart from the shard; of others the first stands there.
    pub(super) apart: usize,
    /// What tells which postings are the best.
    pub(super) norms: Norms,
    pub(super) statistics: Statistics,
}

/// The occurrences of a term, cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// Those that stand in the shard.
    pub(super) here: Vec<Occurrence>,
    /// Those of each tier that stands apart.
    pub(super) apart: Vec<Vec<Occurrence>>,
}

impl Tiering {
    /// Cuts the occurrences of a term, which are sorted. Of postings of the same worth those of smaller documents come first.
    pub(super) fn cut(&self, occurrences: Vec<Occurrence>) -> Cut {
        let documents: Vec<&[Occurrence]> = occurrences.chunk_by(|a, b| a.doc == b.doc).collect();
        let count = documents.len();
        if count <= self.first.min(self.apart) {
            return Cut { here: occurrences, apart: Vec::new() };
        }
        if count <= self.first {
            return Cut { here: Vec::new(), apart: vec![occurrences] };
        }
        let postings: Vec<Posting> = documents.iter().map(|document| self.posting(document)).collect();
        let impacts = keyseek_search::impacts(&self.statistics, &postings);
        let mut best: Vec<usize> = (0..count).collect();
        best.sort_by(|a, b| impacts[*b].total_cmp(&impacts[*a]).then(a.cmp(b)));
        let mut tiers = Vec::new();
        let (mut start, mut end) = (0, self.first);
        while start < count {
            let tier = &mut best[start..end.min(count)];
            tier.sort_unstable();
            tiers.push(tier.iter().flat_map(|at| documents[*at]).copied().collect());
            (start, end) = (end, end.saturating_mul(GROWTH));
        }
        let here = if count > self.apart { Vec::new() } else { tiers.remove(0) };
        Cut { here, apart: tiers }
    }

    fn posting(&self, document: &[Occurrence]) -> Posting {
        let posting = posting(document);
        Posting { norms: self.norms.of(posting.doc), ..posting }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyseek_index::norms::NormsWriter;
    use keyseek_index::{DocId, Field};

    /// Document *n* holds the term *n* mod 5 + 1 times in a body of 20 words; the last one is named so.
    fn occurrences(documents: DocId) -> Vec<Occurrence> {
        let times = |doc| (0..doc % 5 + 1).map(move |position| (doc, position));
        let body = (0..documents).flat_map(times);
        let mut all: Vec<_> = body
            .map(|(doc, position)| Occurrence { doc, position: 9 + position, field: Field::Body })
            .collect();
        all.push(Occurrence { doc: documents - 1, position: 0, field: Field::Title });
        all.sort_unstable();
        all
    }

    fn tiering(documents: DocId, first: usize, apart: usize) -> Tiering {
        let mut norms = NormsWriter::default();
        (0..documents).for_each(|_| norms.add([1, 0, 0, 20]));
        let field_words = norms.totals();
        let norms = Norms::new(&norms.finish(), documents).unwrap();
        let statistics = Statistics { documents, field_words, ..Statistics::default() };
        Tiering { first, apart, norms, statistics }
    }

    fn documents(occurrences: &[Occurrence]) -> Vec<DocId> {
        occurrences.chunk_by(|a, b| a.doc == b.doc).map(|document| document[0].doc).collect()
    }

    #[test]
    fn the_best_come_first_and_none_is_lost() {
        let all = occurrences(21);
        let cut = tiering(21, 3, usize::MAX).cut(all.clone());
        // Its title, then those with most occurrences.
        assert_eq!(documents(&cut.here), [4, 9, 20]);
        let tiers: Vec<_> = cut.apart.iter().map(|tier| documents(tier)).collect();
        assert_eq!(tiers, [vec![2, 3, 7, 8, 12, 13, 14, 18, 19], vec![0, 1, 5, 6, 10, 11, 15, 16, 17]]);
        let mut joined = [vec![cut.here], cut.apart].concat().concat();
        joined.sort_unstable();
        assert_eq!(joined, all);
    }

    #[test]
    fn a_list_stands_apart_where_it_is_long_enough() {
        let check = |first, apart, expected_here: usize, expected_apart: &[usize]| {
            let cut = tiering(21, first, apart).cut(occurrences(21));
            let apart: Vec<_> = cut.apart.iter().map(|tier| documents(tier).len()).collect();
            assert_eq!((documents(&cut.here).len(), apart.as_slice()), (expected_here, expected_apart));
        };
        check(21, 21, 21, &[]);
        check(21, 20, 0, &[21]);
        check(20, 20, 0, &[20, 1]);
        check(20, 21, 20, &[1]);
        check(1, 5, 0, &[1, 3, 12, 5]);
    }
}
