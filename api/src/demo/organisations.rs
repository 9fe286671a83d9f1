//! Organisations of the demo world: kommuner and a-kasser as they are, companies as made up.

use mitid_erhverv_simulator::identities::cvr;
use shared::organisation::OrganisationKind;

use crate::bootstrap::{FirstOrganisation, FirstUnit};

/// Every kommune's code and name.
const KOMMUNER: [(&str, &str); 98] = [
    ("101", "København"),
    ("147", "Frederiksberg"),
    ("151", "Ballerup"),
    ("153", "Brøndby"),
    ("155", "Dragør"),
    ("157", "Gentofte"),
    ("159", "Gladsaxe"),
    ("161", "Glostrup"),
    ("163", "Herlev"),
    ("165", "Albertslund"),
    ("167", "Hvidovre"),
    ("169", "Høje-Taastrup"),
    ("173", "Lyngby-Taarbæk"),
    ("175", "Rødovre"),
    ("183", "Ishøj"),
    ("185", "Tårnby"),
    ("187", "Vallensbæk"),
    ("190", "Furesø"),
    ("201", "Allerød"),
    ("210", "Fredensborg"),
    ("217", "Helsingør"),
    ("219", "Hillerød"),
    ("223", "Hørsholm"),
    ("230", "Rudersdal"),
    ("240", "Egedal"),
    ("250", "Frederikssund"),
    ("253", "Greve"),
    ("259", "Køge"),
    ("260", "Halsnæs"),
    ("265", "Roskilde"),
    ("269", "Solrød"),
    ("270", "Gribskov"),
    ("306", "Odsherred"),
    ("316", "Holbæk"),
    ("320", "Faxe"),
    ("326", "Kalundborg"),
    ("329", "Ringsted"),
    ("330", "Slagelse"),
    ("336", "Stevns"),
    ("340", "Sorø"),
    ("350", "Lejre"),
    ("360", "Lolland"),
    ("370", "Næstved"),
    ("376", "Guldborgsund"),
    ("390", "Vordingborg"),
    ("400", "Bornholm"),
    ("410", "Middelfart"),
    ("420", "Assens"),
    ("430", "Faaborg-Midtfyn"),
    ("440", "Kerteminde"),
    ("450", "Nyborg"),
    ("461", "Odense"),
    ("479", "Svendborg"),
    ("480", "Nordfyns"),
    ("482", "Langeland"),
    ("492", "Ærø"),
    ("510", "Haderslev"),
    ("530", "Billund"),
    ("540", "Sønderborg"),
    ("550", "Tønder"),
    ("561", "Esbjerg"),
    ("563", "Fanø"),
    ("573", "Varde"),
    ("575", "Vejen"),
    ("580", "Aabenraa"),
    ("607", "Fredericia"),
    ("615", "Horsens"),
    ("621", "Kolding"),
    ("630", "Vejle"),
    ("657", "Herning"),
    ("661", "Holstebro"),
    ("665", "Lemvig"),
    ("671", "Struer"),
    ("706", "Syddjurs"),
    ("707", "Norddjurs"),
    ("710", "Favrskov"),
    ("727", "Odder"),
    ("730", "Randers"),
    ("740", "Silkeborg"),
    ("741", "Samsø"),
    ("746", "Skanderborg"),
    ("751", "Aarhus"),
    ("756", "Ikast-Brande"),
    ("760", "Ringkøbing-Skjern"),
    ("766", "Hedensted"),
    ("773", "Morsø"),
    ("779", "Skive"),
    ("787", "Thisted"),
    ("791", "Viborg"),
    ("810", "Brønderslev"),
    ("813", "Frederikshavn"),
    ("820", "Vesthimmerlands"),
    ("825", "Læsø"),
    ("840", "Rebild"),
    ("846", "Mariagerfjord"),
    ("849", "Jammerbugt"),
    ("851", "Aalborg"),
    ("860", "Hjørring"),
];

/// The only kommune in the demo world whose CVR number is known here: people log in from it.
const AARHUS: &str = "751";

/// Unemployment funds with their CVR numbers.
const A_KASSER: [(&str, &str); 18] = [
    ("Akademikernes (AAK)", "18194686"),
    ("Lederne", "56995811"),
    ("3F", "20815116"),
    ("DSA", "12927487"),
    ("HK", "55373612"),
    ("Min A-kasse", "72619110"),
    ("Krifa", "40081011"),
    ("Lærernes", "75401515"),
    ("FOA", "46024516"),
    ("Dansk Metal", "12665911"),
    ("ASE", "59568116"),
    ("Magistrenes (MA)", "21127019"),
    ("FTF-A", "55664528"),
    ("CA", "10631203"),
    ("Det Faglige Hus", "26820146"),
    ("BUPL", "54904614"),
    ("Socialpædagogernes (SL)", "63140228"),
    ("Teknikernes (TAK)", "11886817"),
];

/// The companies; nobody has a part in them but in the demo.
const VIRKSOMHEDER: [(&str, &str); 3] = [
    ("Nordisk Byg A/S", cvr::NORDISK_BYG),
    ("Fjordcafeen ApS", cvr::FJORDCAFEEN),
    ("Solo Consult", cvr::SOLO_CONSULT),
];

/// The workplaces of the largest company. No real P-number is near these.
pub(super) const UNITS: [(&str, FirstUnit); 2] = [
    (
        cvr::NORDISK_BYG,
        FirstUnit {
            p_number: "1900000017",
            name: "Nordisk Byg, Aarhus Havn",
        },
    ),
    (
        cvr::NORDISK_BYG,
        FirstUnit {
            p_number: "1900000025",
            name: "Nordisk Byg, Odense",
        },
    ),
];

fn with_cvr(kind: OrganisationKind, name: &str, cvr: &str) -> FirstOrganisation {
    FirstOrganisation {
        kind,
        name: name.to_owned(),
        cvr: Some(cvr.to_owned()),
        kommunekode: None,
    }
}

/// Every organisation of the demo world but the umbrella.
pub(super) fn organisations() -> Vec<FirstOrganisation> {
    let kommuner = KOMMUNER.iter().map(|(code, name)| FirstOrganisation {
        kind: OrganisationKind::Kommune,
        name: format!("{name} Kommune"),
        cvr: (*code == AARHUS).then(|| cvr::AARHUS_KOMMUNE.to_owned()),
        kommunekode: Some((*code).to_owned()),
    });
    let a_kasser = A_KASSER
        .iter()
        .map(|(name, cvr)| with_cvr(OrganisationKind::AKasse, name, cvr));
    let companies = VIRKSOMHEDER
        .iter()
        .map(|(name, cvr)| with_cvr(OrganisationKind::Virksomhed, name, cvr));
    let provider = with_cvr(OrganisationKind::AndenAktoer, "Jobvejen ApS", cvr::JOBVEJEN);
    let star = with_cvr(
        OrganisationKind::Styrelse,
        "Styrelsen for Arbejdsmarked og Rekruttering",
        cvr::STAR,
    );
    [star, provider]
        .into_iter()
        .chain(kommuner)
        .chain(a_kasser)
        .chain(companies)
        .collect()
}
