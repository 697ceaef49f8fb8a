//! Languages without spaces: runs of Han, kana, Thai, Lao, Khmer and Burmese → words, by ICU4X.
//!
//! Only the builder has the segmenter; a query is cut by a walk over the terms of the index.

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use keyseek_text::Script;
use std::ops::Range;

/// Whether the words of a script run together.
pub(super) const fn has_no_spaces(script: Script) -> bool {
    matches!(script, Script::Han | Script::Kana | Script::Thai)
}

/// Cuts runs into words.
#[derive(Default)]
pub(super) struct Segmenter {
    /// Made at the first run: most documents have none.
    segmenter: Option<WordSegmenterBorrowed<'static>>,
}

impl Segmenter {
    /// The words of a folded run, which they concatenate to.
    pub(super) fn words(&mut self, run: &str) -> Vec<Range<usize>> {
        let create = || WordSegmenter::new_auto(WordBreakInvariantOptions::default());
        let segmenter = self.segmenter.get_or_insert_with(create);
        let breaks: Vec<usize> = segmenter.segment_str(run).collect();
        breaks.windows(2).map(|pair| pair[0]..pair[1]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_cut_into_words() {
        let check = |run: &str, expect: &str| {
            let words: Vec<_> = Segmenter::default().words(run).into_iter().map(|word| &run[word]).collect();
            assert_eq!(words.join("|"), expect);
        };
        check("全文検索", "全文|検索");
        check("東京に行きました", "東京|に|行き|まし|た");
        check("搜索引擎", "搜索|引擎");
        check("สวัสดีชาวโลก", "สวัสดี|ชาว|โลก");
        check("カフカ", "カフカ");
        check("石", "石");
        check("", "");
    }
}
