//! Services speak in their own name only: each has a user of its own at NATS, and the server holds it to what it needs.

use std::time::Duration;

use gerinc::suite::SERVICES;
use platform::bus;
use platform::config::Secret;
use suite::world;
use testkit::on_runtime;

async fn context(url: String, name: &'static str) -> async_nats::jetstream::Context {
    on_runtime(async move { bus::jetstream(&bus::connect(&Secret::new(url), name).await.unwrap()) }).await
}

#[tokio::test]
async fn a_service_cannot_publish_read_or_delete_in_the_name_of_another() {
    let world = world().await;
    let (admin, urls) = {
        let suite = world.suite.lock().await;
        let nats = &suite.ground.servers.nats;
        (nats.url().to_owned(), SERVICES.map(|name| (name, nats.url_of(name).to_owned())))
    };
    let all = context(admin.clone(), "test").await;
    let attempts = urls.into_iter().zip(SERVICES.into_iter().cycle().skip(1)).map(|((name, url), victim)| {
        let (all, admin) = (&all, &admin);
        async move {
            assert_ne!(url, *admin, "{name} has a user of its own");
            let own = context(url, name).await;
            let subject = format!("ev.{victim}.thing.forged.v1");
            // The server does not answer what it does not allow, so the wait for an acknowledgement ends.
            let sent = own.publish(subject.clone(), "{}".into()).await;
            let forged = async { sent.ok()?.await.ok() };
            assert!(tokio::time::timeout(Duration::from_secs(5), forged).await.is_ok_and(|ack| ack.is_none()));
            assert!(own.delete_stream(bus::stream_name(victim)).await.is_err(), "{name} deletes what {victim} said");
            let stream = all.get_stream(bus::stream_name(victim)).await.unwrap();
            assert!(stream.get_last_raw_message_by_subject(&subject).await.is_err(), "{name} spoke as {victim}");
        }
    });
    futures::future::join_all(attempts).await;
}

#[tokio::test]
async fn a_service_cannot_listen_to_answers_meant_for_another() {
    let world = world().await;
    let (admin, url) = {
        let suite = world.suite.lock().await;
        let nats = &suite.ground.servers.nats;
        (nats.url().to_owned(), nats.url_of("expenses").to_owned())
    };
    let heard = on_runtime(async move {
        let spy = bus::connect(&Secret::new(url), "expenses").await.unwrap();
        let mut answers = spy.subscribe("_INBOX_billing.>").await.unwrap();
        spy.flush().await.unwrap();
        let all = bus::connect(&Secret::new(admin), "test").await.unwrap();
        all.publish("_INBOX_billing.x", "an answer".into()).await.unwrap();
        // What is allowed arrives after what is not, if that arrives at all.
        let mut own = spy.subscribe("_INBOX_expenses.x").await.unwrap();
        spy.flush().await.unwrap();
        all.publish("_INBOX_expenses.x", "for expenses".into()).await.unwrap();
        all.flush().await.unwrap();
        futures::StreamExt::next(&mut own).await.unwrap();
        tokio::time::timeout(Duration::from_millis(10), futures::StreamExt::next(&mut answers))
            .await
            .ok()
            .flatten()
            .is_some()
    });
    assert!(!heard.await);
}
