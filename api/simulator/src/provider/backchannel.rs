//! OpenID Connect Back-Channel Logout 1.0: telling clients that a session is over.

use futures_util::future::join_all;

use super::Provider;

/// One client to tell.
struct Notice {
    uri: String,
    token: String,
}

impl Provider {
    /// Ends all sessions of an identity. Returns how many clients accepted.
    pub(crate) async fn end_sessions_of(&self, identity: &str) -> usize {
        let ids = self.memory().sessions.of_identity(identity);
        join_all(ids.iter().map(|id| self.end_session(id)))
            .await
            .into_iter()
            .sum()
    }

    /// Ends a session with its access tokens, and tells every client that took part in it.
    /// Returns how many accepted.
    pub(super) async fn end_session(&self, id: &str) -> usize {
        let told = join_all(self.close(id).iter().map(|notice| self.tell(notice))).await;
        told.into_iter().filter(|accepted| *accepted).count()
    }

    fn close(&self, id: &str) -> Vec<Notice> {
        let (session, clients) = {
            let mut memory = self.memory();
            memory.access_tokens.retain(|_, token| token.session != id);
            let Some(session) = memory.sessions.end(id) else {
                return Vec::new();
            };
            let clients = session.clients.iter();
            let clients: Vec<_> = clients
                .filter_map(|client| memory.clients.get(client).cloned())
                .collect();
            (session, clients)
        };
        let notices = clients.into_iter().filter_map(|client| {
            let uri = client.backchannel_logout_uri?;
            let token = self.logout_token(&session.identity, &client.id, id);
            let token = token
                .inspect_err(|error| tracing::error!(%error, "no logout token"))
                .ok()?;
            Some(Notice { uri, token })
        });
        notices.collect()
    }

    async fn tell(&self, notice: &Notice) -> bool {
        let sent = self.http.post(&notice.uri);
        let answer = sent.form(&[("logout_token", &notice.token)]).send().await;
        match answer.and_then(reqwest::Response::error_for_status) {
            Ok(_) => true,
            Err(error) => {
                tracing::warn!(error = %error.without_url(), "a client did not accept a logout");
                false
            }
        }
    }
}
