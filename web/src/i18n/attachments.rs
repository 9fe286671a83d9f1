//! Texts about files attached to requests.

shared::catalogue! {
    TITLE = "Filer", "Files";
    NONE = "Der er ikke vedhæftet nogen filer.", "No files are attached.";
    DOWNLOAD = "Hent {name}", "Download {name}";
    ADDED = "{size} · {who} · {at}", "{size} · {who} · {at}";
    REMOVE = "Fjern {name}", "Remove {name}";
    REMOVED = "Filen er fjernet", "The file has been removed";
    ADD = "Tilføj fil", "Add file";
    CHOOSE = "Vælg filer", "Choose files";
    CHOOSE_WITH_REQUEST = "Vedhæft filer", "Attach files";
    CHOOSE_HINT = "For eksempel aftalen. PDF, PNG eller JPEG. Filerne følger med, når du sender anmodningen.", "The agreement, for example. PDF, PNG or JPEG. The files follow when you send the request.";
    LIMITS = "PDF, PNG eller JPEG. Højst {size} pr. fil og {n} filer i alt.", "PDF, PNG or JPEG. At most {size} a file and {n} files in all.";
    CHOSEN = "Filer: {names}", "Files: {names}";
    MISSING = "Vælg en fil", "Choose a file";
    ATTACHED = "{name} er vedhæftet", "{name} has been attached";
    ATTACHING = "Vedhæfter filer …", "Attaching files …";
    FAILED = "{name} blev ikke vedhæftet", "{name} was not attached";
    TOO_LARGE = "Filen er for stor. Den må højst fylde {size}.", "The file is too large. It may be at most {size}.";
    KILOBYTES = "{n} KB", "{n} KB";
    MEGABYTES = "{n} MB", "{n} MB";
}
