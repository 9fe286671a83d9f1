DROP TABLE role_attributes;
DROP TABLE attribute_holdings;
DROP TABLE organisation_attributes;
