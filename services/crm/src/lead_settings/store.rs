//! The tables of settings and of whose turn it was.

use std::collections::BTreeMap;

use contracts::crm::mail::SendWindow;
use contracts::leads::{AssignmentRule, LeadSettings, ScoringRule};
use kernel::{MemberId, RuleId};
use platform::{Db, Kind, Problem, Result};
use sqlx::types::Json;

use super::assignment::Candidate;
use super::model::Settings;
use crate::exchange_rates::{self, model::Rates};

/// The settings; what holds by default when nothing was set yet.
pub async fn get(db: &mut Db) -> Result<Settings> {
    let org = db.org;
    let row = sqlx::query!(
        r#"select version, first_response_hours, scoring as "scoring: Json<Vec<ScoringRule>>", scoring_revision,
                  assignment as "assignment: Json<Vec<AssignmentRule>>", known_clients_first,
                  working_hours as "working_hours: Json<SendWindow>"
             from lead_settings where org_id = $1"#,
        org.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    let base = Rates::new(db.base_currency, BTreeMap::new());
    let mut settings = row.map_or_else(
        || Settings::default_of(org, base.clone()),
        |row| Settings {
            rates: base.clone(),
            version: row.version,
            scoring_revision: row.scoring_revision,
            image: LeadSettings {
                org_id: org,
                first_response_hours: row.first_response_hours,
                working_hours: row.working_hours.map(|hours| hours.0),
                scoring: row.scoring.0,
                assignment: row.assignment.0,
                known_clients_first: row.known_clients_first,
            },
        },
    );
    if settings.compares_values() {
        settings.rates = exchange_rates::store::newest(db).await?;
    }
    Ok(settings)
}

/// Has the points of all open leads counted again.
pub async fn count_again(db: &mut Db) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("update lead_settings set scoring_revision = scoring_revision + 1 where org_id = $1", org)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Makes those who change the settings of an organisation wait for one another until the transaction ends.
pub async fn lock(db: &mut Db) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('lead settings ' || $1::uuid, 0))", org)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Writes the next version of the settings, or the first.
pub async fn save(db: &mut Db, settings: &Settings) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let written = sqlx::query!(
        "insert into lead_settings as s (org_id, version, first_response_hours, scoring, scoring_revision, assignment, updated_at,
                                         known_clients_first, working_hours)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (org_id) do update
           set version = excluded.version, first_response_hours = excluded.first_response_hours,
               scoring = excluded.scoring, scoring_revision = excluded.scoring_revision,
               assignment = excluded.assignment, updated_at = excluded.updated_at,
               known_clients_first = excluded.known_clients_first, working_hours = excluded.working_hours
         where s.version = excluded.version - 1",
        org,
        settings.version,
        settings.image.first_response_hours,
        Json(&settings.image.scoring) as _,
        settings.scoring_revision,
        Json(&settings.image.assignment) as _,
        now,
        settings.image.known_clients_first,
        settings.image.working_hours.as_ref().map(Json) as _,
    )
    .execute(db.conn())
    .await?;
    if written.rows_affected() == 1 {
        return Ok(());
    }
    Err(Problem::new(
        Kind::Conflict,
        "changed-meanwhile",
        "Someone else changed the settings just now; read them again.",
    ))
}

/// Makes those who hand out leads of an organisation wait for one another until the transaction ends: two at once would
/// both see the room that is left for one.
pub async fn lock_turns(db: &mut Db) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('lead turns ' || $1::uuid, 0))", org)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// The active members of a rule, with the leads they have and when it was their turn last.
pub async fn candidates(db: &mut Db, rule: &AssignmentRule) -> Result<Vec<Candidate>> {
    let org = db.org.as_uuid();
    let members: Vec<_> = rule.member_ids.iter().map(|id| id.as_uuid()).collect();
    let found = sqlx::query_as!(
        Candidate,
        r#"select m.member_id as "member_id: MemberId", coalesce(t.turn, 0) as "last_turn!",
                  (select count(*) from leads l
                    where l.org_id = m.org_id and l.owner_id = m.member_id and l.status in ('new', 'working')
                      and l.merged_into is null) as "open_leads!"
             from members m
             left join lead_assignment_turns t
               on t.org_id = m.org_id and t.member_id = m.member_id and t.rule_id = $2
            where m.org_id = $1 and m.member_id = any($3) and m.active"#,
        org,
        rule.rule_id.as_uuid(),
        &members,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(found)
}

/// Notes that a member had their turn.
pub async fn take_turn(db: &mut Db, rule: RuleId, member: MemberId) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into lead_assignment_turns (org_id, rule_id, member_id, turn)
         select $1, $2, $3, coalesce(max(turn), 0) + 1 from lead_assignment_turns where org_id = $1 and rule_id = $2
         on conflict (org_id, rule_id, member_id) do update set turn = excluded.turn",
        org,
        rule.as_uuid(),
        member.as_uuid(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Those of these members who are not active members of the organisation.
pub async fn strangers(db: &mut Db, members: &[MemberId]) -> Result<Vec<MemberId>> {
    let org = db.org.as_uuid();
    let members: Vec<_> = members.iter().map(|id| id.as_uuid()).collect();
    let found = sqlx::query_scalar!(
        r#"select given.id as "id!: MemberId" from unnest($2::uuid[]) as given(id)
            where not exists (select 1 from members m where m.org_id = $1 and m.member_id = given.id and m.active)"#,
        org,
        &members,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(found)
}
