#[tokio::test]
async fn dump() {
    let world = suite::world().await;
    let text = reqwest::get(format!("{}/api/openapi.json", world.url)).await.unwrap().text().await.unwrap();
    std::fs::write("/var/tmp/openapi.json", text).unwrap();
}
