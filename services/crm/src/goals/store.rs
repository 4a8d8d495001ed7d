//! The table of goals.

use chrono::NaiveDate;
use contracts::crm::forecasting::Goal;
use kernel::{Currency, Cursor, Decimal, GoalId, Limit, MemberId, Money, Month, Page, TeamId};
use platform::{Db, FieldError, Kind, Problem, Result};
use uuid::Uuid;

use super::model::GoalState;
use crate::order::store::places;
use crate::order::{ids, orders, put};
use crate::{lists, words};

struct Row {
    goal_id: GoalId,
    version: i64,
    member_id: Option<MemberId>,
    team_id: Option<TeamId>,
    starts_on: NaiveDate,
    span: String,
    amount: Decimal,
    currency: Currency,
}

impl TryFrom<Row> for GoalState {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let image = Goal {
            goal_id: row.goal_id,
            member_id: row.member_id,
            team_id: row.team_id,
            from: Month::of(row.starts_on),
            span: words::value(row.span)?,
            amount: Money::new(row.amount, row.currency).map_err(Problem::internal)?,
        };
        Ok(Self { version: row.version, image })
    }
}

/// Which goals.
#[derive(Debug, Default)]
pub struct Filter {
    /// Of this member.
    pub member_id: Option<MemberId>,
    /// Of this team.
    pub team_id: Option<TeamId>,
    /// First month in which they begin.
    pub from: Option<Month>,
    /// Last month in which they begin.
    pub to: Option<Month>,
}

orders! {
    "GoalSort":
    /// The newest time first.
    #[default]
    Newest "-from",
    /// The oldest time first.
    Oldest "from",
    /// By the name of the member or team, everybody's last.
    Whose "whose",
    /// By the name of the member or team, downwards, everybody's last.
    WhoseDown "-whose",
    /// The smallest first.
    Smallest "amount",
    /// The largest first.
    Largest "-amount",
}

/// Goals with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select goal_id as "goal_id: GoalId", version, member_id as "member_id: MemberId",
                      team_id as "team_id: TeamId", starts_on, span, amount, currency as "currency: Currency"
                 from goals where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// Goals in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<GoalState>> {
    if sort != Sort::default() {
        return sorted(db, filter, sort, cursor, limit).await;
    }
    let (org, (after_day, after_id)) = (db.org.as_uuid(), lists::after::<(NaiveDate, Uuid)>(cursor)?.unzip());
    let found = select!(
        "($2::uuid is null or member_id = $2) and ($3::uuid is null or team_id = $3)
         and ($4::date is null or starts_on >= $4) and ($5::date is null or starts_on <= $5)
         and ($6::date is null or (starts_on, goal_id) < ($6, $7::uuid))
         order by starts_on desc, goal_id desc limit $8",
        org,
        filter.member_id.map(MemberId::as_uuid),
        filter.team_id.map(TeamId::as_uuid),
        filter.from.map(Month::first_day),
        filter.to.map(Month::first_day),
        after_day,
        after_id,
        limit.fetch()
    )
    .fetch_all(db.conn())
    .await?;
    let goals = found.into_iter().map(GoalState::try_from).collect::<Result<Vec<_>>>()?;
    Ok(Page::from_rows(goals, limit, |goal| (goal.image.from.first_day(), goal.image.goal_id)))
}

async fn sorted(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<GoalState>> {
    let page = places!(
        db, sort, cursor, limit,
        from "goals x" id "x.goal_id"
        keys "when 'from' then day_key(x.starts_on)
              when 'amount' then number_key(x.amount)
              when 'whose' then coalesce(member_key(x.org_id, x.member_id),
                (select search_key(t.name) from teams t where t.org_id = x.org_id and t.team_id = x.team_id))"
        filter "($7::uuid is null or x.member_id = $7) and ($8::uuid is null or x.team_id = $8)
                and ($9::date is null or x.starts_on >= $9) and ($10::date is null or x.starts_on <= $10)",
        filter.member_id.map(MemberId::as_uuid),
        filter.team_id.map(TeamId::as_uuid),
        filter.from.map(Month::first_day),
        filter.to.map(Month::first_day),
    );
    let org = db.org.as_uuid();
    let rows = select!("goal_id = any($2)", org, &ids(&page)).fetch_all(db.conn()).await?;
    let goals = rows.into_iter().map(GoalState::try_from).collect::<Result<Vec<_>>>()?;
    Ok(put(page, goals, |goal| goal.image.goal_id.as_uuid()))
}

/// A goal.
pub async fn get(db: &mut Db, id: GoalId) -> Result<Option<GoalState>> {
    let org = db.org.as_uuid();
    let row = select!("goal_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(GoalState::try_from).transpose()
}

/// A goal nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: GoalId) -> Result<Option<GoalState>> {
    let org = db.org.as_uuid();
    let row = select!("goal_id = $2 for update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(GoalState::try_from).transpose()
}

/// Writes a goal, new or changed; the caller holds its row when it is not new.
pub async fn save(db: &mut Db, goal: &GoalState) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &goal.image);
    sqlx::query!(
        "insert into goals (org_id, goal_id, version, member_id, team_id, starts_on, span, amount, currency, created_at,
                            updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
         on conflict (org_id, goal_id) do update
           set version = excluded.version, amount = excluded.amount, updated_at = $10",
        org,
        image.goal_id.as_uuid(),
        goal.version,
        image.member_id.map(MemberId::as_uuid),
        image.team_id.map(TeamId::as_uuid),
        image.from.first_day(),
        words::word(image.span)?,
        image.amount.amount,
        image.amount.currency.code(),
        now,
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

/// Takes a goal away.
pub async fn delete(db: &mut Db, id: GoalId) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from goals where org_id = $1 and goal_id = $2", org, id.as_uuid()).execute(db.conn()).await?;
    Ok(())
}

fn refused(error: sqlx::Error) -> Problem {
    match error.as_database_error().and_then(|database| database.constraint()) {
        Some("goals_time_key") => {
            let detail = "there is a goal for this time already; change that one";
            Problem::new(Kind::Conflict, "goal-set", "There is a goal for this time already.")
                .with_fields(vec![FieldError::new("/from", detail)])
        }
        _ => error.into(),
    }
}
