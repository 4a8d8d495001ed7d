//! What is about others too: it loses what it says of a person who is erased. Looked through is what stands on the timelines
//! of the accounts and deals they had to do with; there a name means them.

use platform::{Db, Result};
use uuid::Uuid;

use super::scope::Scope;

/// Takes what a pattern finds out of everything around a person.
pub async fn forget(db: &mut Db, scope: &Scope, pattern: &str) -> Result<()> {
    let subjects: Vec<Uuid> = scope.accounts.iter().chain(&scope.deals).copied().collect();
    timelines(db, scope, &subjects, pattern).await?;
    plans(db, &subjects, pattern).await?;
    mails(db, scope, &subjects, pattern).await?;
    files(db, scope, &subjects, pattern).await?;
    rules(db, scope, &subjects, pattern).await?;
    deals(db, scope, &subjects, pattern).await
}

async fn timelines(db: &mut Db, scope: &Scope, subjects: &[Uuid], pattern: &str) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "with entries as (
           select entry_id from timeline_links where org_id = $1 and subject_id = any($2)
           union select unnest($3::uuid[])),
         activities as (
           update activities a set content = without(content, $4) from entries
            where a.org_id = $1 and a.activity_id = entries.entry_id and a.content::text ~* $4)
         update timeline_entries t set what = without(what, $4) from entries
          where t.org_id = $1 and t.entry_id = entries.entry_id and t.what::text ~* $4",
        org,
        subjects,
        &scope.shared_activities,
        pattern,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

async fn plans(db: &mut Db, subjects: &[Uuid], pattern: &str) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "with followed as (
           update follow_ups f set title = without(title, $3), note = without(note, $3)
            where f.org_id = $1 and (f.title ~* $3 or f.note ~* $3)
              and f.follow_up_id in (select follow_up_id from follow_up_links where org_id = $1 and subject_id = any($2)))
         update notifications set text = without(text, $3)
          where org_id = $1 and text ~* $3 and coalesce(subject->>'account_id', subject->>'deal_id')::uuid = any($2)",
        org,
        subjects,
        pattern,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

async fn mails(db: &mut Db, scope: &Scope, subjects: &[Uuid], pattern: &str) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update mails
            set subject = without(subject, $4), body = without(body, $4), from_name = without(from_name, $4),
                error = without(error, $4), left_out = without(left_out, $4)
          where org_id = $1
            and (mail_id = any($3) or mail_id in (select mail_id from mail_links where org_id = $1 and subject_id = any($2)))
            and (subject ~* $4 or body ~* $4 or from_name ~* $4 or error ~* $4 or left_out::text ~* $4)",
        org,
        subjects,
        &scope.shared_mails,
        pattern,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// What files of mails, and files beside what is about others too, are called.
async fn files(db: &mut Db, scope: &Scope, subjects: &[Uuid], pattern: &str) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "with of_mails as (
           update mail_files set name = without(name, $5)
            where org_id = $1 and name ~* $5
              and (mail_id = any($3)
                   or mail_id in (select mail_id from mail_links where org_id = $1 and subject_id = any($2))))
         update attachments set name = without(name, $5)
          where org_id = $1 and name ~* $5
            and (beside_id = any($2) or beside_id = any($4)
                 or beside_id in (select entry_id from timeline_links where org_id = $1 and subject_id = any($2)))",
        org,
        subjects,
        &scope.shared_mails,
        &scope.shared_activities,
        pattern,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// What rules saw, wrote and told other programs when something happened with what the person had to do with. The event of a run
/// says with what: the first record it concerns may be somebody else.
async fn rules(db: &mut Db, scope: &Scope, subjects: &[Uuid], pattern: &str) -> Result<()> {
    let org = db.org.as_uuid();
    let happened = [
        &scope.activities,
        &scope.shared_activities,
        &scope.follow_ups,
        &scope.mails,
        &scope.shared_mails,
        &scope.quotes,
    ];
    let happened: Vec<Uuid> = happened.into_iter().flatten().chain(subjects).copied().collect();
    sqlx::query!(
        "with runs as (
           select run_id from automation_runs
            where org_id = $1
              and (record_id = any($2)
                   or event_id in (select event_id from journal where org_id = $1 and aggregate_id = any($3)))),
         told as (
           update webhook_deliveries
              set body = without(body, $4), answer = without(answer, $4), error = without(error, $4)
            where org_id = $1 and run_id in (select run_id from runs) and concat_ws(' ', body, answer, error) ~* $4)
         update automation_runs
            set saw = without(saw, $4), actions = without(actions, $4), why = without(why, $4)
          where org_id = $1 and run_id in (select run_id from runs)
            and concat_ws(' ', saw::text, actions::text, why) ~* $4",
        org,
        subjects,
        &happened,
        pattern,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// What deals and offers say beside what is sold. Their names stay: what follows from a deal is called so, too.
async fn deals(db: &mut Db, scope: &Scope, subjects: &[Uuid], pattern: &str) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update deals
            set next_step = without(next_step, $3), lost_reason = without(lost_reason, $3),
                judged_reason = without(judged_reason, $3), custom = without(custom, $3),
                competitors = without(competitors, $3)
          where org_id = $1 and (deal_id = any($2) or account_id = any($2))
            and concat_ws(' ', next_step, lost_reason, judged_reason, custom::text, competitors::text) ~* $3",
        org,
        subjects,
        pattern,
    )
    .execute(db.conn())
    .await?;
    sqlx::query!(
        "update quotes
            set title = without(title, $4), introduction = without(introduction, $4), terms = without(terms, $4),
                lines = without(lines, $4), withdrawn_reason = without(withdrawn_reason, $4)
          where org_id = $1 and (quote_id = any($2) or deal_id = any($3) and status = 'draft')
            and concat_ws(' ', title, introduction, terms, lines::text, withdrawn_reason) ~* $4",
        org,
        &scope.quotes,
        &scope.deals,
        pattern,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
