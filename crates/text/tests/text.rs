//! The analyzer as its users see it: properties that hold for any text, and the real posts.

mod text {
    pub mod keystrokes;
    pub mod posts;
    pub mod tokens;
}
