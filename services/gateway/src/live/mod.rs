//! Live updates: what changes in an organisation is told to everybody of it who has the console open.
//!
//! Each replica reads what the services publish once ([`feed`]), keeps the latest of each organisation for a few minutes
//! ([`hub`]), and every open connection reads on from where it is ([`connection`]). A connection holds a place in these
//! lists and no queue of its own, so a thousand of them need little memory, and one that reads slowly holds up nobody.
//!
//! The streams of JetStream are read, not the bare subjects: their sequence numbers mean the same to every replica and
//! outlive restarts. So somebody who loses the connection, because the network failed or a new version was installed,
//! goes on at any replica where they stopped, and NATS being away for a while loses nothing. Bare subjects would make
//! all of them fetch everything again at the same moment.

mod change;
mod connection;
mod feed;
mod http;
mod hub;
mod position;
mod ring;

pub use feed::run;
pub use http::routes;
pub use hub::Hub;

use kernel::Permission;

/// Who publishes, and what it takes to hear of it. Positions name them by their place here, so new ones come last.
const SOURCES: [(&str, Permission); 5] = [
    ("identity", Permission::ReadMembers),
    ("crm", Permission::ReadCrm),
    ("projects", Permission::ReadProjects),
    ("billing", Permission::ReadBilling),
    ("expenses", Permission::ReadExpenses),
];

/// A place in [`SOURCES`].
type Source = usize;
/// Something for each source.
type Each<T> = [T; SOURCES.len()];
