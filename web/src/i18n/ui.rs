//! Texts of the building blocks.

shared::catalogue! {
    BREADCRUMB = "Brødkrumme", "Breadcrumb";
    CLOSE = "Luk", "Close";
    CANCEL = "Annullér", "Cancel";
    BACK = "Tilbage", "Back";
    NEXT = "Videre", "Continue";
    TRY_AGAIN = "Prøv igen", "Try again";
    TO_START = "Til forsiden", "To the start page";
    LOADING = "Henter …", "Loading …";
    SHOW_MORE = "Vis flere", "Show more";
    ROWS_SHOWN = "Viser {n}", "Showing {n}";
    REFERENCE = "Referencenummer", "Reference number";
    TONE_INFO = "Information", "Information";
    TONE_SUCCESS = "Udført", "Done";
    TONE_WARNING = "Advarsel", "Warning";
    TONE_ERROR = "Fejl", "Error";
    ERROR_PREFIX = "Fejl:", "Error:";
    OPTIONAL = "(frivilligt)", "(optional)";
    ONE_ERROR = "Der er 1 fejl", "There is 1 error";
    MANY_ERRORS = "Der er {n} fejl", "There are {n} errors";
    AT_MOST = "Du kan skrive op til {n} tegn.", "You can write up to {n} characters.";
    LEFT = "Du har {n} tegn tilbage", "You have {n} characters left";
    TOO_MANY = "Du har skrevet {n} tegn for meget", "You have written {n} characters too many";
    DAY = "Dag", "Day";
    MONTH = "Måned", "Month";
    YEAR = "År", "Year";
    NOT_A_DATE = "Skriv en dato, der findes: dag, måned og år med tal, for eksempel 31 12 2027", "Write a date that exists: day, month and year in digits, for example 31 12 2027";
    DATE_PASSED = "Skriv en dato, der ligger i fremtiden", "Write a date in the future";
    STEP_OF = "Trin {n} af {of}", "Step {n} of {of}";
    STEP_DONE = "gennemført", "done";
    NOT_FOUND_TITLE = "Siden findes ikke, eller du har ikke adgang til den", "The page does not exist, or you have no access to it";
    NOT_FOUND_TEXT = "Tjek adressen, hvis du selv har skrevet den. Har du fulgt et link, kan det handle om noget i en anden organisation end din.", "Check the address if you typed it yourself. If you followed a link, it may be about something in another organisation than yours.";
    NOT_ENTITLED_TITLE = "Du har ikke adgang til denne side", "You have no access to this page";
    NOT_ENTITLED_TEXT = "Spørg en lokal brugeransvarlig (LBA) i din organisation, hvis du mener, at du skal have adgang.", "Ask a local user administrator (LBA) in your organisation if you think you should have access.";
    FAILED_TITLE = "Siden kan ikke vises lige nu", "The page cannot be shown right now";
    UNREACHABLE_TITLE = "Der er ingen forbindelse", "There is no connection";
    UNREACHABLE_TEXT = "Serveren svarer ikke. Det, du har skrevet, er her stadig. Tjek din forbindelse, og prøv igen.", "The server does not answer. What you have written is still here. Check your connection and try again.";
    UNINTELLIGIBLE_TEXT = "Svaret fra serveren kunne ikke læses. Indlæs siden igen. Hjælper det ikke, så kontakt support.", "The answer from the server could not be read. Reload the page. If that does not help, contact support.";
}
