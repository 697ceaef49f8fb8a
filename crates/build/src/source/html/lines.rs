//! Text as a reader sees it: white space collapsed to single spaces, blocks on lines of their own.

use super::elements::Gap;

/// Text under construction. A gap is written only when text follows, so there is none at the end and no
/// double one.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: String,
    pending: Gap,
}

impl Lines {
    /// Bytes written.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What was written from there on.
    pub(super) fn since(&self, start: usize) -> &str {
        self.text.get(start..).unwrap_or_default()
    }

    /// Takes back what was written from there on, but not the gap before it.
    pub(super) fn cut(&mut self, start: usize) {
        let gap = match self.since(start).bytes().next() {
            Some(b'\n') => Gap::Line,
            Some(b'\t') => Gap::Cell,
            Some(b' ') => Gap::Space,
            _ => Gap::None,
        };
        if self.text.is_char_boundary(start) {
            self.text.truncate(start);
        }
        self.gap(gap);
    }

    /// Separates what is written next from what was written last, at least so much.
    pub(super) fn gap(&mut self, gap: Gap) {
        if gap == Gap::Line {
            // Preformatted text may end in white space. It goes now rather than when the gap is written, so
            // that a place taken after the gap stays right.
            self.text.truncate(self.text.trim_ascii_end().len());
        }
        self.pending = self.pending.max(gap);
    }

    /// Writes text in which a run of white space is one space.
    pub(super) fn write(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let word = rest.trim_ascii_start();
            if word.len() < rest.len() {
                self.gap(Gap::Space);
            }
            if word.is_empty() {
                return;
            }
            // Words with single spaces between them are the normal case and are copied in one piece.
            let end = end_of_plain_run(word);
            self.flush();
            self.text.push_str(&word[..end]);
            rest = &word[end..];
        }
    }

    /// Writes preformatted text: line breaks and indentation stay.
    pub(super) fn write_verbatim(&mut self, text: &str) {
        if self.pending == Gap::Line || self.text.is_empty() {
            let kept = text.trim_start_matches(['\n', '\r']);
            if kept.trim_ascii().is_empty() {
                return;
            }
            self.flush();
            self.text.push_str(kept);
        } else {
            self.flush();
            self.text.push_str(text);
        }
    }

    /// The text, without white space at its end.
    pub(super) fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_ascii_end().len());
        self.text
    }

    fn flush(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        if self.text.is_empty() {
            return;
        }
        match pending {
            Gap::None => {}
            // Preformatted text may have ended in white space of its own.
            Gap::Space if self.text.ends_with([' ', '\n', '\t']) => {}
            Gap::Space => self.text.push(' '),
            Gap::Cell => self.text.push('\t'),
            Gap::Line => self.text.push('\n'),
        }
    }
}

/// Up to the first white space that is not one space between two words.
fn end_of_plain_run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b' ' if bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace) => return at,
            b'\t' | b'\n' | b'\r' | b'\x0c' => return at,
            _ => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_collapses_and_gaps_do_not_add_up() {
        let mut lines = Lines::default();
        lines.gap(Gap::Line);
        lines.write("  a  b\n c ");
        lines.gap(Gap::Cell);
        lines.gap(Gap::Line);
        lines.write("d");
        lines.gap(Gap::Line);
        lines.write_verbatim("\n  x\n    y\n");
        lines.gap(Gap::Line);
        lines.write(" z ");
        assert_eq!(lines.finish(), "a b c\nd\n  x\n    y\nz");
    }
}
