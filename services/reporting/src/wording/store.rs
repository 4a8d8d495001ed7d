//! Wordings of deals, and the descriptions of what was posted before they were told.

use kernel::DealId;
use platform::{Db, Problem, Result};
use serde_json::Value;
use uuid::Uuid;

use contracts::projects::project_of;

use super::Wordings;
use crate::ledger::model::Entry;

/// Keeps how deals are worded.
pub async fn save(db: &mut Db, told: &Wordings) -> Result<()> {
    if told.is_empty() {
        return Ok(());
    }
    let org = db.org.as_uuid();
    let deals: Vec<Uuid> = told.iter().map(|(deal, ..)| deal).collect();
    let seqs: Vec<i64> = told.iter().map(|(_, seq, _)| seq).collect();
    let wordings = told.iter().map(|(.., wording)| serde_json::to_value(wording));
    let wordings: Vec<Value> = wordings.collect::<Result<_, _>>().map_err(Problem::internal)?;
    sqlx::query!(
        "insert into deal_wordings (org_id, deal_id, seq, wording)
         select $1, new.* from unnest($2::uuid[], $3::bigint[], $4::jsonb[]) as new on conflict do nothing",
        org,
        &deals,
        &seqs,
        &wordings
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Adds how these deals are worded, as far as that was told.
pub async fn add_known(db: &mut Db, deals: &[Uuid], known: &mut Wordings) -> Result<()> {
    if deals.is_empty() {
        return Ok(());
    }
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        "select deal_id, seq, wording from deal_wordings where org_id = $1 and deal_id = any($2)",
        org,
        deals
    )
    .fetch_all(db.conn())
    .await?;
    for row in rows {
        known.put(row.deal_id, row.seq, serde_json::from_value(row.wording).map_err(Problem::internal)?);
    }
    Ok(())
}

/// Rewords what was posted of these deals and of what came of them: nothing but descriptions.
pub async fn reword(db: &mut Db, told: &Wordings) -> Result<()> {
    if told.is_empty() {
        return Ok(());
    }
    let mut deals: Vec<Uuid> = told.iter().map(|(deal, ..)| deal).collect();
    deals.dedup();
    let aggregates = reword_postings(db, told, &deals).await?;
    reword_stances(db, told, &aggregates).await
}

/// Answers what the postings are of.
async fn reword_postings(db: &mut Db, told: &Wordings, deals: &[Uuid]) -> Result<Vec<Uuid>> {
    let org = db.org.as_uuid();
    let projects: Vec<Uuid> = deals.iter().map(|deal| project_of(DealId::from_uuid(*deal)).as_uuid()).collect();
    let rows = sqlx::query!(
        r#"select line.event_id as "event_id!", line.place as "place!", line.deal_id as "deal_id: DealId",
                  line.description as "description!", event.aggregate_type, event.aggregate_id
             from (select event_id, place, deal_id, description from postings
                    where org_id = $1 and coalesce(project_id, '00000000-0000-0000-0000-000000000000') = any($2)
                   union
                   select posting.event_id, posting.place, posting.deal_id, posting.description
                     from events join postings posting using (org_id, event_id)
                    where org_id = $1 and events.aggregate_id = any($3)) line
             join events event on event.org_id = $1 and event.event_id = line.event_id"#,
        org,
        &projects,
        deals
    )
    .fetch_all(db.conn())
    .await?;
    let (mut events, mut places, mut texts, mut aggregates) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        aggregates.push(row.aggregate_id);
        let Some(deal) = row.deal_id else { continue };
        if let Some(left) = told.left_of(deal, &row.aggregate_type, &row.description) {
            events.push(row.event_id);
            places.push(row.place);
            texts.push(left);
        }
    }
    sqlx::query!(
        "update postings set description = new.description
           from unnest($2::uuid[], $3::integer[], $4::text[]) as new (event_id, place, description)
          where postings.org_id = $1 and postings.event_id = new.event_id and postings.place = new.place",
        org,
        &events,
        &places,
        &texts
    )
    .execute(db.conn())
    .await?;
    aggregates.sort_unstable();
    aggregates.dedup();
    Ok(aggregates)
}

/// What is posted next of something is described as it is now, or as it was when that is taken back.
async fn reword_stances(db: &mut Db, told: &Wordings, aggregates: &[Uuid]) -> Result<()> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        "select aggregate_id, aggregate_type, entries from stances
          where org_id = $1 and aggregate_id = any($2) order by aggregate_id for no key update",
        org,
        aggregates
    )
    .fetch_all(db.conn())
    .await?;
    let (mut ids, mut reworded) = (Vec::new(), Vec::new());
    for row in rows {
        let mut entries: Vec<Entry> = serde_json::from_value(row.entries).map_err(Problem::internal)?;
        if told.reword(&row.aggregate_type, &mut entries) {
            ids.push(row.aggregate_id);
            reworded.push(serde_json::to_value(entries).map_err(Problem::internal)?);
        }
    }
    sqlx::query!(
        "update stances set entries = new.entries from unnest($2::uuid[], $3::jsonb[]) as new (aggregate_id, entries)
          where stances.org_id = $1 and stances.aggregate_id = new.aggregate_id",
        org,
        &ids,
        &reworded
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
