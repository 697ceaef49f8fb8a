//! What is asked beside the text.

use keyseek_search::{Filter, Mode, Prior, SearchOptions, SortKey};

/// What is asked of a text.
#[derive(Default)]
pub enum Wanted {
    #[default]
    Hits,
    /// An answer with suggestions and nothing else.
    Completions,
    /// What is similar to the document with the text as its address: an answer with hits and nothing else.
    Similar,
}

/// What was asked so far.
#[derive(Default)]
pub struct Request {
    pub wanted: Wanted,
    pub options: SearchOptions,
}

impl Request {
    /// Adds an option: a number and a text, so that nothing is to be parsed; `www/options.js` has the numbers, too.
    ///
    /// ```text
    /// 0 any, 1 all, 2 none, 3 range   a new filter of the column that is the text
    /// 4                               a value of the last filter
    /// 5                               a column to count the values of
    /// 6 ascending, 7 descending       a column to sort by
    /// 8                               hits are to explain their scores
    /// 9 completions, 10 similar       what is wanted rather than hits
    /// 16 and more                     a weight, plus 16, of the sign that is the text; `prior:` and a column is a prior
    /// ```
    pub fn add(&mut self, code: f64, text: &str) {
        let options = &mut self.options;
        let mode = match code as u8 {
            0 => Mode::Any,
            1 => Mode::All,
            2 => Mode::None,
            3 => Mode::Range,
            4 => {
                if let Some(filter) = options.filters.last_mut() {
                    filter.values.push(text.to_owned());
                }
                return;
            }
            5 => return options.facets.push(text.to_owned()),
            8 => return options.explain = true,
            9 => return self.wanted = Wanted::Completions,
            10 => return self.wanted = Wanted::Similar,
            16.. => {
                let weight = code as f32 - 16.0;
                match text.strip_prefix("prior:") {
                    Some(column) => options.prior = Some(Prior { column: column.to_owned(), weight }),
                    None => _ = options.weights.set(text, weight),
                }
                return;
            }
            order => return options.sort.push(SortKey { column: text.to_owned(), descending: order == 7 }),
        };
        options.filters.push(Filter { column: text.to_owned(), mode, values: Vec::new() });
    }
}
