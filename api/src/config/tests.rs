//! What a configuration may say.

use super::Config;

#[test]
fn an_unknown_key_is_refused_and_an_empty_file_is_enough() {
    let file = std::env::temp_dir().join(format!("config-{:x}.toml", rand::random::<u64>()));
    std::fs::write(&file, "pool_sise = 3\n").unwrap();
    let error = Config::read(Some(&file), None).unwrap_err().to_string();
    assert!(error.contains("pool_sise"), "{error}");
    std::fs::write(&file, "").unwrap();
    assert_eq!(Config::read(Some(&file), None).unwrap().pool_size, 8);
    std::fs::remove_file(file).unwrap();
}

#[test]
fn every_example_of_the_documentation_is_a_configuration() {
    let text = include_str!("../../../docs/login.md");
    let examples: Vec<_> = text
        .split("    [[issuers]]\n")
        .skip(1)
        .map(|rest| {
            let lines = rest.lines();
            lines
                .take_while(|line| line.is_empty() || line.starts_with("    "))
                .fold("[[issuers]]\n".to_owned(), |all, line| all + line + "\n")
        })
        .collect();
    assert_eq!(examples.len(), 4);
    for example in examples {
        let config: Result<Config, _> = toml::from_str(&example);
        assert_eq!(config.unwrap().issuers.len(), 1, "{example}");
    }
}
