//! The SQL of claims.

use contracts::expenses::{Claim as Image, ClaimStatus};
use kernel::{ClaimId, Currency, Decimal, Limit, MemberId, Money, Name, Note, ProjectId};
use platform::{Db, Problem, Result};
use serde_json::Value;
use uuid::Uuid;

use super::model::{Claim, word};

struct Row {
    claim_id: Uuid,
    claimant_id: Option<Uuid>,
    title: String,
    status: String,
    currency: String,
    total: Decimal,
    lines: Value,
    reason: Option<String>,
    version: i64,
}

impl TryFrom<Row> for Claim {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let currency = Currency::from_code(&row.currency).map_err(Problem::internal)?;
        let status = match row.status.as_str() {
            "draft" => ClaimStatus::Draft,
            "submitted" => ClaimStatus::Submitted,
            "approved" => ClaimStatus::Approved,
            _ => ClaimStatus::Rejected,
        };
        let image = Image {
            claim_id: ClaimId::from_uuid(row.claim_id),
            claimant_id: row.claimant_id.map(MemberId::from_uuid),
            title: Name::new(row.title).map_err(Problem::internal)?,
            status,
            total: Money::new(row.total, currency).map_err(Problem::internal)?,
            lines: serde_json::from_value(row.lines).map_err(Problem::internal)?,
        };
        let reason = row.reason.map(Note::new).transpose().map_err(Problem::internal)?;
        Ok(Self { image, reason, version: row.version })
    }
}

fn project_ids(image: &Image) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = image.lines.iter().filter_map(|line| line.project_id.map(Uuid::from)).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Writes a new claim.
pub async fn insert(db: &mut Db, claim: &Claim) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &claim.image);
    sqlx::query!(
        "insert into claims (org_id, claim_id, claimant_id, title, status, currency, total, lines, project_ids, reason,
                             version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)",
        org,
        image.claim_id.as_uuid(),
        image.claimant_id.map(Uuid::from),
        image.title.as_str(),
        word(image.status),
        image.total.currency().code(),
        image.total.amount(),
        serde_json::to_value(&image.lines).map_err(Problem::internal)?,
        &project_ids(image),
        claim.reason.as_ref().map(Note::as_str),
        claim.version,
        now
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// A claim, for reading.
pub async fn get(db: &mut Db, id: ClaimId) -> Result<Option<Claim>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        r#"select claim_id, claimant_id, title, status, currency::text as "currency!", total, lines, reason, version
             from claims where org_id = $1 and claim_id = $2"#,
        org,
        id.as_uuid()
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(Claim::try_from).transpose()
}

/// A claim, for changing.
pub async fn lock(db: &mut Db, id: ClaimId) -> Result<Option<Claim>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        r#"select claim_id, claimant_id, title, status, currency::text as "currency!", total, lines, reason, version
             from claims where org_id = $1 and claim_id = $2 for update"#,
        org,
        id.as_uuid()
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(Claim::try_from).transpose()
}

/// Writes a changed claim.
pub async fn save(db: &mut Db, claim: &Claim) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &claim.image);
    sqlx::query!(
        "update claims
            set title = $3, status = $4, currency = $5, total = $6, lines = $7, project_ids = $8, reason = $9,
                version = $10, updated_at = $11
          where org_id = $1 and claim_id = $2 and version = $10::bigint - 1",
        org,
        image.claim_id.as_uuid(),
        image.title.as_str(),
        word(image.status),
        image.total.currency().code(),
        image.total.amount(),
        serde_json::to_value(&image.lines).map_err(Problem::internal)?,
        &project_ids(image),
        claim.reason.as_ref().map(Note::as_str),
        claim.version,
        now
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Which claims.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// Of this member.
    pub claimant_id: Option<MemberId>,
    /// In this state.
    pub status: Option<ClaimStatus>,
    /// With a line for this project.
    pub project_id: Option<ProjectId>,
}

/// Claims, the newest first, from behind one.
pub async fn list(db: &mut Db, filter: Filter, after: Option<ClaimId>, limit: Limit) -> Result<Vec<Claim>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Row,
        r#"select claim_id, claimant_id, title, status, currency::text as "currency!", total, lines, reason, version
             from claims
            where org_id = $1 and ($2::uuid is null or claimant_id = $2) and ($3::text is null or status = $3)
              and ($4::uuid is null or project_ids @> array[$4::uuid]) and ($5::uuid is null or claim_id < $5)
            order by claim_id desc limit $6"#,
        org,
        filter.claimant_id.map(Uuid::from),
        filter.status.map(word),
        filter.project_id.map(Uuid::from),
        after.map(Uuid::from),
        limit.fetch()
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Claim::try_from).collect()
}

/// Whether a project has an approved claim.
pub async fn any_approved(db: &mut Db, project: ProjectId) -> Result<bool> {
    let org = db.org.as_uuid();
    let any = sqlx::query_scalar!(
        r#"select exists (
             select 1 from claims where org_id = $1 and status = 'approved' and project_ids @> array[$2::uuid]
           ) as "any!""#,
        org,
        project.as_uuid()
    )
    .fetch_one(db.conn())
    .await?;
    Ok(any)
}
