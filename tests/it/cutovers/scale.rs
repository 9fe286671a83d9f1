//! All kommuner with 500 users each, rehearsed, moved and moved back.

use acceptance::both;
use diesel::connection::SimpleConnection as _;
use shared::administration::CutoverView;

use super::{CUTOVERS, cut_over, kommuner, reversal};

/// For each kommune 500 users, each with a role of their own and every second with the role that
/// Landssupporten gives; written with statements that both engines take.
const WORLD: &str = "\
INSERT INTO users (id, issuer, professional_uuid, name, email, sort_key, search_key, email_key, kind, \
    organisation_id, status, created_at, changed_at, version) \
  WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 499) \
  SELECT '01977000-' || substr(CAST(10000 + i AS TEXT), 2) || substr(id, 14), 'bulk', \
    '01977001-' || substr(CAST(10000 + i AS TEXT), 2) || substr(id, 14), 'Person', 'p@example.invalid', \
    'person', 'person', id || i, 'sagsbehandler', id, 'active', '2026-01-01 00:00:00', \
    '2026-01-01 00:00:00', 1 FROM organisations CROSS JOIN n WHERE kind = 'kommune'; \
INSERT INTO role_grants (id, user_id, holder_organisation_id, role_key, organisation_id, valid_from, \
    granted_at, reason, source, version) \
  SELECT 'a' || substr(id, 2), id, organisation_id, \
    (SELECT role_key FROM role_rules WHERE holder_kind = 'kommune' AND target = 'own' ORDER BY role_key LIMIT 1), \
    organisation_id, '2026-01-01 00:00:00', '2026-01-01 00:00:00', 'Overtaget.', 'import', 1 \
  FROM users WHERE issuer = 'bulk'; \
INSERT INTO role_grants (id, user_id, holder_organisation_id, role_key, organisation_id, valid_from, \
    granted_at, reason, source, version) \
  SELECT 'b' || substr(id, 2), id, organisation_id, \
    (SELECT role_key FROM role_rules WHERE holder_kind = 'kommune' AND target = 'umbrella' LIMIT 1), \
    '01977000-0000-7000-8000-000000000018', '2026-01-01 00:00:00', '2026-01-01 00:00:00', \
    'Overtaget.', 'import', 1 \
  FROM users WHERE issuer = 'bulk' AND substr(id, 13, 1) IN ('0', '2', '4', '6', '8')";

both! {
    async fn ninety_eight_kommuner_with_500_users_each_move_and_move_back(app: TestApp) {
        let administrator = app.login("forvalter").await;
        app.connection().batch_execute(WORLD).unwrap();
        let rehearsal = administrator.post(format!("{CUTOVERS}?dry_run=true"), &kommuner()).await;
        assert_eq!(rehearsal.status, 200, "{rehearsal:?}");
        let rehearsed: CutoverView = rehearsal.view();
        let moved = cut_over(&administrator).await;
        let reply = administrator.send(reversal(&moved).if_match(1)).await;
        assert_eq!(reply.status, 201, "{reply:?}");
        let back: CutoverView = reply.view();
        assert_eq!(moved.moved.organisations, 98);
        assert!(moved.moved.users >= 98 * 500 && moved.moved.grants >= 98 * 750, "{:?}", moved.moved);
        for report in [&rehearsed.rights, &moved.rights, &back.rights] {
            assert_eq!(report, &moved.rights);
            assert_eq!((report.before.count, &report.before), (moved.moved.grants, &report.after));
        }
        assert_eq!(rehearsed.moved, moved.moved);
        assert_eq!(back.moved, moved.moved);
    }
}
