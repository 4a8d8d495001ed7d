//! Exports over HTTP. A file needs the permission of its list.

use std::collections::HashMap;

use exports::Names;
use exports::letters::ListDeadLetters;
use platform::{Read, Result};
use uuid::Uuid;

use super::store;
use crate::decisions::http::ListDecisions;
use crate::people::http::ListPeople;
use crate::projects::http::ListProjects;
use crate::projects::parts::{ListMilestones, ListTasks};
use crate::time::http::ListTime;

/// People, the members they are, and projects.
struct Known;

impl Names for Known {
    async fn names(db: &mut Read, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
        store::names(db, ids).await
    }
}

exports::routes! {
    Known;
    projects "projects" ReadProjects ListProjects, "projects";
    milestones "milestones" ReadProjects ListMilestones, "milestones of projects";
    tasks "tasks" ReadProjects ListTasks, "tasks of projects";
    people "people" ReadProjects ListPeople, "people";
    time_entries "time-entries" ReadProjects ListTime, "time entries";
    decisions "decisions" ReadProjects ListDecisions, "questions that wait for a person";
    dead_letters "dead-letters" ReadOperations ListDeadLetters, "events that could not be applied";
}
