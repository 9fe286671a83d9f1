DROP TABLE role_conflicts;
DROP TABLE role_prerequisites;
