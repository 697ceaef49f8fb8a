//! Occurrences of a term that very many documents hold → tiers, the best first, see [`keyseek_index::tiers`].

use keyseek_index::manifest::Statistics;
use keyseek_index::norms::Norms;
use keyseek_index::postings::Posting;
use keyseek_index::terms::{Occurrence, posting};

/// How long lists are cut.
#[derive(Debug)]
pub(super) struct Tiering {
    /// How many postings of a list are the best.
    pub(super) first: usize,
    /// Of a list of more postings than this the best stand apart from the shard; of others they stand there.
    pub(super) apart: usize,
    /// What tells which postings are the best.
    pub(super) norms: Norms,
    pub(super) statistics: Statistics,
}

/// The occurrences of a term, cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// Those of the best.
    pub(super) best: Vec<Occurrence>,
    /// Whether these stand apart from the shard.
    pub(super) is_apart: bool,
    /// Those of the others.
    pub(super) others: Vec<Occurrence>,
}

impl Tiering {
    /// Cuts the occurrences of a term, which are sorted. Of postings of the same worth those of smaller documents come first.
    pub(super) fn cut(&self, occurrences: Vec<Occurrence>) -> Cut {
        let documents: Vec<&[Occurrence]> = occurrences.chunk_by(|a, b| a.doc == b.doc).collect();
        let count = documents.len();
        let is_apart = count > self.apart;
        if count <= self.first {
            return Cut { best: occurrences, is_apart, others: Vec::new() };
        }
        let postings: Vec<Posting> = documents.iter().map(|document| self.posting(document)).collect();
        let impacts = keyseek_search::impacts(&self.statistics, &postings);
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by(|a, b| impacts[*b].total_cmp(&impacts[*a]).then(a.cmp(b)));
        let (best, others) = order.split_at_mut(self.first);
        let occurrences = |places: &mut [usize]| {
            places.sort_unstable();
            places.iter().flat_map(|at| documents[*at]).copied().collect()
        };
        Cut { best: occurrences(best), is_apart, others: occurrences(others) }
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
        let cut = tiering(21, 6, usize::MAX).cut(all.clone());
        // Its title, then those with most occurrences, those of smaller documents first.
        assert_eq!(documents(&cut.best), [3, 4, 9, 14, 19, 20]);
        assert!(!cut.is_apart);
        let mut joined = [cut.best, cut.others].concat();
        joined.sort_unstable();
        assert_eq!(joined, all);
    }

    #[test]
    fn a_list_stands_apart_where_it_is_long_enough() {
        let check = |first, apart, best: usize, is_apart, others: usize| {
            let cut = tiering(21, first, apart).cut(occurrences(21));
            let given = (documents(&cut.best).len(), cut.is_apart, documents(&cut.others).len());
            assert_eq!(given, (best, is_apart, others), "{first} {apart}");
        };
        check(21, 21, 21, false, 0);
        check(21, 20, 21, true, 0);
        check(20, 20, 20, true, 1);
        check(20, 21, 20, false, 1);
        check(1, 5, 1, true, 20);
    }
}
