//! What may go on naming a person by one word of their name: "Ask Kovács". Whoever is called so is known to people alone, since a
//! word of a name is many people's, and may be no name at all, so nothing is taken away: it is shown to whoever erases.

use platform::{Db, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::scope::Scope;
use super::stays::Stays;
use crate::erasures::model::Needles;
use crate::words;

/// Most records of a kind that are shown.
const MOST: i64 = 20;

/// A kind of record that may name somebody in part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "NamedInPartIn")]
pub enum In {
    /// What an account is called.
    Account,
    /// The name, a line or the next step of a deal.
    Deal,
    /// A draft of a quote.
    Quote,
    /// What is known of another lead that became one of these clients or deals.
    Lead,
    /// A task.
    FollowUp,
    /// A note, call or meeting.
    Activity,
}

/// Records around a person in which a word of their name stands alone, the newest of each kind first. Mails are left out: what was
/// written to others is not written again, and not everybody may read it.
pub async fn find(db: &mut Db, scope: &Scope, needles: &Needles) -> Result<Vec<Stays>> {
    let Some(alone) = needles.words_pattern() else { return Ok(Vec::new()) };
    let org = db.org.as_uuid();
    let found = sqlx::query!(
        r#"with deals_around as (
             select * from deals where org_id = $1 and (deal_id = any($3) or account_id = any($2))),
           said as (
             select 'account' as record, account_id as id, name as said
               from accounts where org_id = $1 and account_id = any($2)
             union all
             select 'deal', deal_id, concat_ws(E'\n', name, next_step, strings_of(lines)) from deals_around
             union all
             select 'quote', quote_id, concat_ws(E'\n', title, introduction, terms, strings_of(lines)) from quotes
              where org_id = $1 and status = 'draft' and deal_id in (select deal_id from deals_around)
             union all
             select 'lead', lead_id, concat_ws(E'\n', note, status_reason, next_step) from leads
              where org_id = $1 and (account_id = any($2) or deal_id in (select deal_id from deals_around))
             union all
             select 'follow_up', follow_up_id, concat_ws(E'\n', title, note) from follow_ups
              where org_id = $1 and follow_up_id <> all ($4)
                and follow_up_id in (select follow_up_id from follow_up_links where org_id = $1 and subject_id = any($2 || $3))
             union all
             select 'activity', activity_id, strings_of(content) from activities
              where org_id = $1 and kind <> 'email' and activity_id <> all ($5)
                and (activity_id = any($6)
                     or activity_id in (select entry_id from timeline_links where org_id = $1 and subject_id = any($2 || $3)))),
           numbered as (
             select record, id, said, row_number() over (partition by record order by id desc) as place
               from said where mentions(said, $8) and mentions(without(said, $7), $8))
           select record as "record!", id as "id!", said as "said!" from numbered where place <= $9 order by record, place"#,
        org,
        &scope.accounts,
        &scope.deals,
        &scope.follow_ups,
        &scope.activities,
        &scope.shared_activities,
        needles.pattern(),
        alone,
        MOST,
    )
    .fetch_all(db.conn())
    .await?;
    let stays = |(record, record_id, said): (String, Uuid, String)| {
        let says = needles.said_alone(&said).unwrap_or_default();
        Ok(Stays::NamedInPart { record: words::value(record)?, record_id, says })
    };
    found.into_iter().map(|row| stays((row.record, row.id, row.said))).collect()
}
