//! The demo world is what its contract says.

use acceptance::both;

both! {
    async fn everybody_who_is_a_user_logs_in_and_holds_what_the_contract_says(app: TestApp) {
        for (key, role) in [
            ("lba-nordisk", Some("Brugeradministration.LBA")),
            ("lba2-nordisk", Some("Brugeradministration.LBA")),
            ("bruger-nordisk", Some("JobAG.Virksomhedsbruger")),
            ("lba-fjord", Some("Brugeradministration.LBA")),
            ("lba-aarhus", Some("Brugeradministration.LBA")),
            ("sagsbehandler-aarhus", Some("Arbejdsmarkedsportalen.Sagsbehandler")),
            ("lba-3f", Some("Brugeradministration.LBA")),
            ("medarbejder-3f", None),
            ("support-1", Some("Brugeradministration.Landssupport")),
            ("support-2", Some("Brugeradministration.Landssupport")),
            ("revisor", Some("Brugeradministration.Revisor")),
            ("forvalter", Some("Brugeradministration.Systemforvalter")),
        ] {
            let me = app.login(key).await.me().await;
            let roles: Vec<_> = me.roles.iter().map(|held| held.role.as_str()).collect();
            assert_eq!(roles, Vec::from_iter(role), "{key}");
        }
    }
}
