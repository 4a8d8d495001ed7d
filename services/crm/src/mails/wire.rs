//! Connections to mail servers: in the clear or with TLS, and never with more to hear than was agreed.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, LazyLock};
use std::task::{Context, Poll};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

/// How connections with TLS are made: by the certificates that browsers trust.
static TLS: LazyLock<Option<TlsConnector>> = LazyLock::new(|| {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().ok()?;
    Some(TlsConnector::from(Arc::new(config.with_root_certificates(roots).with_no_client_auth())))
});

/// A connection over which no more than so much is heard.
#[derive(Debug)]
pub struct Limited {
    stream: TcpStream,
    left: usize,
}

/// A connection to a mail server.
#[derive(Debug)]
pub enum Wire {
    /// In the clear.
    Plain(Limited),
    /// With TLS; what is limited is what comes from the network.
    Tls(Box<TlsStream<Limited>>),
}

/// Connects to one of these addresses, to hear at most so many bytes.
///
/// # Errors
/// What to tell whoever set it up.
pub async fn connect(found: &[SocketAddr], most: usize) -> Result<Limited, String> {
    let stream = TcpStream::connect(found).await;
    let stream = stream.map_err(|error| format!("the mail server cannot be reached: {error}"))?;
    Ok(Limited { stream, left: most })
}

/// Goes on with TLS, at a server that proves to be this one.
///
/// # Errors
/// What to tell whoever set it up.
pub async fn secured(stream: Limited, host: &str) -> Result<Wire, String> {
    let name =
        ServerName::try_from(host.to_owned()).map_err(|_error| format!("{host} is no name a server can have"))?;
    let connector = TLS.as_ref().ok_or_else(|| "this installation cannot speak TLS".to_owned())?;
    let stream = connector.connect(name, stream).await;
    let stream = stream.map_err(|error| format!("no secure connection could be made: {error}"))?;
    Ok(Wire::Tls(Box::new(stream)))
}

impl AsyncTokioStream for Limited {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.stream.peer_addr()
    }
}

impl AsyncRead for Limited {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(cx, buffer);
        let Some(left) = self.left.checked_sub(buffer.filled().len() - before) else {
            buffer.set_filled(before);
            return Poll::Ready(Err(io::Error::other("the mail server says too much")));
        };
        self.left = left;
        polled
    }
}

impl AsyncWrite for Limited {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl AsyncTokioStream for Wire {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        match self {
            Self::Plain(stream) => stream.peer_addr(),
            Self::Tls(stream) => stream.get_ref().0.peer_addr(),
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_read(cx, buffer),
            Self::Tls(stream) => Pin::new(stream).poll_read(cx, buffer),
        }
    }
}

impl AsyncWrite for Wire {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_write(cx, bytes),
            Self::Tls(stream) => Pin::new(stream).poll_write(cx, bytes),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_flush(cx),
            Self::Tls(stream) => Pin::new(stream).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_shutdown(cx),
            Self::Tls(stream) => Pin::new(stream).poll_shutdown(cx),
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    async fn server() -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                tokio::spawn(async move { while stream.write_all(&[b'x'; 4096]).await.is_ok() {} });
            }
        });
        address
    }

    #[tokio::test]
    async fn nobody_is_heard_out_who_never_ends() {
        let mut stream = connect(&[server().await], 100_000).await.unwrap();
        let mut heard = Vec::new();
        let error = stream.read_to_end(&mut heard).await.unwrap_err();
        assert!(error.to_string().contains("too much") && heard.len() <= 100_000, "{error}");
        // Nor under TLS, where the limit is on what comes from the network.
        let stream = connect(&[server().await], 100_000).await.unwrap();
        assert!(secured(stream, "localhost").await.is_err());
    }
}
