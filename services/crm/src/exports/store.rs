//! What rows of files have besides what their lists answer.

use std::collections::HashMap;

use platform::{Db, Result};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

/// What things are called, whatever they are: no two of them have the same id.
pub async fn names(db: &mut Db, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select member_id as "id!", name as "name!" from members where org_id = $1 and member_id = any ($2)
           union all select account_id, name from accounts where org_id = $1 and account_id = any ($2)
           union all select contact_id, name from contacts where org_id = $1 and contact_id = any ($2)
           union all select deal_id, name from deals where org_id = $1 and deal_id = any ($2)
           union all select lead_id, name from leads where org_id = $1 and lead_id = any ($2)
           union all select tag_id, name from tags where org_id = $1 and tag_id = any ($2)
           union all select team_id, name from teams where org_id = $1 and team_id = any ($2)
           union all select price_list_id, name from price_lists where org_id = $1 and price_list_id = any ($2)
           union all select pipeline_id, name from pipelines where org_id = $1 and pipeline_id = any ($2)
           union all select loss_reason_id, name from loss_reasons where org_id = $1 and loss_reason_id = any ($2)
           union all select mailbox_id, image ->> 'name' from mailboxes where org_id = $1 and mailbox_id = any ($2)
           union all select sequence_id, image ->> 'name' from sequences where org_id = $1 and sequence_id = any ($2)
           union all select lead_form_id, name from lead_forms where org_id = $1 and lead_form_id = any ($2)"#,
        org,
        ids,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// What deals have besides: who of the client is in them as what, who else offers, and why they were lost.
pub async fn of_deals(db: &mut Db, ids: &[Uuid]) -> Result<HashMap<Uuid, Value>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select d.deal_id as "id!",
                  jsonb_build_object(
                    'contact', c.name, 'competitors', to_jsonb(d.competitors), 'loss_reason', r.name,
                    'lost_reason', d.lost_reason,
                    'people', (select jsonb_agg(jsonb_build_object('name', p.name, 'role', one.who ->> 'role')
                                                order by one.place)
                                 from jsonb_array_elements(d.contacts) with ordinality one (who, place)
                                 join contacts p on p.org_id = $1 and p.contact_id = (one.who ->> 'contact_id')::uuid))
                    as "more!: Json<Value>"
             from deals d
             left join contacts c on c.org_id = $1 and c.contact_id = d.contact_id
             left join loss_reasons r on r.org_id = $1 and r.loss_reason_id = d.loss_reason_id
            where d.org_id = $1 and d.deal_id = any ($2)"#,
        org,
        ids,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.more.0)).collect())
}

/// What contacts agreed to and did not take back, whichever of the records of the person it was written down for.
pub async fn of_contacts(db: &mut Db, ids: &[Uuid]) -> Result<HashMap<Uuid, Value>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select one.id as "id!",
                  jsonb_build_object('consents', (
                    select jsonb_agg(jsonb_build_object('purpose', a.purpose, 'basis', a.basis) order by a.purpose, a.basis)
                      from (select distinct k.purpose, k.basis
                              from consents k
                             where k.org_id = $1 and k.withdrawn_at is null
                               and k.person_id in (select person_records($1, one.id))) a)) as "more!: Json<Value>"
             from unnest($2::uuid[]) one (id)"#,
        org,
        ids,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.more.0)).collect())
}
