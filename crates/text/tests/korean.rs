//! Particles, endings and English forms as the callers see them.

mod korean {
    pub mod english;
    pub mod nouns;
    pub mod strips;
    pub mod typing;
}
