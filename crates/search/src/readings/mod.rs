//! Readings of a word, one file a kind. Each function finds the documents of one reading and knows nothing of the
//! others; when it is tried, the plan says.

pub(crate) mod inflected;
pub(crate) mod initials;
pub(crate) mod layout;
pub(crate) mod phrase;
pub(crate) mod segments;
pub(crate) mod typed;
pub(crate) mod typo;
