//! Capitals: where words begin inside of a word, as in `maxRetryCount` and `HTTPServer`.
//!
//! Folding would forget it, so this is asked of the text as it was written. What underscores, dots and hyphens join is a written
//! form, and not looked at here.

/// Whether a word begins at a capital of an identifier: behind a small letter or a digit, or as the last of several, where a
/// word of small letters follows. `URLs` and `IDs` are one word.
///
/// ```
/// use keyseek_text::begins_inner_word;
/// let borders = |word: &str| (0..word.len()).filter(|at| begins_inner_word(word.as_bytes(), *at)).collect::<Vec<_>>();
/// assert_eq!(borders("maxRetryCount"), [3, 8]);
/// assert_eq!(borders("HTTPServer"), [4]);
/// assert!(borders("URLs").is_empty());
/// ```
pub fn begins_inner_word(text: &[u8], at: usize) -> bool {
    let is = |at: usize, kind: fn(&u8) -> bool| text.get(at).is_some_and(kind);
    let Some(before) = at.checked_sub(1).filter(|_| is(at, u8::is_ascii_uppercase)) else { return false };
    let is_small = u8::is_ascii_lowercase;
    is(before, |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        || is(before, u8::is_ascii_uppercase) && is(at + 1, is_small) && is(at + 2, is_small)
}
