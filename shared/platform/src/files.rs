//! Files that a service keeps beside its tables: in an object store, under their organisation and the SHA-256 of what is
//! in them.
//!
//! A file is written first and then named by a row; when the row is not committed, the file is left over and removed by
//! a job of the service after [`GRACE`]. Whoever names a file holds it with [`Files::hold`] until they commit, and that
//! job works under [`Files::hold_all`], so a file is never removed while somebody is about to name it.

use std::path::Path as Folder;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures::stream::BoxStream;
use futures::{TryStreamExt, future};
use http_body_util::BodyExt;
use kernel::{EventId, OrgId};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncSeekExt};

use crate::problem::{Kind, Problem, Result};
use crate::tx::Db;

mod growing;
mod http;

pub use growing::{Ending, Growth};
pub use http::{Cache, FileReply, Upload};

/// How long a file that nothing names stays: longer than any request that is about to name it.
pub const GRACE: chrono::TimeDelta = chrono::TimeDelta::hours(24);
/// Bytes collected before they are written; stores take no smaller parts than this.
const PART_BYTES: usize = 5 * 1024 * 1024;
/// Bytes of a file that are sent at a time.
const PIECE_BYTES: usize = 64 * 1024;
/// Bytes of a file from which its kind is told.
const HEAD_BYTES: usize = 16;
/// How much of a file that was refused for its size is still read, and for how long: whoever is still sending would not
/// read the answer.
const DISCARD_BYTES: u64 = 16 * 1024 * 1024;
const DISCARD_LIMIT: Duration = Duration::from_secs(2);

/// The files of a service. Made with the service, opened when it starts.
#[derive(Clone, Default)]
pub struct Files(Arc<OnceLock<Arc<dyn ObjectStore>>>);

/// A file that was received, and is not kept yet.
#[derive(Debug)]
pub struct Incoming {
    /// SHA-256 of its content, in small hexadecimal digits.
    pub sha256: String,
    /// Its size in bytes.
    pub size_bytes: u64,
    org: OrgId,
    place: Path,
}

/// A file that is read.
pub struct Content {
    /// Its size in bytes, when that is known before it is sent.
    pub size_bytes: Option<u64>,
    /// Its content, piece by piece.
    pub stream: BoxStream<'static, object_store::Result<Bytes>>,
}

/// Why the folder for files cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// None was configured.
    #[error("this service keeps files: say where with --files-dir, or the variable that --help names")]
    Missing,
    /// It cannot be made or entered.
    #[error("the folder {0} for files cannot be used: {1}")]
    Folder(String, String),
}

impl std::fmt::Debug for Files {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Files").field(&self.0.get()).finish()
    }
}

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Content").field("size_bytes", &self.size_bytes).finish_non_exhaustive()
    }
}

impl Content {
    /// What was written into a file of its own, from its beginning; for a file that is made for whoever asks and kept nowhere.
    pub async fn of(file: std::fs::File) -> Result<Self> {
        let mut file = tokio::fs::File::from_std(file);
        let size_bytes = file.seek(std::io::SeekFrom::End(0)).await.map_err(Problem::internal)?;
        file.rewind().await.map_err(Problem::internal)?;
        let stream = futures::stream::try_unfold(file, |mut file| async move {
            let mut piece = Vec::with_capacity(PIECE_BYTES);
            let failed =
                |error: std::io::Error| object_store::Error::Generic { store: "file", source: Box::new(error) };
            let read = (&mut file).take(PIECE_BYTES as u64).read_to_end(&mut piece).await.map_err(failed)?;
            Ok((read > 0).then(|| (Bytes::from(piece), file)))
        });
        Ok(Self { size_bytes: Some(size_bytes), stream: Box::pin(stream) })
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        let size_bytes = bytes.len() as u64;
        Self {
            size_bytes: Some(size_bytes),
            stream: Box::pin(futures::stream::once(future::ready(Ok(Bytes::from(bytes))))),
        }
    }
}

fn folder_of(org: OrgId) -> Path {
    Path::from(org.to_string())
}

fn place_of(org: OrgId, sha256: &str) -> Path {
    folder_of(org).join("kept").join(sha256)
}

impl Files {
    /// Opens the folder, and makes it when it is not there. What is written is on the disk before it is answered for.
    pub(crate) fn open(&self, folder: Option<&Folder>) -> Result<(), FilesError> {
        let folder = folder.ok_or(FilesError::Missing)?;
        let failed = |error: String| FilesError::Folder(folder.display().to_string(), error);
        std::fs::create_dir_all(folder).map_err(|error| failed(error.to_string()))?;
        remove_unfinished(folder).map_err(|error| failed(error.to_string()))?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(|error| failed(error.to_string()))?;
        self.0
            .set(Arc::new(store.with_fsync(true)))
            .map_err(|_already| failed("the service was started before".to_owned()))
    }

    fn store(&self) -> Result<&Arc<dyn ObjectStore>> {
        self.0.get().ok_or_else(|| Problem::internal("files are used before the service was started"))
    }

    /// Receives a file of at most `limit_bytes`. `check` sees its first bytes and refuses what it is not.
    ///
    /// # Errors
    /// 413 `file-too-large`, 400 when the body ends early, and what `check` says. Nothing of the file stays then.
    pub async fn receive(
        &self,
        org: OrgId,
        body: Body,
        limit_bytes: u64,
        check: impl Fn(&[u8]) -> Result<()> + Send,
    ) -> Result<Incoming> {
        let place = folder_of(org).join("incoming").join(EventId::new().to_string());
        let mut upload = self.store()?.put_multipart(&place).await.map_err(Problem::internal)?;
        match fill(upload.as_mut(), body, limit_bytes, check).await {
            Ok((sha256, size_bytes)) => {
                upload.complete().await.map_err(Problem::internal)?;
                Ok(Incoming { sha256, size_bytes, org, place })
            }
            Err(problem) => {
                if let Err(error) = upload.abort().await {
                    tracing::warn!(%error, "a refused file could not be removed; the job will");
                }
                Err(problem)
            }
        }
    }

    /// Puts a received file where it is found by its content. The same content is kept once.
    pub async fn keep(&self, file: &Incoming) -> Result<()> {
        let to = place_of(file.org, &file.sha256);
        self.store()?.rename(&file.place, &to).await.map_err(Problem::internal)
    }

    /// Makes sure that a file is there and stays until this transaction ends, which is about to name it.
    ///
    /// # Errors
    /// 503 when it was removed a moment ago; sent again, it will be kept.
    pub async fn hold(&self, db: &mut Db, sha256: &str) -> Result<()> {
        let org = db.org;
        sqlx::query("select pg_advisory_xact_lock_shared(hashtextextended('files ' || $1::uuid, 0))")
            .bind(org.as_uuid())
            .execute(db.conn())
            .await?;
        match self.store()?.head(&place_of(org, sha256)).await {
            Ok(_) => Ok(()),
            Err(error) => Err(Problem::unavailable(format!("a file that was just kept is gone: {error}"))),
        }
    }

    /// Keeps everybody else from naming files of this organisation until this transaction ends.
    pub async fn hold_all(&self, db: &mut Db) -> Result<()> {
        let org = db.org.as_uuid();
        sqlx::query("select pg_advisory_xact_lock(hashtextextended('files ' || $1::uuid, 0))")
            .bind(org)
            .execute(db.conn())
            .await?;
        Ok(())
    }

    /// A file by its content; none when it is not there.
    pub async fn read(&self, org: OrgId, sha256: &str) -> Result<Option<Content>> {
        match self.store()?.get(&place_of(org, sha256)).await {
            Ok(found) => Ok(Some(Content { size_bytes: Some(found.meta.size), stream: found.into_stream() })),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(Problem::internal(error)),
        }
    }

    /// SHA-256 of kept files of an organisation that were written before a moment, by name, at most `most` after `after`.
    pub async fn older_than(
        &self,
        org: OrgId,
        moment: DateTime<Utc>,
        after: Option<&str>,
        most: usize,
    ) -> Result<Vec<String>> {
        let folder = folder_of(org).join("kept");
        let store = self.store()?;
        let all = match after {
            Some(after) => store.list_with_offset(Some(&folder), &place_of(org, after)),
            None => store.list(Some(&folder)),
        };
        let old = all.try_filter(|file| future::ready(file.last_modified < moment));
        // A folder lists its files in no order.
        let mut names: Vec<String> = old
            .map_ok(|file| file.location.filename().unwrap_or_default().to_owned())
            .try_collect()
            .await
            .map_err(Problem::internal)?;
        names.sort_unstable();
        names.truncate(most);
        Ok(names)
    }

    /// Removes what was received before a moment and never kept: its request ended half-way.
    pub async fn remove_incoming(&self, org: OrgId, moment: DateTime<Utc>) -> Result<()> {
        let store = self.store()?;
        let mut all = store.list(Some(&folder_of(org).join("incoming")));
        while let Some(file) = all.try_next().await.map_err(Problem::internal)? {
            if file.last_modified < moment {
                remove(store, &file.location).await?;
            }
        }
        Ok(())
    }

    /// Removes a kept file, unless it was written again since a moment, or `hold_all` no longer holds.
    pub async fn remove(&self, db: &mut Db, sha256: &str, moment: DateTime<Utc>) -> Result<()> {
        let place = place_of(db.org, sha256);
        let store = self.store()?;
        // The lock is gone when the database ended the transaction, and that is what any statement finds out.
        sqlx::query("select").execute(db.conn()).await?;
        match store.head(&place).await {
            Ok(file) if file.last_modified < moment => remove(store, &place).await,
            Ok(_) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(Problem::internal(error)),
        }
    }
}

/// Removes what a process that was killed had begun to write: the store shows such files to nobody.
fn remove_unfinished(folder: &Folder) -> std::io::Result<()> {
    let grace = GRACE.to_std().unwrap_or_default();
    for org in std::fs::read_dir(folder)? {
        let Ok(files) = std::fs::read_dir(org?.path().join("incoming")) else { continue };
        for file in files {
            let file = file?;
            let is_old = file.metadata()?.modified()?.elapsed().is_ok_and(|age| age > grace);
            if is_old && file.file_name().to_string_lossy().contains('#') {
                std::fs::remove_file(file.path())?;
            }
        }
    }
    Ok(())
}

async fn remove(store: &Arc<dyn ObjectStore>, place: &Path) -> Result<()> {
    match store.delete(place).await {
        Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
        Err(error) => Err(Problem::internal(error)),
    }
}

/// Writes a body as it comes; returns its SHA-256 and size.
async fn fill(
    upload: &mut dyn MultipartUpload,
    mut body: Body,
    limit_bytes: u64,
    check: impl Fn(&[u8]) -> Result<()>,
) -> Result<(String, u64)> {
    let (mut digest, mut size, mut checked) = (Sha256::new(), 0_u64, false);
    let (mut head, mut part) = (Vec::with_capacity(HEAD_BYTES), Vec::new());
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_error| cut_off())?;
        let Ok(data) = frame.into_data() else { continue };
        size += data.len() as u64;
        if size > limit_bytes {
            discard(body).await;
            return Err(too_large(limit_bytes));
        }
        digest.update(&data);
        head.extend(data.iter().take(HEAD_BYTES - head.len()));
        if !checked && head.len() == HEAD_BYTES {
            check(&head)?;
            checked = true;
        }
        part.extend_from_slice(&data);
        if part.len() >= PART_BYTES {
            upload.put_part(PutPayload::from(std::mem::take(&mut part))).await.map_err(Problem::internal)?;
        }
    }
    if !checked {
        check(&head)?;
    }
    upload.put_part(PutPayload::from(part)).await.map_err(Problem::internal)?;
    Ok((hex::encode(digest.finalize()), size))
}

fn cut_off() -> Problem {
    Problem::new(Kind::Malformed, "body-cut-off", "The body ended before the length that was announced.")
}

fn too_large(limit_bytes: u64) -> Problem {
    Problem::new(Kind::TooLarge, "file-too-large", format!("The file may have at most {limit_bytes} bytes."))
}

async fn discard(mut body: Body) {
    let read = async {
        let mut size = 0;
        while let Some(Ok(frame)) = body.frame().await {
            size += frame.data_ref().map_or(0, Bytes::len) as u64;
            if size > DISCARD_BYTES {
                return;
            }
        }
    };
    let _ = tokio::time::timeout(DISCARD_LIMIT, read).await;
}
