//! What billing knows of projects: whom an invoice for one may go to. The projects themselves belong to another service.

pub mod store;

use kernel::{AccountId, DealId, Name, ProjectId};

/// A project as far as invoices need it.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// Its id.
    pub project_id: ProjectId,
    /// The client, when it has one.
    pub account_id: Option<AccountId>,
    /// The deal it came from.
    pub deal_id: Option<DealId>,
    /// Its name.
    pub name: Name,
}

impl From<contracts::projects::Project> for Project {
    fn from(project: contracts::projects::Project) -> Self {
        let contracts::projects::Project { project_id, account_id, deal_id, name, .. } = project;
        Self { project_id, account_id, deal_id, name }
    }
}
