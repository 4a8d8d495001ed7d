#[tokio::test]
async fn hold() {
    let stage = crate::stage::gateway().await;
    std::fs::write("/tmp/gw_addr", stage.url("")).unwrap();
    tokio::time::sleep(std::time::Duration::from_secs(90)).await;
}
