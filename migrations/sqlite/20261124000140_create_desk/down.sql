DROP TABLE lba_appointments;
DROP INDEX access_requests_decided_at_the_desk;
DROP TABLE lookups;
