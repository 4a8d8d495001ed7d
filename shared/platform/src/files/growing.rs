//! A file that is sent while it is still being written: whoever asked need not wait for its end, and a slow reader holds up
//! nobody who writes.

use std::fs::File;

use bytes::Bytes;
use object_store::Error;
use tokio::io::AsyncReadExt;
use tokio::sync::watch;

use super::{Content, PIECE_BYTES};

/// How far a file has grown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Growth {
    /// Bytes from its beginning that can be read.
    pub bytes: u64,
    /// Whether more will come.
    pub ending: Ending,
}

/// How the writing of a file ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ending {
    /// It goes on.
    #[default]
    None,
    /// All is written.
    Whole,
    /// What is there is all there will be, and not the whole: who reads it must hear of that.
    Broken,
}

impl Content {
    /// What somebody writes into a file and tells through `growth`; `file` is another handle of it, at its beginning. When
    /// that is dropped before it says that all is written, what is sent is cut off, so that nobody takes a part for the whole.
    pub fn growing(file: File, growth: watch::Receiver<Growth>) -> Self {
        let file = tokio::fs::File::from_std(file);
        let stream = futures::stream::try_unfold((file, 0_u64, growth), |(mut file, sent, mut growth)| async move {
            loop {
                let now = *growth.borrow_and_update();
                let ready = now.bytes.saturating_sub(sent);
                if ready > 0 {
                    let most = ready.min(PIECE_BYTES as u64);
                    let mut piece = Vec::with_capacity(PIECE_BYTES);
                    let read = (&mut file)
                        .take(most)
                        .read_to_end(&mut piece)
                        .await
                        .map_err(|error| failed(Box::new(error)))?;
                    return Ok(Some((Bytes::from(piece), (file, sent + read as u64, growth))));
                }
                match now.ending {
                    Ending::Whole => return Ok(None),
                    Ending::Broken => return Err(failed("the file could not be written to its end".into())),
                    Ending::None => growth.changed().await.map_err(|error| failed(Box::new(error)))?,
                }
            }
        });
        Self { size_bytes: None, stream: Box::pin(stream) }
    }
}

fn failed(source: Box<dyn std::error::Error + Send + Sync>) -> Error {
    Error::Generic { store: "file", source }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use futures::TryStreamExt;

    use super::*;

    /// What is read of a file that grows in three steps and ends so.
    async fn read(ending: Ending) -> Result<Vec<u8>, Error> {
        let written = tempfile::NamedTempFile::new().unwrap();
        let (growth, seen) = watch::channel(Growth::default());
        let content = Content::growing(written.reopen().unwrap(), seen);
        let writing = tokio::spawn(async move {
            let mut written = written;
            for step in 1..=3_u64 {
                written.write_all(&vec![b'x'; 100_000]).unwrap();
                growth.send_replace(Growth { bytes: step * 100_000, ending: Ending::None });
                tokio::task::yield_now().await;
            }
            growth.send_modify(|growth| growth.ending = ending);
        });
        let all = content.stream.map_ok(|piece| piece.to_vec()).try_concat().await;
        writing.await.unwrap();
        all
    }

    #[tokio::test]
    async fn it_is_sent_as_it_grows_and_never_taken_for_whole_when_it_is_not() {
        assert_eq!(read(Ending::Whole).await.unwrap().len(), 300_000);
        assert!(read(Ending::Broken).await.is_err());
        assert!(read(Ending::None).await.is_err(), "whoever wrote it is gone");
    }
}
