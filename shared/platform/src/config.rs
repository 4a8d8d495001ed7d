//! What a service must be told: by flags or environment variables, explained by `--help`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Arg, ArgMatches, Command};

/// A value that must not be printed.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }
    /// The secret itself; never log it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[secret]")
    }
}

/// Settings every service has.
#[derive(Debug, Clone)]
pub struct Config {
    /// PostgreSQL URL of the service's database with its `_app` role: may read and write rows of one organisation at a time.
    pub database_url: Secret,
    /// The same database with the `_relay` role: may read the journal and empty the outbox.
    pub relay_database_url: Secret,
    /// NATS server or cluster.
    pub nats_url: Secret,
    /// Number of copies the cluster keeps of each stream: 1 or 3.
    pub nats_replicas: usize,
    /// Where NATS reports about itself over HTTP, to say whether it forces messages to disk.
    pub nats_monitor_url: Option<String>,
    /// Where the keys that sign access tokens are published.
    pub jwks_url: String,
    /// Issuer that access tokens must name.
    pub token_issuer: String,
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Largest number of database connections for requests and consumers.
    pub database_connections: u32,
    /// Events that may wait to be published before requests that write are refused with 503.
    pub outbox_limit: u64,
    /// Folder for the files of a service that keeps any.
    pub files_dir: Option<PathBuf>,
    /// Key with which a service keeps secrets that people entrust to it: 64 hexadecimal digits.
    pub secret_key: Option<Secret>,
    /// Where people reach the installation, for links in what is sent to them; without a slash at the end.
    pub links_url: Option<String>,
    /// Whether mails may be handed over to servers at private addresses: of this machine, or of the network it is in.
    pub private_mail_servers: bool,
    /// Whether webhooks may call private addresses: of this machine, or of the network it is in.
    pub private_webhooks: bool,
}

/// A setting that is missing or cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

/// [`Config::outbox_limit`] when nothing else is said: more than a day of 50 events a second.
pub const OUTBOX_LIMIT: u64 = 5_000_000;

const SETTINGS: [(&str, &str, Option<&str>); 15] = [
    ("database-url", "PostgreSQL URL with the service's app role (not the owner of its tables)", None),
    ("relay-database-url", "PostgreSQL URL with the service's relay role", None),
    ("nats-url", "NATS server, e.g. nats://127.0.0.1:4222", None),
    ("nats-replicas", "copies the NATS cluster keeps of each stream", Some("1")),
    (
        "nats-monitor-url",
        "monitoring address of NATS, e.g. http://127.0.0.1:8222, to see how safe messages are",
        Some(""),
    ),
    ("jwks-url", "where the keys that sign access tokens are published", None),
    ("token-issuer", "issuer that access tokens must name", Some("gerinc")),
    ("listen", "address to listen on", Some("127.0.0.1:0")),
    ("database-connections", "largest number of database connections", Some("10")),
    (
        "outbox-limit",
        "events that may wait to be published, while NATS is away, before writes are refused",
        Some("5000000"),
    ),
    ("files-dir", "folder for the files of a service that keeps any", Some("")),
    ("secret-key", "64 hexadecimal digits with which a service keeps secrets that people entrust to it", Some("")),
    ("links-url", "where people reach the installation, for links in what is sent to them", Some("")),
    ("private-mail-servers", "yes: mailboxes may use mail servers of this machine and its network", Some("no")),
    ("private-webhooks", "yes: webhooks may call addresses of this machine and its network", Some("no")),
];

/// Settings that all services of one installation share, so their variable has no prefix.
const SHARED: [&str; 6] = ["nats-url", "nats-replicas", "nats-monitor-url", "jwks-url", "token-issuer", "links-url"];

fn variable(service: &str, setting: &str) -> String {
    let name = setting.replace('-', "_").to_uppercase();
    if SHARED.contains(&setting) { name } else { format!("{}_{name}", service.to_uppercase()) }
}

/// Adds the settings of a service to its `serve` command.
pub fn arguments(command: Command, service: &str) -> Command {
    SETTINGS.iter().fold(command, |command, (name, help, default)| {
        let arg = Arg::new(*name).long(*name).env(variable(service, name)).hide_env_values(true).help(*help);
        let arg = match default {
            Some(value) => arg.default_value(*value),
            None => arg.required(true),
        };
        command.arg(arg)
    })
}

/// Reads the settings a command line and the environment gave.
pub fn from_matches(matches: &ArgMatches) -> Result<Config, ConfigError> {
    let text = |name| text(matches, name);
    let listen = text("listen")?;
    Ok(Config {
        database_url: Secret::new(text("database-url")?),
        relay_database_url: Secret::new(text("relay-database-url")?),
        nats_url: Secret::new(text("nats-url")?),
        nats_replicas: number(matches, "nats-replicas")?,
        nats_monitor_url: Some(text("nats-monitor-url")?).filter(|url| !url.is_empty()),
        jwks_url: text("jwks-url")?,
        token_issuer: text("token-issuer")?,
        listen: listen.parse().map_err(|_error| {
            ConfigError(format!("--listen must be an address such as 0.0.0.0:8080, not {listen:?}"))
        })?,
        database_connections: number(matches, "database-connections")?,
        outbox_limit: number(matches, "outbox-limit")?,
        files_dir: Some(PathBuf::from(text("files-dir")?)).filter(|folder| !folder.as_os_str().is_empty()),
        secret_key: Some(text("secret-key")?).filter(|key| !key.is_empty()).map(Secret::new),
        links_url: Some(text("links-url")?.trim_end_matches('/').to_owned()).filter(|url| !url.is_empty()),
        private_mail_servers: yes_or_no(matches, "private-mail-servers")?,
        private_webhooks: yes_or_no(matches, "private-webhooks")?,
    })
}

fn text(matches: &ArgMatches, name: &str) -> Result<String, ConfigError> {
    matches.get_one::<String>(name).cloned().ok_or_else(|| ConfigError(format!("--{name} is missing")))
}

fn yes_or_no(matches: &ArgMatches, name: &str) -> Result<bool, ConfigError> {
    match text(matches, name)?.as_str() {
        "yes" => Ok(true),
        "no" => Ok(false),
        other => Err(ConfigError(format!("--{name} must be yes or no, not {other:?}"))),
    }
}

fn number<N: FromStr>(matches: &ArgMatches, name: &str) -> Result<N, ConfigError> {
    let value = text(matches, name)?;
    value.parse().map_err(|_error| ConfigError(format!("--{name} must be a number, not {value:?}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command() -> Command {
        arguments(Command::new("serve"), "crm")
    }

    #[test]
    fn help_names_every_setting_with_its_variable() {
        let help = command().render_long_help().to_string();
        for (name, text, _) in SETTINGS {
            assert!(help.contains(&format!("--{name}")), "{name} is not in\n{help}");
            assert!(help.contains(&variable("crm", name)), "the variable of {name} is not in\n{help}");
            assert!(help.contains(text), "{name} is not explained in\n{help}");
        }
        assert!(help.contains("CRM_DATABASE_URL") && help.contains("NATS_URL") && !help.contains("CRM_NATS_URL"));
    }

    #[test]
    fn settings_that_cannot_be_read_are_named() {
        let read = |listen: &str, replicas: &str| {
            let words = [
                "serve",
                "--database-url",
                "a",
                "--relay-database-url",
                "b",
                "--nats-url",
                "c",
                "--jwks-url",
                "d",
                "--listen",
                listen,
                "--nats-replicas",
                replicas,
            ];
            from_matches(&command().try_get_matches_from(words).unwrap())
        };
        let config = read("127.0.0.1:8080", "3").unwrap();
        assert_eq!((config.listen.port(), config.nats_replicas, config.database_connections), (8080, 3, 10));
        assert_eq!((config.outbox_limit, config.private_mail_servers), (OUTBOX_LIMIT, false));
        assert!(!config.private_webhooks);
        assert!(read("nowhere", "1").unwrap_err().to_string().contains("--listen"));
        assert!(read("127.0.0.1:1", "many").unwrap_err().to_string().contains("--nats-replicas"));
        assert!(!format!("{config:?}").contains("\"a\""), "a secret is not printed");
    }

    #[test]
    fn what_has_no_default_must_be_given() {
        assert!(command().try_get_matches_from(["serve"]).is_err());
    }
}
