use brugeradm::db::{Command, Database, Failure, Recorded, Resource};

pub async fn returns_the_value<V: Resource + Clone + Send + 'static>(
    database: &Database,
    command: Command,
    view: V,
) {
    let _ = database.write(command, move |_| Ok::<V, Failure>(view.clone())).await;
}

pub fn makes_the_proof<V>(view: V) -> Recorded<V> {
    Recorded(view)
}

pub fn of_another_value<V>(proof: &Recorded<V>, view: V) -> Recorded<V> {
    Recorded { 0: view, ..*proof }
}
