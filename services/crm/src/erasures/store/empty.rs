//! Emptying what is about a person alone: activities, follow-ups, mails, files, quotes.

use contracts::crm::activities::{AttachmentRemoved, FollowUpStatus, FollowUpUpdated};
use contracts::crm::mail::MailStatus;
use contracts::crm::sequences::ExitReason;
use kernel::{ActivityId, AttachmentId, FollowUpId, MailId};
use platform::{Db, Result, Tx};
use uuid::Uuid;

use super::scope::Scope;
use crate::erasures::model::{NO_ADDRESS, Needles, gone};
use crate::persons::Person;
use crate::{activities, attachments, enrolments, follow_ups, mails, timeline};

/// Takes the person out of every sequence, and back what waits to be sent to them.
pub async fn enrolments(tx: &mut Tx, person: &Person) -> Result<()> {
    let ids = person.ids();
    for mut enrolment in enrolments::store::lock_active_of(tx, &ids).await? {
        enrolments::exit(tx, &mut enrolment, ExitReason::Gone, None).await?;
    }
    let org = tx.org.as_uuid();
    sqlx::query!("update enrolments set exit_detail = null where org_id = $1 and person_id = any($2)", org, &ids)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Empties all of it. Answers the files that are named no more, by the SHA-256 of their content.
pub async fn all(tx: &mut Tx, person: &Person, scope: &Scope, needles: &Needles) -> Result<Vec<String>> {
    waiting_mails(tx, scope).await?;
    for id in &scope.activities {
        activity(tx, ActivityId::from_uuid(*id)).await?;
    }
    for id in &scope.follow_ups {
        follow_up(tx, FollowUpId::from_uuid(*id)).await?;
    }
    mails(tx, scope, &needles.addresses).await?;
    let mut gone = files(tx, &scope.files).await?;
    gone.extend(files_of_mails(tx, &scope.mails).await?);
    gone.extend(quotes(tx, scope).await?);
    told(tx, person, scope).await?;
    ruled(tx, &person.ids()).await?;
    imported(tx, &person.ids()).await?;
    Ok(gone)
}

/// What rules saw of the person and wrote, and calls of webhooks that tell of them. That rules ran stays.
async fn ruled(tx: &mut Tx, ids: &[Uuid]) -> Result<()> {
    let org = tx.org.as_uuid();
    sqlx::query!(
        "delete from webhook_deliveries d using automation_runs r
          where d.org_id = $1 and r.org_id = $1 and r.run_id = d.run_id and r.record_id = any($2)",
        org,
        ids,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "update automation_runs set saw = '{}', actions = '[]', why = null where org_id = $1 and record_id = any($2)",
        org,
        ids,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Mails that wait are not sent, and nobody sends one again of which it is in doubt whether it was.
async fn waiting_mails(tx: &mut Tx, scope: &Scope) -> Result<()> {
    for id in scope.mails.iter().chain(&scope.shared_mails) {
        let Some(mut mail) = mails::lock(tx, MailId::from_uuid(*id)).await? else { continue };
        match mail.image.status {
            MailStatus::Queued => {
                let cancelled = mail.cancel()?;
                mails::store::save(tx, &mail).await?;
                tx.publish(mail.version, &cancelled)?;
            }
            MailStatus::InDoubt => {
                let failed = mail.fail(None);
                mails::store::save(tx, &mail).await?;
                tx.publish(mail.version, &failed)?;
            }
            MailStatus::Preparing
            | MailStatus::HandingOver
            | MailStatus::Sent
            | MailStatus::Failed
            | MailStatus::Cancelled
            | MailStatus::Received => {}
        }
    }
    Ok(())
}

/// Empties an activity, also where it stands on timelines.
pub async fn activity(tx: &mut Tx, id: ActivityId) -> Result<()> {
    let Some(mut activity) = activities::store::lock(tx, id).await?.filter(|one| one.image.content.is_some()) else {
        return Ok(());
    };
    let removed = activity.remove(None, true)?;
    activities::remove(tx, &activity, &removed).await
}

async fn follow_up(tx: &mut Tx, id: FollowUpId) -> Result<()> {
    let Some(mut follow_up) = follow_ups::store::lock(tx, id).await? else { return Ok(()) };
    follow_up.image.title = gone()?;
    follow_up.image.note = None;
    if follow_up.image.status == FollowUpStatus::Open {
        let cancelled = follow_up.cancel()?;
        follow_ups::store::save(tx, &follow_up).await?;
        tx.publish(follow_up.version, &cancelled)?;
    } else {
        follow_up.version += 1;
        follow_ups::store::save(tx, &follow_up).await?;
        tx.publish(follow_up.version, &FollowUpUpdated { follow_up: follow_up.image.clone() })?;
    }
    Ok(())
}

/// Mails that say nothing any more, and name nobody but mailboxes. One that came in is taken in again should it come again, if its
/// Message-ID goes, too.
pub async fn whole_mails(db: &mut Db, mails: &[Uuid], forgets_ids: bool) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "update mails
            set subject = '…', body = '', body_cut = false, left_out = '{}', error = null, in_reply_to = null,
                references_ids = '{}', erased_at = $4,
                message_id = case when $5 and direction = 'incoming' then 'erased.' || mail_id else message_id end,
                from_name = case when direction = 'outgoing' then from_name end,
                from_address = case when direction = 'outgoing' then from_address else $3 end,
                to_addresses = array(select case when b.address_key is null then $3 else a end
                                       from unnest(to_addresses) a left join mailboxes b
                                         on b.org_id = $1 and b.address_key = lower(a)),
                cc_addresses = array(select case when b.address_key is null then $3 else a end
                                       from unnest(cc_addresses) a left join mailboxes b
                                         on b.org_id = $1 and b.address_key = lower(a))
          where org_id = $1 and mail_id = any($2)",
        org,
        mails,
        NO_ADDRESS,
        now,
        forgets_ids,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Mails of the person alone say nothing any more; of others, too, they lose the person's addresses here, and what they say of
/// them with everything else that is about others.
async fn mails(db: &mut Db, scope: &Scope, addresses: &[String]) -> Result<()> {
    whole_mails(db, &scope.mails, true).await?;
    let org = db.org.as_uuid();
    sqlx::query!(
        "update mails
            set from_name = case when lower(from_address) = any($3) then null else from_name end,
                from_address = case when lower(from_address) = any($3) then $4 else from_address end,
                to_addresses = array(select case when lower(a) = any($3) then $4 else a end from unnest(to_addresses) a),
                cc_addresses = array(select case when lower(a) = any($3) then $4 else a end from unnest(cc_addresses) a)
          where org_id = $1 and mail_id = any($2)",
        org,
        &scope.shared_mails,
        addresses,
        NO_ADDRESS,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Takes away what came with mails, or went out with them.
pub async fn files_of_mails(db: &mut Db, mails: &[Uuid]) -> Result<Vec<String>> {
    let org = db.org.as_uuid();
    let files = sqlx::query_scalar!(
        "delete from mail_files where org_id = $1 and mail_id = any($2) returning sha256",
        org,
        mails,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(files)
}

/// Takes files away. What they were called goes, too, also of those that somebody removed before.
pub async fn files(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<String>> {
    let mut gone = Vec::new();
    for id in ids {
        let id = AttachmentId::from_uuid(*id);
        if let Some(file) = attachments::store::lock(tx, id).await? {
            gone.push(file.attachment.sha256.clone());
            attachments::store::remove(tx, id).await?;
            timeline::store::forget(tx, id.as_uuid()).await?;
            tx.publish(2, &AttachmentRemoved { attachment: file.attachment })?;
        }
    }
    let org = tx.org.as_uuid();
    let removed = sqlx::query_scalar!(
        "with before as (select attachment_id, sha256 from attachments where org_id = $1 and attachment_id = any($2))
         update attachments a set name = '…', sha256 = repeat('0', 64)
           from before where a.org_id = $1 and a.attachment_id = before.attachment_id
         returning before.sha256 as \"sha256!\"",
        org,
        ids,
    )
    .fetch_all(tx.conn())
    .await?;
    gone.extend(removed);
    gone.sort_unstable();
    gone.dedup();
    Ok(gone)
}

/// Quotes that are no contracts lose whom they were made out to. Their documents say it, too, and go.
async fn quotes(db: &mut Db, scope: &Scope) -> Result<Vec<String>> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let documents = sqlx::query_scalar!(
        r#"with before as (select quote_id, document_sha256 from quotes where org_id = $1 and quote_id = any($2))
           update quotes q
              set erased_at = $3, client = q.client || '{"contact_name": null}', document_sha256 = null,
                  answered_from = null, answer = case when q.answer is not null then q.answer - 'name' || case
                    when q.answer->>'kind' = 'declined' then '{"reason": "…", "name": null}'::jsonb
                    else '{"name": "…"}'::jsonb end end
             from before where q.org_id = $1 and q.quote_id = before.quote_id
           returning before.document_sha256"#,
        org,
        &scope.quotes,
        now,
    )
    .fetch_all(db.conn())
    .await?;
    sqlx::query!(
        r#"update timeline_entries set what = what || '{"name": null, "reason": null}'
            where org_id = $1 and kind = 'quote' and (what->>'quote_id')::uuid = any($2)
              and entry_id in (select entry_id from timeline_links where org_id = $1 and subject_id = any($3))"#,
        org,
        &scope.quotes,
        &scope.deals,
    )
    .execute(db.conn())
    .await?;
    Ok(documents.into_iter().flatten().collect())
}

/// What members were told, and what timelines tell, of the person and of what is emptied.
async fn told(db: &mut Db, person: &Person, scope: &Scope) -> Result<()> {
    let (org, ids) = (db.org.as_uuid(), person.ids());
    sqlx::query!(
        "update notifications set text = null
          where org_id = $1 and text is not null
            and (activity_id = any($2) or follow_up_id = any($3)
                 or coalesce(subject->>'contact_id', subject->>'lead_id')::uuid = any($4))",
        org,
        &scope.activities,
        &scope.follow_ups,
        &ids,
    )
    .execute(db.conn())
    .await?;
    sqlx::query!(
        r#"update timeline_entries
              set what = what || case what->>'event'
                                   when 'follow_up_done' then '{"title": "…"}'::jsonb
                                   when 'lead_came' then '{"name": "…", "message": null}'::jsonb
                                   when 'lead_moved' then jsonb_build_object(
                                     'name', '…', 'reason', case when what->>'reason' is not null then '…' end)
                                   else '{"name": "…"}'::jsonb end
            where org_id = $1
              and entry_id in (select entry_id from timeline_links where org_id = $1 and subject_id = any($2))
              and (what->>'event' = 'follow_up_done' and (what->>'follow_up_id')::uuid = any($3)
                   or what->>'event' in ('lead_came', 'lead_moved') and (what->>'lead_id')::uuid = any($2)
                   or what->>'event' = 'owner_changed'
                      and coalesce(what->'subject'->>'contact_id', what->'subject'->>'lead_id')::uuid = any($2))"#,
        org,
        &ids,
        &scope.follow_ups,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// What imports brought of the person. Undoing one leaves husks alone.
async fn imported(db: &mut Db, ids: &[Uuid]) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        r#"with told as (
             update import_records
                set brought = '{}', filled = '[]', undo = coalesce(undo, 'kept'), undo_why = coalesce(undo_why, 'gone')
              where org_id = $1 and record_id = any($2) returning import_id, row_no),
           rows as (
             update import_rows r set cells = '[]', remarks = '[]', match_keys = '{}'
               from told where r.org_id = $1 and r.import_id = told.import_id and r.row_no = told.row_no)
           update imports i
              set columns = (select jsonb_agg(one || '{"samples": []}' order by place)
                               from jsonb_array_elements(i.columns) with ordinality as each (one, place))
            where i.org_id = $1 and i.import_id in (select import_id from told)"#,
        org,
        ids,
    )
    .execute(db.conn())
    .await?;
    sqlx::query!("update removed_records set image = '{}' where org_id = $1 and record_id = any($2)", org, ids)
        .execute(db.conn())
        .await?;
    Ok(())
}
