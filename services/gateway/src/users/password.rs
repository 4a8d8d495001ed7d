//! Hashing of passwords with Argon2id: slow on purpose, so never on a thread that answers requests and never too many
//! at once.

use std::sync::Arc;

use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use platform::problem::{Problem, Result};
use tokio::sync::Semaphore;

use super::model::Password;

/// Hashes worked on at once; each takes 19 MiB and a core for some tens of milliseconds.
const AT_ONCE: usize = 4;

/// Makes and compares hashes.
#[derive(Debug, Clone)]
pub struct Hasher {
    permits: Arc<Semaphore>,
    /// Hash of nothing anybody knows; compared with when there is no user, so that an answer takes as long.
    stranger: Arc<str>,
}

impl Hasher {
    /// A hasher with the parameters recommended for Argon2id (RFC 9106 as applied by OWASP: 19 MiB, two passes).
    pub fn new() -> Result<Self> {
        let stranger = hash(&hex::encode(rand::random::<[u8; 16]>()))?;
        Ok(Self { permits: Arc::new(Semaphore::new(AT_ONCE)), stranger: stranger.into() })
    }

    /// The hash of a password, as a PHC string.
    pub async fn hash(&self, password: Password) -> Result<String> {
        self.work(move || hash(password.expose())).await
    }

    /// Whether the password is the one of this hash. Takes the same time when there is no hash, and answers no.
    pub async fn verify(&self, password: Password, expected: Option<String>) -> Result<bool> {
        let stranger = Arc::clone(&self.stranger);
        self.work(move || {
            let known = expected.is_some();
            let expected = expected.as_deref().unwrap_or(&stranger);
            let matches = Argon2::default().verify_password(password.expose().as_bytes(), expected).is_ok();
            Ok(known && matches)
        })
        .await
    }

    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let _permit = self.permits.acquire().await.map_err(Problem::internal)?;
        tokio::task::spawn_blocking(work).await.map_err(Problem::internal)?
    }
}

fn hash(password: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes()).map_err(Problem::internal)?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_recognised() {
        let hasher = Hasher::new().unwrap();
        let hash = hasher.hash(Password::new("correct horse")).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(hasher.verify(Password::new("correct horse"), Some(hash.clone())).await.unwrap());
        assert!(!hasher.verify(Password::new("battery staple"), Some(hash)).await.unwrap());
        assert!(!hasher.verify(Password::new("correct horse"), None).await.unwrap());
    }
}
