//! Teams over HTTP.

use contracts::crm::forecasting::Team;
use kernel::{Cursor, Limit, MemberId, Name, Page, Permission, TeamId};
use platform::{Created, Json, Path, Problem, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Edit, TeamState};
use super::store;
use crate::lists::{self, List};
use crate::members;
use crate::patch::given;

/// What teams answer.
pub fn routes() -> Routes {
    use Permission::{ManageCrm, ReadCrm};
    Routes::new("teams")
        .get("/v1/teams", ReadCrm, "List the teams", list)
        .post("/v1/teams", ManageCrm, "Make a team", make)
        .get("/v1/teams/{team_id}", ReadCrm, "Show a team", get)
        .patch("/v1/teams/{team_id}", ManageCrm, "Rename a team, change who is in it, or take it out of use", update)
}

/// A new team.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MakeTeam {
    /// What it is called.
    name: Name,
    /// Who is in it.
    #[serde(default)]
    member_ids: Vec<MemberId>,
}

/// Changes of a team: what is left out stays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UpdateTeam {
    /// What it is called.
    #[serde(default, deserialize_with = "given")]
    name: Option<Name>,
    /// Who is in it, all of them.
    #[serde(default, deserialize_with = "given")]
    member_ids: Option<Vec<MemberId>>,
    /// Whether it is out of use.
    #[serde(default, deserialize_with = "given")]
    archived: Option<bool>,
}

/// A team.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TeamView {
    #[serde(flatten)]
    team: Team,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<TeamState> for TeamView {
    fn from(team: TeamState) -> Self {
        Self { team: team.image, version: team.version }
    }
}

/// Teams by name, those out of use too.
#[derive(Debug, Serialize, JsonSchema)]
struct Teams {
    items: Vec<TeamView>,
}

/// Which teams: all of them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListTeams {}

impl List for ListTeams {
    type Item = TeamView;

    async fn page(&self, db: &mut Read, _: Option<Cursor>, _: Limit) -> Result<Page<TeamView>> {
        Ok(lists::whole(store::list(db).await?.into_iter().map(TeamView::from).collect()))
    }
}

async fn list(mut db: Read) -> Result<Reply<Teams>> {
    let items = ListTeams {}.page(&mut db, None, Limit::MAX).await?.items;
    Ok(Reply::plain(Teams { items }))
}

async fn get(mut db: Read, Path(id): Path<TeamId>) -> Result<Reply<TeamView>> {
    let team = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("team"))?;
    Ok(Reply::of(team.version, team.into()))
}

async fn make(mut tx: Tx, Json(body): Json<MakeTeam>) -> Result<Created<TeamView>> {
    let (team, created) = TeamState::make(body.name, body.member_ids)?;
    members::check_active(&mut tx, "/member_ids", &team.image.member_ids, &[]).await?;
    store::save(&mut tx, &team).await?;
    tx.publish(team.version, &created)?;
    tx.created(format!("/v1/teams/{}", team.image.team_id), team.version, team.into()).await
}

async fn update(mut tx: Tx, Path(id): Path<TeamId>, Json(body): Json<UpdateTeam>) -> Result<Reply<TeamView>> {
    let mut team = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("team"))?;
    tx.require_match(team.version)?;
    let before = team.image.member_ids.clone();
    let updated = team.update(Edit { name: body.name, member_ids: body.member_ids, archived: body.archived })?;
    members::check_active(&mut tx, "/member_ids", &team.image.member_ids, &before).await?;
    store::save(&mut tx, &team).await?;
    tx.publish(team.version, &updated)?;
    tx.reply(team.version, team.into()).await
}
