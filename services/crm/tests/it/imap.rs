//! A mail server for tests at which mails are read: it speaks IMAP (RFC 3501) as far as a client that reads folders needs,
//! and behaves as badly as it is told.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate, Utc};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::tcp::OwnedWriteHalf;
use tokio::net::{TcpListener, TcpStream};

/// How the server behaves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Manner {
    /// As it should.
    #[default]
    Well,
    /// Hangs up in the middle of this message.
    HangsUpIn(u32),
    /// Says that it has no time, once it was asked for a message.
    IsBusy,
    /// Hangs up when it is asked for a message, before it says a word.
    HangsUp,
    /// Announces a piece that nobody has room for.
    Boasts,
    /// Says something no server says.
    Babbles,
}

/// A message in a folder.
#[derive(Debug, Clone)]
pub struct Kept {
    pub uid: u32,
    pub came_at: DateTime<Utc>,
    pub raw: String,
    pub seen: bool,
}

/// A folder.
#[derive(Debug, Clone)]
pub struct Folder {
    pub uid_validity: u32,
    pub messages: Vec<Kept>,
    next: u32,
}

#[derive(Debug, Default)]
struct Inner {
    manner: Manner,
    password: String,
    folders: BTreeMap<String, Folder>,
    /// Messages that were asked for, in order.
    read: Vec<u32>,
    logins: usize,
}

/// The server.
#[derive(Debug, Clone)]
pub struct Server {
    /// Its port at 127.0.0.1.
    pub port: u16,
    inner: Arc<Mutex<Inner>>,
}

impl Server {
    /// Starts one with an empty `INBOX`; the password is `secret`.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let inner = Inner { password: "secret".to_owned(), ..Inner::default() };
        let server = Self { port: listener.local_addr().unwrap().port(), inner: Arc::new(Mutex::new(inner)) };
        server.folder("INBOX");
        let accepting = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = accepting.clone();
                tokio::spawn(async move { server.speak(stream).await });
            }
        });
        server
    }

    /// Lets it behave like this from now on.
    pub fn behave(&self, manner: Manner) {
        self.inner.lock().unwrap().manner = manner;
    }

    /// Lets it ask for this password from now on.
    pub fn asks(&self, password: &str) {
        password.clone_into(&mut self.inner.lock().unwrap().password);
    }

    /// Makes a folder, as servers write its name.
    pub fn folder(&self, name: &str) {
        let folder = Folder { uid_validity: 7, messages: Vec::new(), next: 1 };
        self.inner.lock().unwrap().folders.insert(name.to_owned(), folder);
    }

    /// Puts a message into a folder; answers its id.
    pub fn put(&self, folder: &str, came_at: DateTime<Utc>, raw: &str) -> u32 {
        let mut inner = self.inner.lock().unwrap();
        let folder = inner.folders.get_mut(folder).unwrap();
        let uid = folder.next;
        folder.next += 1;
        folder.messages.push(Kept { uid, came_at, raw: raw.to_owned(), seen: false });
        uid
    }

    /// Takes a message away.
    pub fn remove(&self, folder: &str, uid: u32) {
        self.inner.lock().unwrap().folders.get_mut(folder).unwrap().messages.retain(|one| one.uid != uid);
    }

    /// Gives all messages of a folder new ids.
    pub fn renumber(&self, folder: &str) {
        let mut inner = self.inner.lock().unwrap();
        let folder = inner.folders.get_mut(folder).unwrap();
        folder.uid_validity += 1;
        folder.next = 1;
        for message in &mut folder.messages {
            message.uid = folder.next;
            folder.next += 1;
        }
    }

    /// A folder as it is now.
    pub fn look(&self, folder: &str) -> Folder {
        self.inner.lock().unwrap().folders[folder].clone()
    }

    /// Messages that were asked for so far, in order.
    pub fn read(&self) -> Vec<u32> {
        self.inner.lock().unwrap().read.clone()
    }

    /// How often somebody was let in.
    pub fn logins(&self) -> usize {
        self.inner.lock().unwrap().logins
    }

    async fn speak(&self, stream: TcpStream) -> Option<()> {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        say(&mut write, "* OK [CAPABILITY IMAP4rev1] hello").await?;
        let mut opened: Option<(String, bool)> = None;
        loop {
            let line = lines.next_line().await.ok()??;
            let (tag, command) = line.split_once(' ')?;
            let word = command.split(' ').next().unwrap_or_default().to_ascii_uppercase();
            let manner = self.inner.lock().unwrap().manner;
            let ok = format!("{tag} OK done");
            match (word.as_str(), command) {
                ("LOGIN", _) => {
                    let right = {
                        let mut inner = self.inner.lock().unwrap();
                        let right = command.ends_with(&format!("\"{}\"", inner.password));
                        inner.logins += usize::from(right);
                        right
                    };
                    let no = format!("{tag} NO [AUTHENTICATIONFAILED] wrong password");
                    say(&mut write, if right { &ok } else { &no }).await?;
                }
                ("LIST", _) => {
                    let names: Vec<String> = self.inner.lock().unwrap().folders.keys().cloned().collect();
                    for name in names {
                        say(&mut write, &format!("* LIST () \"/\" \"{name}\"")).await?;
                    }
                    say(&mut write, &ok).await?;
                }
                ("SELECT" | "EXAMINE", _) => {
                    let name = command.split_once(' ')?.1.trim_matches('"').to_owned();
                    let found = self.inner.lock().unwrap().folders.get(&name).cloned();
                    let Some(folder) = found else {
                        say(&mut write, &format!("{tag} NO no such folder")).await?;
                        continue;
                    };
                    if manner == Manner::Babbles {
                        return say(&mut write, "HTTP/1.1 200 OK").await;
                    }
                    say(&mut write, &format!("* {} EXISTS", folder.messages.len())).await?;
                    say(&mut write, &format!("* OK [UIDVALIDITY {}] valid", folder.uid_validity)).await?;
                    say(&mut write, &format!("* OK [UIDNEXT {}] next", folder.next)).await?;
                    say(&mut write, &ok).await?;
                    opened = Some((name, word == "SELECT"));
                }
                ("UID", _) => {
                    let (name, to_change) = opened.clone()?;
                    if command.contains("BODY") && manner == Manner::HangsUp {
                        return None;
                    }
                    if command.contains("BODY") && manner == Manner::IsBusy {
                        say(&mut write, &format!("{tag} NO [UNAVAILABLE] too busy")).await?;
                        continue;
                    }
                    self.uid(&mut write, command.split_once(' ')?.1, (&name, to_change, manner)).await?;
                    say(&mut write, &ok).await?;
                }
                ("LOGOUT", _) => {
                    say(&mut write, "* BYE").await?;
                    return say(&mut write, &ok).await;
                }
                _ => say(&mut write, &format!("{tag} BAD what?")).await?,
            }
        }
    }

    async fn uid(
        &self,
        write: &mut OwnedWriteHalf,
        command: &str,
        (name, to_change, manner): (&str, bool, Manner),
    ) -> Option<()> {
        let (word, rest) = command.split_once(' ')?;
        let folder = self.look(name);
        match word.to_ascii_uppercase().as_str() {
            "SEARCH" => {
                let mut words = rest.split(' ');
                let from: u32 = words.nth(1)?.strip_suffix(":*")?.parse().ok()?;
                let since = NaiveDate::parse_from_str(words.nth(1)?, "%d-%b-%Y").ok()?;
                let last = folder.messages.last().map_or(0, |one| one.uid);
                let named = |one: &&Kept| one.uid >= from || one.uid == last;
                let found = folder.messages.iter().filter(named).filter(|one| one.came_at.date_naive() >= since);
                let found: Vec<String> = found.map(|one| one.uid.to_string()).collect();
                say(write, format!("* SEARCH {}", found.join(" ")).trim_end()).await
            }
            "FETCH" => {
                let (set, what) = rest.split_once(' ')?;
                for (place, one) in folder.messages.iter().enumerate() {
                    if !set.split(',').any(|uid| uid == one.uid.to_string()) {
                        continue;
                    }
                    let (seq, uid) = (place + 1, one.uid);
                    if !what.contains("BODY") {
                        let at = one.came_at.format("%d-%b-%Y %H:%M:%S +0000");
                        let size = one.raw.len();
                        let line = format!("* {seq} FETCH (UID {uid} INTERNALDATE \"{at}\" RFC822.SIZE {size})");
                        say(write, &line).await?;
                        continue;
                    }
                    assert!(what.contains("BODY.PEEK[]"), "nothing is marked by reading: {what}");
                    self.inner.lock().unwrap().read.push(uid);
                    let most =
                        what.split_once("<0.").map_or(usize::MAX, |(_, n)| n.trim_end_matches(">)").parse().unwrap());
                    let raw = &one.raw[..one.raw.len().min(most)];
                    let from = if most == usize::MAX { "" } else { "<0>" };
                    let size = if manner == Manner::Boasts { 400_000_000 } else { raw.len() };
                    say(write, &format!("* {seq} FETCH (UID {uid} BODY[]{from} {{{size}}}")).await?;
                    if manner == Manner::HangsUpIn(uid) {
                        write.write_all(&raw.as_bytes()[..raw.len() / 2]).await.ok()?;
                        return None;
                    }
                    write.write_all(raw.as_bytes()).await.ok()?;
                    say(write, ")").await?;
                }
                Some(())
            }
            "STORE" => {
                assert!(to_change && rest.contains("\\Seen"), "{rest}");
                let uid: u32 = rest.split(' ').next()?.parse().ok()?;
                let mut inner = self.inner.lock().unwrap();
                let messages = &mut inner.folders.get_mut(name)?.messages;
                messages.iter_mut().filter(|one| one.uid == uid).for_each(|one| one.seen = true);
                Some(())
            }
            _ => None,
        }
    }
}

async fn say(write: &mut OwnedWriteHalf, line: &str) -> Option<()> {
    write.write_all(format!("{line}\r\n").as_bytes()).await.ok()
}
