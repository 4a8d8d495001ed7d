//! Taking out what is known of a person, as one archive: everything as JSON, their files, and a page to read.
//!
//! An export is a permission to fetch the archive for a while. The archive is made anew whenever it is fetched and kept nowhere,
//! so there is no copy that would have to be erased; who fetched it stays.

pub mod archive;
pub mod http;
pub mod index;
pub mod store;

pub use self::store::content;
