//! Texts of imports.

use shared::{
    import::{ImportOutcome, ImportRecord, ImportState},
    language::Bilingual,
};

shared::catalogue! {
    TITLE = "Import", "Import";
    LEAD = "Overtag organisationer, brugere og tildelinger fra Arbejdsmarkedsportalens modul (AMP) eller et andet system. Hver linje kontrolleres først. Intet ændres, før du kører importen.", "Take over organisations, users and grants from Arbejdsmarkedsportalen's module (AMP) or another system. Every line is checked first. Nothing is changed before you let the import run.";
    UPLOAD = "Læg en fil op", "Upload a file";
    FILES = "CSV-filer", "CSV files";
    FILES_HINT = "Organisationer, brugere og tildelinger i én fil eller i hver sin. Første linje er kolonnenavne. Skriv aldrig CPR-numre.", "Organisations, users and grants in one file or in one each. The first line is the column names. Never write CPR numbers.";
    SOURCE = "Kildesystem", "Source system";
    SOURCE_HINT = "En import fjerner kun det, en tidligere import fra samme kildesystem har givet.", "An import removes only what an earlier import from the same source system gave.";
    UPLOAD_AND_CHECK = "Læg op og kontrollér", "Upload and check";
    NO_FILE = "Vælg mindst én fil.", "Choose at least one file.";
    HISTORY = "Tidligere importer", "Earlier imports";
    EMPTY = "Ingen importer endnu", "No imports yet";
    EMPTY_HINT = "Når en fil er lagt op, står den her.", "When a file has been uploaded, it is listed here.";
    COLUMN_FILE = "Fil", "File";
    COLUMN_WHEN = "Lagt op", "Uploaded";
    COLUMN_WHO = "Af", "By";
    COLUMN_STATE = "Status", "Status";
    COLUMN_ROWS = "Linjer", "Lines";
    COMMAND_LINE = "kommandolinjen", "the command line";

    PROGRESS = "{n} af {total} linjer", "{n} of {total} lines";
    SECONDS_LEFT = "ca. {n} sekunder tilbage", "about {n} seconds left";
    MINUTES_LEFT = "ca. {n} minutter tilbage", "about {n} minutes left";
    MAY_LEAVE = "Du kan forlade siden. Arbejdet fortsætter.", "You may leave the page. The work goes on.";
    WOULD_BE = "Hvad importen vil gøre", "What the import will do";
    WERE = "Hvad importen har gjort", "What the import has done";
    COLUMN_RECORD = "Linjer om", "Lines about";
    COLUMN_OUTCOME = "Udfald", "Outcome";
    COLUMN_COUNT = "Antal", "Number";
    NOTHING_COUNTED = "Ingen linjer er behandlet endnu.", "No lines have been handled yet.";

    RUN = "Kør importen", "Let the import run";
    RUN_TITLE = "Kør importen?", "Let the import run?";
    RUN_TEXT = "Importen ændrer nu brugere og tildelinger, som kontrollen har vist. Hver ændring skrives i adgangsloggen.", "The import now changes users and grants as the check has shown. Every change is written in the access log.";
    GO_ON = "Fjern dem, og fortsæt", "Remove them, and go on";
    TOO_MANY = "{n} af {owned} tildelinger ville blive fjernet", "{n} of {owned} grants would be removed";
    TOO_MANY_TEXT = "Det er flere end normalt. Kontrollér, at filen er hel. Importen stopper, før den fjerner noget, medmindre du bekræfter antallet.", "That is more than usual. Check that the file is whole. The import stops before it removes anything, unless you confirm the number.";
    CONFIRM_NUMBER = "Skriv antallet af tildelinger, der skal fjernes", "Write the number of grants to be removed";
    CONFIRM_HINT = "Lad feltet stå tomt for at køre importen uden at fjerne noget endnu.", "Leave the field empty to let the import run without removing anything yet.";
    NOT_A_NUMBER = "Skriv et helt tal.", "Write a whole number.";
    CANCEL = "Opgiv importen", "Give the import up";
    CANCEL_TITLE = "Opgiv importen?", "Give the import up?";
    CANCEL_TEXT = "Det, importen allerede har gjort, bliver stående.", "What the import has already done stays.";
    STARTED_TOAST = "Importen kører", "The import is running";
    CANCELLED_TOAST = "Importen er opgivet", "The import has been given up";

    REPORT = "Linje for linje", "Line by line";
    DOWNLOAD = "Hent afviste og bevarede linjer (CSV)", "Download refused and kept lines (CSV)";
    NO_ROWS = "Ingen linjer", "No lines";
    NO_ROWS_HINT = "Ingen linjer passer til filtrene.", "No lines match the filters.";
    COLUMN_LINE = "Linje", "Line";
    COLUMN_WHAT = "Indhold", "Content";
    COLUMN_WHY = "Forklaring", "Explanation";
    IN_COLUMN = "Kolonne: {name}", "Column: {name}";

    UPLOADING = "Modtages", "Being received";
    CHECKING = "Kontrolleres", "Being checked";
    CHECKED = "Kontrolleret", "Checked";
    RUNNING = "Kører", "Running";
    STOPPED = "Stoppet", "Stopped";
    DONE = "Udført", "Done";
    FAILED = "Mislykkedes", "Failed";
    CANCELLED = "Opgivet", "Given up";

    CREATED = "Oprettes", "Created";
    CHANGED = "Ændres", "Changed";
    UNCHANGED = "Uændret", "Unchanged";
    KEPT = "Bevares", "Kept";
    REMOVED = "Fjernes", "Removed";
    REFUSED = "Afvist", "Refused";

    ORGANISATIONS = "Organisationer", "Organisations";
    USERS = "Brugere", "Users";
    GRANTS = "Tildelinger", "Grants";
    REMOVALS = "Mangler i filen", "Missing from the file";
}

/// How far an import has come, in a word.
pub(crate) const fn state(state: ImportState) -> Bilingual {
    match state {
        ImportState::Uploading => UPLOADING,
        ImportState::Checking => CHECKING,
        ImportState::Checked => CHECKED,
        ImportState::Running => RUNNING,
        ImportState::Stopped => STOPPED,
        ImportState::Done => DONE,
        ImportState::Failed => FAILED,
        ImportState::Cancelled => CANCELLED,
    }
}

/// What becomes of a line, in a word.
pub(crate) const fn outcome(outcome: ImportOutcome) -> Bilingual {
    match outcome {
        ImportOutcome::Created => CREATED,
        ImportOutcome::Changed => CHANGED,
        ImportOutcome::Unchanged => UNCHANGED,
        ImportOutcome::Kept => KEPT,
        ImportOutcome::Removed => REMOVED,
        ImportOutcome::Refused => REFUSED,
    }
}

/// What a line is about.
pub(crate) const fn record(record: ImportRecord) -> Bilingual {
    match record {
        ImportRecord::Organisation => ORGANISATIONS,
        ImportRecord::User => USERS,
        ImportRecord::Grant => GRANTS,
        ImportRecord::Removal => REMOVALS,
    }
}
