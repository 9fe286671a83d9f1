DROP INDEX role_grants_imported;
DROP INDEX users_email;
DROP TABLE import_links;
DROP TABLE import_rows;
DROP TABLE imports;
