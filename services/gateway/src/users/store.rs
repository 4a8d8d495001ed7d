//! The tables of users and of where they may log in. They belong to no organisation: what is asked before one is known
//! goes through a connection of none.

use chrono::{DateTime, Utc};
use kernel::{Email, MemberId, Name, OrgId, TextError, UserId};
use platform::Db;
use platform::db::Database;
use platform::problem::{FieldError, Kind, OnConstraint, Problem, Result};
use sqlx::PgConnection;

/// A person who may log in.
#[derive(Debug, Clone)]
pub struct User {
    /// Its id.
    pub user_id: UserId,
    /// Address; compared without regard to case.
    pub email: Email,
    /// Name.
    pub name: Name,
}

impl User {
    /// What is told of somebody who only looks at a demo company: neither name nor address. Nothing sent there arrives.
    pub fn unnamed(user_id: UserId, member: MemberId) -> Result<Self, TextError> {
        let email = Email::new(format!("guest-{}@demo.invalid", member.as_uuid().simple()))?;
        Ok(Self { user_id, email, name: Name::new("Guest")? })
    }
}

/// What a log-in is compared with.
#[derive(Debug)]
pub struct Known {
    /// Who it would be.
    pub user_id: UserId,
    /// PHC string of the password.
    pub password_hash: String,
    /// Whether it is certain that nobody but the person chose the password.
    pub password_is_own: bool,
}

/// What is known of an address, before it is known who asks.
pub async fn known(db: &Database, email: &Email) -> Result<Option<Known>> {
    let row = sqlx::query!(
        "select user_id, password_hash, password_is_own from users where lower(email) = lower($1)",
        email.as_str()
    )
    .fetch_optional(&mut *db.connection().await?)
    .await?;
    Ok(row.map(|row| Known {
        user_id: UserId::from_uuid(row.user_id),
        password_hash: row.password_hash,
        password_is_own: row.password_is_own,
    }))
}

/// A user.
pub async fn get(db: &Database, user: UserId) -> Result<Option<User>> {
    let row = sqlx::query!("select email, name from users where user_id = $1", user.as_uuid())
        .fetch_optional(&mut *db.connection().await?)
        .await?;
    row.map(|row| {
        Ok(User {
            user_id: user,
            email: Email::new(row.email).map_err(Problem::internal)?,
            name: Name::new(row.name).map_err(Problem::internal)?,
        })
    })
    .transpose()
}

/// Hash and address of a user who wants another password.
pub async fn credentials(db: &Database, user: UserId) -> Result<Option<(Email, String)>> {
    let row = sqlx::query!("select email, password_hash from users where user_id = $1", user.as_uuid())
        .fetch_optional(&mut *db.connection().await?)
        .await?;
    row.map(|row| Ok((Email::new(row.email).map_err(Problem::internal)?, row.password_hash))).transpose()
}

/// Replaces the hash of a password, unless it has been replaced in between. Answers whether it did. `is_own` says that
/// certainly nobody but the person chose the new one; what was certain once stays so, since nobody else changes it.
pub async fn replace_password(
    conn: &mut PgConnection,
    user: UserId,
    old: &str,
    new: &str,
    is_own: bool,
    now: DateTime<Utc>,
) -> Result<bool> {
    let done = sqlx::query!(
        "update users set password_hash = $3, password_is_own = password_is_own or $4, updated_at = $5
          where user_id = $1 and password_hash = $2",
        user.as_uuid(),
        old,
        new,
        is_own,
        now,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The user with an address.
pub async fn find(db: &mut Db, email: &Email) -> Result<Option<User>> {
    let row = sqlx::query!("select user_id, email, name from users where lower(email) = lower($1)", email.as_str())
        .fetch_optional(db.conn())
        .await?;
    let user = |row: (uuid::Uuid, String, String)| -> Result<User> {
        Ok(User {
            user_id: UserId::from_uuid(row.0),
            email: Email::new(row.1).map_err(Problem::internal)?,
            name: Name::new(row.2).map_err(Problem::internal)?,
        })
    };
    row.map(|row| user((row.user_id, row.email, row.name))).transpose()
}

/// What a new user logs in with.
#[derive(Debug)]
pub struct FirstPassword {
    /// PHC string of it.
    pub hash: String,
    /// Whether the person chose it, and not whoever adds them.
    pub is_own: bool,
}

/// Adds a user; an address that is taken is refused at the field `pointer`.
pub async fn insert(db: &mut Db, user: &User, password: &FirstPassword, pointer: &'static str) -> Result<()> {
    let now = db.now;
    sqlx::query!(
        "insert into users (user_id, email, name, password_hash, password_is_own, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $6)",
        user.user_id.as_uuid(),
        user.email.as_str(),
        user.name.as_str(),
        password.hash,
        password.is_own,
        now,
    )
    .execute(db.conn())
    .await
    .on_constraint("users_email_key", || {
        let detail = "Somebody with this e-mail address already has a log-in.";
        Problem::new(Kind::Conflict, "email-taken", detail).with_fields(vec![FieldError::new(pointer, detail)])
    })?;
    Ok(())
}

/// Lets a user log in to the transaction's organisation.
pub async fn let_in(db: &mut Db, user: UserId) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "insert into user_organizations (user_id, organization, joined_at) values ($1, $2, $3) on conflict do nothing",
        user.as_uuid(),
        org,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Ends a user's way into the transaction's organisation, and the sessions that are open there.
pub async fn shut_out(db: &mut Db, user: UserId) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from user_organizations where user_id = $1 and organization = $2", user.as_uuid(), org)
        .execute(db.conn())
        .await?;
    sqlx::query!("delete from sessions where user_id = $1 and organization_id = $2", user.as_uuid(), org)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Where a user may log in, longest membership first.
pub async fn organizations(db: &Database, user: UserId) -> Result<Vec<OrgId>> {
    let rows = sqlx::query_scalar!(
        "select organization from user_organizations where user_id = $1 order by joined_at, organization",
        user.as_uuid()
    )
    .fetch_all(&mut *db.connection().await?)
    .await?;
    Ok(rows.into_iter().map(OrgId::from_uuid).collect())
}
