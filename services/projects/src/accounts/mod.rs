//! What projects knows of accounts: their names, and which other one they ended in. A project keeps the account it was sold
//! to. As long as that one has ended in another, the project is shown with, and found by, the one that goes on; that is
//! decided when somebody asks, so a merge that is undone needs nothing.

pub mod store;
