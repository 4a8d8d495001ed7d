//! The table of signing keys. It belongs to no organisation.

use chrono::{DateTime, Utc};
use platform::problem::{Problem, Result};
use sqlx::{PgConnection, PgPool};

use super::model::{self, LEAD, SigningKey, TAIL};

/// All keys, newest last.
pub async fn list(pool: &PgPool) -> Result<Vec<SigningKey>> {
    Ok(read(&mut *pool.acquire().await?).await?)
}

async fn read(conn: &mut PgConnection) -> Result<Vec<SigningKey>, sqlx::Error> {
    sqlx::query_as!(
        SigningKey,
        "select kid, pkcs8, created_at, signs_from, published_until from signing_keys order by signs_from, kid"
    )
    .fetch_all(conn)
    .await
}

/// All keys; when there is none, the first is made, and signs at once.
pub async fn load_or_create(pool: &PgPool, now: DateTime<Utc>) -> Result<Vec<SigningKey>> {
    let mut tx = pool.begin().await?;
    lock(&mut tx).await?;
    let mut keys = read(&mut tx).await?;
    if keys.is_empty() {
        keys.push(insert(&mut tx, now, now).await?);
    }
    tx.commit().await?;
    Ok(keys)
}

/// Adds a key when the newest has become old, unless another replica has just done so.
pub async fn rotate_if_due(pool: &PgPool, now: DateTime<Utc>) -> Result<()> {
    let mut tx = pool.begin().await?;
    lock(&mut tx).await?;
    if model::is_due(&read(&mut tx).await?, now) {
        add(&mut tx, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Adds a key.
pub async fn rotate(pool: &PgPool, now: DateTime<Utc>) -> Result<SigningKey> {
    let mut tx = pool.begin().await?;
    lock(&mut tx).await?;
    let key = add(&mut tx, now).await?;
    tx.commit().await?;
    Ok(key)
}

/// Replicas change the keys one after the other.
async fn lock(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('gateway signing keys', 0))")
        .execute(conn)
        .await
        .map(drop)
}

/// The new key signs a little later; the ones before it are withdrawn a day after that, and forgotten when withdrawn.
async fn add(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<SigningKey> {
    let signs_from = now + LEAD;
    sqlx::query!("delete from signing_keys where published_until <= $1", now).execute(&mut *conn).await?;
    sqlx::query!("update signing_keys set published_until = $1 where published_until is null", signs_from + TAIL)
        .execute(&mut *conn)
        .await?;
    insert(conn, now, signs_from).await
}

async fn insert(conn: &mut PgConnection, now: DateTime<Utc>, signs_from: DateTime<Utc>) -> Result<SigningKey> {
    let key = SigningKey::from_seed(rand::random(), now, signs_from).map_err(Problem::internal)?;
    sqlx::query!(
        "insert into signing_keys (kid, pkcs8, created_at, signs_from) values ($1, $2, $3, $4)",
        key.kid,
        key.pkcs8,
        key.created_at,
        key.signs_from,
    )
    .execute(conn)
    .await?;
    Ok(key)
}
