DROP TABLE cutover_organisations;
DROP TABLE cutovers;
