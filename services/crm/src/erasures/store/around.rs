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
    deals(db, scope, &subjects, pattern).await?;
    clients(db, &scope.accounts, pattern).await?;
    leads(db, &subjects, pattern).await
}

/// What was written down about the person themselves, and names them: notes of exports made for them, and of their own addresses
/// among those nobody writes to; and the files that brought them, with what other rows say of them.
pub async fn of_themselves(db: &mut Db, ids: &[Uuid], hashes: &[Vec<u8>], pattern: &str) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update person_exports set note = without(note, $3)
          where org_id = $1 and (contact_ids && $2 or lead_ids && $2) and mentions(note, $3)",
        org,
        ids,
        pattern,
    )
    .execute(db.conn())
    .await?;
    sqlx::query!(
        "update suppressions set note = without(note, $3), lifted_why = without(lifted_why, $3)
          where org_id = $1 and address_hash = any($2) and (mentions(note, $3) or mentions(lifted_why, $3))",
        org,
        hashes,
        pattern,
    )
    .execute(db.conn())
    .await?;
    sqlx::query!(
        "with files as (select distinct import_id from import_records where org_id = $1 and record_id = any($2)),
              named as (
           update imports set file_name = without(file_name, $3)
            where org_id = $1 and import_id in (select import_id from files) and mentions(file_name, $3)),
              told as (
           update import_records set brought = without(brought, $3), filled = without(filled, $3)
            where org_id = $1 and import_id in (select import_id from files)
              and (mentions(brought, $3) or mentions(filled, $3)))
         update import_rows
            set cells = without(cells, $3), remarks = without(remarks, $3), match_keys = without(match_keys, $3)
          where org_id = $1 and import_id in (select import_id from files)
            and (mentions(cells, $3) or mentions(remarks, $3) or mentions(match_keys, $3))",
        org,
        ids,
        pattern,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// What their clients' own fields say, and what is written down of colleagues there. A colleague has a name of their own.
async fn clients(db: &mut Db, accounts: &[Uuid], pattern: &str) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "with clients as (
           update accounts set custom = custom_without(custom, $3), industry = without(industry, $3), address = without(address, $3),
                  phone = case when not mentions(phone, $3) then phone end
            where org_id = $1 and account_id = any($2)
              and (mentions(custom, $3) or mentions(industry, $3) or mentions(address, $3) or mentions(phone, $3)))
         update contacts set custom = custom_without(custom, $3), job_title = without(job_title, $3), postal_address = without(postal_address, $3)
          where org_id = $1 and account_id = any($2)
            and (mentions(custom, $3) or mentions(job_title, $3) or mentions(postal_address, $3))",
        org,
        accounts,
        pattern,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// What other leads that became these clients and deals say of them.
async fn leads(db: &mut Db, subjects: &[Uuid], pattern: &str) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "with others as (
           select lead_id from leads where org_id = $1 and (account_id = any($2) or deal_id = any($2))),
         touches as (
           update lead_touches t set message = without(message, $3), custom = custom_without(custom, $3)
             from others where t.org_id = $1 and t.lead_id = others.lead_id and (mentions(t.message, $3) or mentions(t.custom, $3))),
         changes as (
           update lead_status_changes c set reason = without(reason, $3)
             from others where c.org_id = $1 and c.lead_id = others.lead_id and mentions(c.reason, $3))
         update leads l
            set note = without(note, $3), job_title = without(job_title, $3), status_reason = without(status_reason, $3),
                next_step = without(next_step, $3), custom = custom_without(custom, $3)
           from others
          where l.org_id = $1 and l.lead_id = others.lead_id
            and (mentions(concat_ws(E'\\n', l.note, l.job_title, l.status_reason, l.next_step), $3) or mentions(l.custom, $3))",
        org,
        subjects,
        pattern,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

async fn timelines(db: &mut Db, scope: &Scope, subjects: &[Uuid], pattern: &str) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "with entries as (
           select entry_id from timeline_links where org_id = $1 and subject_id = any($2)
           union select unnest($3::uuid[])),
         activities as (
           update activities a set content = without(content, $4) from entries
            where a.org_id = $1 and a.activity_id = entries.entry_id and mentions(a.content, $4))
         update timeline_entries t set what = without(what, $4) from entries
          where t.org_id = $1 and t.entry_id = entries.entry_id and mentions(t.what, $4)",
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
            where f.org_id = $1 and (mentions(f.title, $3) or mentions(f.note, $3))
              and f.follow_up_id in (select follow_up_id from follow_up_links where org_id = $1 and subject_id = any($2)))
         update notifications set text = without(text, $3)
          where org_id = $1 and mentions(text, $3) and coalesce(subject->>'account_id', subject->>'deal_id')::uuid = any($2)",
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
            and (mentions(concat_ws(E'\\n', subject, body, from_name, error), $4) or mentions(left_out, $4))",
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
            where org_id = $1 and mentions(name, $5)
              and (mail_id = any($3)
                   or mail_id in (select mail_id from mail_links where org_id = $1 and subject_id = any($2))))
         update attachments set name = without(name, $5)
          where org_id = $1 and mentions(name, $5)
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
              set body = told_without(body, $4), answer = told_without(answer, $4), error = told_without(error, $4)
            where org_id = $1 and run_id in (select run_id from runs) and told_mentions(concat_ws(E'\\n', body, answer, error), $4))
         update automation_runs
            set saw = without(saw, $4), actions = without(actions, $4), why = without(why, $4)
          where org_id = $1 and run_id in (select run_id from runs)
            and (mentions(saw, $4) or mentions(actions, $4) or mentions(why, $4))",
        org,
        subjects,
        &happened,
        pattern,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// What deals and offers say beside what is sold.
async fn deals(db: &mut Db, scope: &Scope, subjects: &[Uuid], pattern: &str) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update deals
            set next_step = without(next_step, $3), lost_reason = without(lost_reason, $3),
                judged_reason = without(judged_reason, $3), custom = custom_without(custom, $3),
                competitors = without(competitors, $3)
          where org_id = $1 and (deal_id = any($2) or account_id = any($2))
            and (mentions(concat_ws(E'\\n', next_step, lost_reason, judged_reason), $3) or mentions(custom, $3)
                 or mentions(competitors, $3))",
        org,
        subjects,
        pattern,
    )
    .execute(db.conn())
    .await?;
    // Why a deal was lost stands with its way through the stages, too.
    sqlx::query!(
        "update stage_visits set reason = without(reason, $3)
          where org_id = $1 and mentions(reason, $3)
            and deal_id in (select deal_id from deals where org_id = $1 and (deal_id = any($2) or account_id = any($2)))",
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
            and (mentions(concat_ws(E'\\n', title, introduction, terms, withdrawn_reason), $4) or mentions(lines, $4))",
        org,
        &scope.quotes,
        &scope.deals,
        pattern,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
