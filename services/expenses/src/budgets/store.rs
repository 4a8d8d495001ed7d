//! The SQL of budgets.

use contracts::expenses::{Budget as Image, BudgetStatus};
use kernel::{AccountId, BudgetId, Currency, DealId, Decimal, Limit, Money, Name, Percent, ProjectId};
use platform::{Db, Problem, Result};
use uuid::Uuid;

use super::model::Budget;

struct Row {
    budget_id: Uuid,
    deal_id: Uuid,
    win_no: i32,
    project_id: Uuid,
    account_id: Uuid,
    name: String,
    status: String,
    currency: String,
    contract_value: Decimal,
    share: Decimal,
    amount: Decimal,
    version: i64,
}

impl TryFrom<Row> for Budget {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let currency = Currency::from_code(&row.currency).map_err(Problem::internal)?;
        let status = match row.status.as_str() {
            "active" => BudgetStatus::Active,
            "frozen" => BudgetStatus::Frozen,
            _ => BudgetStatus::Cancelled,
        };
        let image = Image {
            budget_id: BudgetId::from_uuid(row.budget_id),
            deal_id: DealId::from_uuid(row.deal_id),
            win_no: row.win_no,
            project_id: ProjectId::from_uuid(row.project_id),
            account_id: AccountId::from_uuid(row.account_id),
            name: Name::new(row.name).map_err(Problem::internal)?,
            status,
            contract_value: Money::new(row.contract_value, currency).map_err(Problem::internal)?,
            share: Percent::new(row.share).map_err(Problem::internal)?,
            amount: Money::new(row.amount, currency).map_err(Problem::internal)?,
        };
        Ok(Self { image, version: row.version })
    }
}

fn word(status: BudgetStatus) -> &'static str {
    match status {
        BudgetStatus::Active => "active",
        BudgetStatus::Frozen => "frozen",
        BudgetStatus::Cancelled => "cancelled",
    }
}

/// Writes a new budget.
pub async fn insert(db: &mut Db, budget: &Budget) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &budget.image);
    sqlx::query!(
        "insert into budgets (org_id, budget_id, deal_id, win_no, project_id, account_id, name, status, currency,
                              contract_value, share, amount, version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)",
        org,
        image.budget_id.as_uuid(),
        image.deal_id.as_uuid(),
        image.win_no,
        image.project_id.as_uuid(),
        image.account_id.as_uuid(),
        image.name.as_str(),
        word(image.status),
        image.amount.currency().code(),
        image.contract_value.amount(),
        image.share.value(),
        image.amount.amount(),
        budget.version,
        now
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// A budget, for changing.
pub async fn lock(db: &mut Db, id: BudgetId) -> Result<Option<Budget>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        r#"select budget_id, deal_id, win_no, project_id, account_id, name, status, currency::text as "currency!",
                  contract_value, share, amount, version
             from budgets where org_id = $1 and budget_id = $2 for update"#,
        org,
        id.as_uuid()
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(Budget::try_from).transpose()
}

/// Writes a changed budget.
pub async fn save(db: &mut Db, budget: &Budget) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &budget.image);
    sqlx::query!(
        "update budgets
            set win_no = $3, account_id = $4, name = $5, status = $6, currency = $7, contract_value = $8, share = $9,
                amount = $10, version = $11, updated_at = $12
          where org_id = $1 and budget_id = $2 and version = $11::bigint - 1",
        org,
        image.budget_id.as_uuid(),
        image.win_no,
        image.account_id.as_uuid(),
        image.name.as_str(),
        word(image.status),
        image.amount.currency().code(),
        image.contract_value.amount(),
        image.share.value(),
        image.amount.amount(),
        budget.version,
        now
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Budgets by id, from behind one; all, or that of one project.
pub async fn list(
    db: &mut Db,
    project: Option<ProjectId>,
    after: Option<BudgetId>,
    limit: Limit,
) -> Result<Vec<Budget>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Row,
        r#"select budget_id, deal_id, win_no, project_id, account_id, name, status, currency::text as "currency!",
                  contract_value, share, amount, version
             from budgets
            where org_id = $1 and ($2::uuid is null or project_id = $2) and ($3::uuid is null or budget_id > $3)
            order by budget_id limit $4"#,
        org,
        project.map(Uuid::from),
        after.map(Uuid::from),
        limit.fetch()
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Budget::try_from).collect()
}
