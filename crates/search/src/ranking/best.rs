//! Of many documents the best, in order, without putting all in order.

use super::{Order, Ranked, Ranking};
use crate::order;

/// As many documents are put in order at a time, or twice as many as are asked for.
const ROOM: usize = 512;

/// The best of many documents, which come in the order of their ids: those that cannot be among them are not kept.
pub(super) struct Best<'a> {
    order: &'a Order<'a>,
    most: usize,
    kept: Vec<Ranked>,
    /// The key of the last of the best so far, once there are enough; only smaller ones are better.
    last: u32,
    total: usize,
}

impl<'a> Best<'a> {
    pub(super) const fn new(order: &'a Order<'a>, most: usize) -> Self {
        Self { order, most, kept: Vec::new(), last: u32::MAX, total: 0 }
    }

    pub(super) fn add(&mut self, one: Ranked) {
        self.total += 1;
        if self.order.key(&one) < self.last {
            self.kept.push(one);
            if self.kept.len() / 2 > self.most.max(ROOM) {
                self.cut();
            }
        }
    }

    /// Puts what was kept in order, and leaves the best. Documents of one key stay in the order in which they came.
    fn cut(&mut self) {
        let mut keys = Vec::with_capacity(self.kept.len());
        for (at, one) in (0..).zip(&self.kept) {
            keys.push(u64::from(self.order.key(one)) << 32 | at);
        }
        order::sort_from(32, &mut keys);
        let mut best = Vec::with_capacity(self.most.min(keys.len()));
        for key in keys.into_iter().take(self.most) {
            if let Some(one) = self.kept.get(key as u32 as usize) {
                best.push(*one);
            }
        }
        if best.len() == self.most {
            self.last = best.last().map_or(0, |one| self.order.key(one));
        }
        self.kept = best;
    }

    pub(super) fn finish(mut self) -> Ranking {
        self.cut();
        Ranking { ranked: self.kept, total: self.total, complete: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Weights;
    use super::*;
    use crate::reading::Reading;
    use proptest::prelude::*;

    /// Few scores, so that there are ties.
    fn documents() -> impl Strategy<Value = Vec<Ranked>> {
        let one = (0..6u8, 0..11u8, 0..4u32);
        prop::collection::vec(one, 0..2500).prop_map(|all| {
            let ranked = |(doc, (score, reading, clauses))| Ranked {
                clauses,
                ..Ranked::new(doc, f32::from(score), Reading::of_number(reading))
            };
            (0..).zip(all).map(ranked).collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_best_are_those_of_a_full_sort(
            documents in documents(),
            most in prop_oneof![0..40usize, 0..2500usize, Just(usize::MAX)],
            is_long: bool, complete_first: bool, strict_first: bool,
        ) {
            let weights = Weights { complete_first, strict_first, ..Weights::default() };
            let order = Order { weights: &weights, all: 3, is_long };
            let mut best = Best::new(&order, most);
            for one in &documents {
                best.add(*one);
            }
            let found = best.finish();
            let mut expected = documents.clone();
            expected.sort_by_key(|one| order.key(one));
            expected.truncate(most);
            prop_assert_eq!(found.ranked, expected);
            prop_assert_eq!(found.total, documents.len());
        }
    }
}
