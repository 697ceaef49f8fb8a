//! What is said of a query that was not wholly understood: plain sentences that say what was done with it.

use super::MAX_WORDS;

/// More words than are searched for.
pub(super) const TOO_LONG: &str = "Only the first 32 words of the query were searched for.";
const _: () = assert!(MAX_WORDS == 32);

/// A quotation mark without a second one.
pub(super) const UNCLOSED: &str =
    "A quotation mark is not closed, so the phrase was taken to go on to the end.";

/// Nothing but exclusions.
pub(super) const ONLY_EXCLUDED: &str =
    "The query only says what to leave out, so all other documents are listed.";

/// A name before a colon that is no field.
pub(super) fn unknown_field(name: &str) -> String {
    let mut warning = String::from("There is no field “");
    for part in [name, "”, so this was searched for as text. The fields are title, heading, tag and body."]
    {
        warning.push_str(part);
    }
    warning
}
