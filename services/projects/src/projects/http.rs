//! Projects over HTTP.

use chrono::NaiveDate;
use contracts::projects::{Project as Image, ProjectStatus};
use exports::List;
use kernel::{AccountId, Cursor, DealId, Hours, Limit, Money, Name, Note, Page, Permission, ProjectId};
use platform::{Created, Db, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Change, OwnProject, Project};
use super::store::{self, Filter};
use crate::accounts;
use crate::decisions::{self, Action};

/// The routes of projects.
pub fn routes() -> Routes {
    use Permission::{ReadProjects, WriteProjects};
    Routes::new("projects")
        .get("/v1/projects", ReadProjects, "List projects", list)
        .post("/v1/projects", WriteProjects, "Open a project that no deal is behind", create)
        .get("/v1/projects/{project_id}", ReadProjects, "A project with its milestones and tasks", get)
        .patch("/v1/projects/{project_id}", WriteProjects, "Change the name, budget or first day of a project", change)
        .post("/v1/projects/{project_id}/hold", WriteProjects, "Stop a project until a person decides", hold)
        .post(
            "/v1/projects/{project_id}/resume",
            WriteProjects,
            "Go on with a project that was stopped or cancelled",
            resume,
        )
        .post("/v1/projects/{project_id}/cancel", WriteProjects, "Give a project up", cancel)
        .post("/v1/projects/{project_id}/complete", WriteProjects, "Say that a project is done", complete)
}

/// A project.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProjectView {
    /// The project as it is published.
    #[serde(flatten)]
    project: Image,
    /// Counts the changes of the project; the same as in the ETag.
    version: i64,
}

impl ProjectView {
    /// A project as people are to see it now: with the client its account stands for.
    pub(super) async fn of(db: &mut Db, project: Project) -> Result<Self> {
        Self::all(db, vec![project]).await?.pop().ok_or_else(|| Problem::internal("the project to show is gone"))
    }

    /// The same of several projects, with one question for all of them.
    async fn all(db: &mut Db, projects: Vec<Project>) -> Result<Vec<Self>> {
        let mut clients: Vec<AccountId> = projects.iter().filter_map(|project| project.image.account_id).collect();
        clients.sort_unstable();
        clients.dedup();
        let standing = accounts::store::standing(db, &clients).await?;
        let view = |Project { mut image, version, .. }: Project| {
            if let Some((account, name)) = image.account_id.and_then(|client| standing.get(&client)) {
                image.account_id = Some(*account);
                image.account_name = Some(name.clone());
            }
            Self { project: image, version }
        };
        Ok(projects.into_iter().map(view).collect())
    }
}

/// A project to open.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateProject {
    /// Name.
    name: Name,
    /// Hours it may take; none when left out.
    #[serde(default)]
    budget_hours: Hours,
    /// What it may come to; also says the project's currency. Nothing in the base currency when left out.
    #[serde(default)]
    budget_amount: Option<Money>,
    /// First day; today when left out.
    #[serde(default)]
    starts_on: Option<NaiveDate>,
}

/// Fields of a project to replace; what is left out stays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeProject {
    /// Name.
    #[serde(default)]
    name: Option<Name>,
    /// Hours sold.
    #[serde(default)]
    budget_hours: Option<Hours>,
    /// What the client pays, in the project's currency.
    #[serde(default)]
    budget_amount: Option<Money>,
    /// First day.
    #[serde(default)]
    starts_on: Option<NaiveDate>,
}

/// Why something is done.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Why.
    pub(super) reason: Note,
}

/// The order of a list of projects.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
pub enum Sort {
    /// Those that start latest first.
    #[default]
    #[serde(rename = "-starts_on")]
    Latest,
    /// By name.
    #[serde(rename = "name")]
    Name,
}

/// Which projects to list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListProjects {
    /// Only those in this state.
    status: Option<ProjectStatus>,
    /// Only those of this client and of accounts that ended in it.
    account_id: Option<AccountId>,
    /// Only the one of this deal.
    deal_id: Option<DealId>,
    /// Only those with these words in their name, whatever their case and accents.
    name: Option<Name>,
    /// The order; the cursor belongs to it.
    #[serde(default)]
    sort: Sort,
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// A project that may be changed, or 404.
pub(super) async fn locked(tx: &mut Tx, id: ProjectId) -> Result<Project> {
    let project = store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("project"))?;
    tx.if_match(project.version)?;
    Ok(project)
}

/// Keeps a change, publishes it and answers with the project.
pub(super) async fn keep<E: contracts::Event>(mut tx: Tx, project: Project, event: &E) -> Result<Reply<ProjectView>> {
    store::save(&mut tx, &project).await?;
    tx.publish(project.version, event)?;
    let version = project.version;
    let view = ProjectView::of(&mut tx, project).await?;
    tx.reply(version, view).await
}

/// Answers with a project nothing was changed of.
pub(super) async fn unchanged(mut tx: Tx, project: Project) -> Result<Reply<ProjectView>> {
    let version = project.version;
    let view = ProjectView::of(&mut tx, project).await?;
    tx.reply(version, view).await
}

impl ListProjects {
    /// All that are in a state, the latest first.
    pub(super) fn in_state(status: Option<ProjectStatus>) -> Self {
        Self { status, account_id: None, deal_id: None, name: None, sort: Sort::default(), limit: None, cursor: None }
    }
}

impl List for ListProjects {
    type Item = ProjectView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<ProjectView>> {
        let Self { status, account_id, deal_id, ref name, .. } = *self;
        let accounts = match account_id {
            Some(client) => Some(accounts::store::family(db, client).await?),
            None => None,
        };
        let filter = Filter { status, accounts, deal_id, name: name.clone() };
        let strange = |error: kernel::CursorError| Problem::field("cursor", error.to_string());
        let page = match self.sort {
            Sort::Latest => {
                let after = cursor.map(|cursor| cursor.decode()).transpose().map_err(strange)?;
                let rows = store::list_latest(db, &filter, after, limit).await?;
                Page::from_rows(rows, limit, |row| (row.image.starts_on, row.image.project_id))
            }
            Sort::Name => {
                let after = cursor.map(|cursor| cursor.decode()).transpose().map_err(strange)?;
                let rows = store::list_by_name(db, &filter, after, limit).await?;
                Page::from_rows(rows, limit, |row| (row.image.name.clone(), row.image.project_id))
            }
        };
        let Page { items, next_cursor } = page;
        Ok(Page { items: ProjectView::all(db, items).await?, next_cursor })
    }
}

async fn list(mut db: Read, Query(query): Query<ListProjects>) -> Result<Reply<Page<ProjectView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn get(mut db: Read, Path(id): Path<ProjectId>) -> Result<Reply<ProjectView>> {
    let project = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("project"))?;
    Ok(Reply::of(project.version, ProjectView::of(&mut db, project).await?))
}

async fn create(mut tx: Tx, Json(body): Json<CreateProject>) -> Result<Created<ProjectView>> {
    let own = OwnProject {
        name: body.name,
        budget_hours: body.budget_hours,
        budget_amount: body.budget_amount.unwrap_or(Money::zero(tx.base_currency)),
        starts_on: body.starts_on.unwrap_or(tx.today()),
    };
    let (project, created) = Project::open_own(ProjectId::new(), own)?;
    store::insert(&mut tx, &project).await?;
    tx.publish(project.version, &created)?;
    let (id, version) = (project.image.project_id, project.version);
    let view = ProjectView::of(&mut tx, project).await?;
    tx.created(format!("/v1/projects/{id}"), version, view).await
}

async fn change(mut tx: Tx, Path(id): Path<ProjectId>, Json(body): Json<ChangeProject>) -> Result<Reply<ProjectView>> {
    let mut project = locked(&mut tx, id).await?;
    tx.require_match(project.version)?;
    let change = Change {
        name: body.name,
        budget_hours: body.budget_hours,
        budget_amount: body.budget_amount,
        starts_on: body.starts_on,
    };
    match project.change(change)? {
        Some(updated) => keep(tx, project, &updated).await,
        None => unchanged(tx, project).await,
    }
}

async fn hold(mut tx: Tx, Path(id): Path<ProjectId>, Json(body): Json<Reason>) -> Result<Reply<ProjectView>> {
    let mut project = locked(&mut tx, id).await?;
    let held = project.hold(body.reason)?;
    keep(tx, project, &held).await
}

async fn resume(mut tx: Tx, Path(id): Path<ProjectId>) -> Result<Reply<ProjectView>> {
    let mut project = locked(&mut tx, id).await?;
    let resumed = project.resume()?;
    decisions::settle(&mut tx, &project, Action::Resume, None).await?;
    keep(tx, project, &resumed).await
}

async fn cancel(mut tx: Tx, Path(id): Path<ProjectId>, Json(body): Json<Reason>) -> Result<Reply<ProjectView>> {
    let mut project = locked(&mut tx, id).await?;
    let cancelled = project.cancel(body.reason.clone())?;
    decisions::settle(&mut tx, &project, Action::Cancel, Some(&body.reason)).await?;
    keep(tx, project, &cancelled).await
}

async fn complete(mut tx: Tx, Path(id): Path<ProjectId>) -> Result<Reply<ProjectView>> {
    let mut project = locked(&mut tx, id).await?;
    let completed = project.complete()?;
    decisions::settle(&mut tx, &project, Action::Complete, None).await?;
    keep(tx, project, &completed).await
}
