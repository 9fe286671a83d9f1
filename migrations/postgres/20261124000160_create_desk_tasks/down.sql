DROP TABLE desk_tasks;
DROP TABLE organisation_absences;
DROP TABLE user_absences;
