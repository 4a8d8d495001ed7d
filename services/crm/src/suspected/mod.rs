//! What came by forms and looks like spam: kept apart from leads until a colleague says that it is none, or throws it away.
//!
//! Programs send forms, too. What was sent faster than anybody writes, or reads like an advertisement, waits here with the reasons; nobody
//! is told of it, no rule runs, and it is nobody's lead. Let in, it becomes the lead it would have been at once, with the moment at
//! which it came and the words its sender agreed to then. What nobody looks at goes after [`model::KEPT_FOR`].

pub mod http;
pub mod jobs;
pub mod model;
pub mod store;
