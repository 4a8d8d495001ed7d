//! The table of teams.

use contracts::crm::forecasting::Team;
use kernel::{MemberId, Name, TeamId};
use platform::{Db, FieldError, Kind, Problem, Result};

use super::model::TeamState;
use crate::names::sort_key;

struct Row {
    team_id: TeamId,
    version: i64,
    name: Name,
    member_ids: Vec<MemberId>,
    archived: bool,
}

impl From<Row> for TeamState {
    fn from(row: Row) -> Self {
        let Row { team_id, version, name, member_ids, archived } = row;
        Self { version, image: Team { team_id, name, member_ids, archived } }
    }
}

/// Teams with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select team_id as "team_id: TeamId", version, name as "name: Name",
                      member_ids as "member_ids: Vec<MemberId>", archived
                 from teams where org_id = $1 "# + $rest,
            $($argument),+
        )
    };
}

/// All teams, by name.
pub async fn list(db: &mut Db) -> Result<Vec<TeamState>> {
    let org = db.org.as_uuid();
    let rows = select!("order by search_key(name) collate \"C\", sort_name", org).fetch_all(db.conn()).await?;
    Ok(rows.into_iter().map(TeamState::from).collect())
}

/// A team.
pub async fn get(db: &mut Db, id: TeamId) -> Result<Option<TeamState>> {
    let org = db.org.as_uuid();
    let row = select!("and team_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    Ok(row.map(TeamState::from))
}

/// A team nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: TeamId) -> Result<Option<TeamState>> {
    let org = db.org.as_uuid();
    let row = select!("and team_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    Ok(row.map(TeamState::from))
}

/// Writes a team, new or changed; the caller holds its row when it is not new.
pub async fn save(db: &mut Db, team: &TeamState) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &team.image);
    let members: Vec<uuid::Uuid> = image.member_ids.iter().map(|id| id.as_uuid()).collect();
    sqlx::query!(
        "insert into teams (org_id, team_id, version, name, sort_name, member_ids, archived, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
         on conflict (org_id, team_id) do update
           set version = excluded.version, name = excluded.name, sort_name = excluded.sort_name,
               member_ids = excluded.member_ids, archived = excluded.archived, updated_at = $8",
        org,
        image.team_id.as_uuid(),
        team.version,
        image.name.as_str(),
        sort_key(&image.name),
        &members,
        image.archived,
        now,
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

fn refused(error: sqlx::Error) -> Problem {
    match error.as_database_error().and_then(|database| database.constraint()) {
        Some("teams_name_key") => {
            let detail = "another team has this name; use that one, or choose another name";
            Problem::new(Kind::Conflict, "name-taken", "Another team has this name.")
                .with_fields(vec![FieldError::new("/name", detail)])
        }
        _ => error.into(),
    }
}
