//! Texts about an organisation.

shared::catalogue! {
    FACTS = "Oplysninger", "Facts";
    KIND = "Type", "Type";
    KOMMUNEKODE = "Kommunekode", "Municipality code";
    MODULE = "Brugere administreres i", "Users are administered in";
    SINCE = "Registreret", "Registered";
    LBAS = "Lokale brugeransvarlige (LBA)", "Local user administrators (LBA)";
    LBAS_LEAD = "De kan give og fratage adgange og afgøre anmodninger i organisationen.", "They can grant and revoke access and decide requests in the organisation.";
    ONE_LBA = "Der er kun én lokal brugeransvarlig. Bliver vedkommende syg eller stopper, går anmodninger til Landssupporten. Udpeg mindst én mere.", "There is only one local user administrator. If that person falls ill or leaves, requests go to Landssupporten. Appoint at least one more.";
    NO_LBA = "Der er ingen lokal brugeransvarlig. Anmodninger går til Landssupporten.", "There is no local user administrator. Requests go to Landssupporten.";
}
