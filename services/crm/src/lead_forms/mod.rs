//! Forms on web pages with which people leave their name.
//!
//! A form is reached by its key, which stands in the page and so is no secret; it only has to be impossible to guess. The
//! key names the organisation it belongs to and holds 128 random bits. Whoever sends something is nobody known, so nothing
//! about them is believed: the organisation a key names is opened like any other, with row-level security hiding all
//! others, and there the whole key has to be found. A key that was made up therefore finds nothing, whatever organisation
//! it names, and answers are the same whether an organisation, a form or a lead exists or not.

pub mod http;
pub mod key;
pub mod model;
pub mod pages;
pub mod public;
pub mod sites;
pub mod store;
pub mod token;
