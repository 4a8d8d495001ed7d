use std::collections::BTreeSet;

#[test]
fn every_operation_has_a_name_of_its_own_and_says_what_it_needs() {
    let document = serde_json::to_value(billing::service().openapi()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let ours = paths.iter().filter(|(path, _)| path.starts_with("/v1/"));
    let operations: Vec<_> = ours.flat_map(|(_, methods)| methods.as_object().unwrap().values()).collect();
    let ids: BTreeSet<&str> = operations.iter().map(|one| one["operationId"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), operations.len());
    assert!(operations.iter().all(|one| one["x-permission"].is_string()));
    for id in ["invoices_issue", "payments_receive", "receivables_totals", "schedules_resume", "work_list"] {
        assert!(ids.contains(id), "{id} of {ids:?}");
    }
}
