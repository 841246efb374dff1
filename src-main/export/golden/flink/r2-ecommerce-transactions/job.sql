-- R2 Transactions to Confluent
-- Written by Sluice from the lab r2-ecommerce-transactions; README.md says how to run it.

SET 'pipeline.name' = 'r2-ecommerce-transactions';

SET 'table.local-time-zone' = 'UTC';

SET 'execution.checkpointing.interval' = '10 s';

SET 'table.exec.source.idle-timeout' = '10 s';

-- Transaction. Reads records as JSON, CSV or text into typed fields.
CREATE TABLE `transaction` (
  `TransactionNo` STRING,
  `Date` STRING,
  `ProductNo` STRING,
  `ProductName` STRING,
  `Price` DECIMAL(12, 2),
  `Quantity` BIGINT,
  `CustomerNo` STRING,
  `Country` STRING
) WITH (
  'connector' = 'kafka',
  'topic' = 'ecommerce-transactions',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'ecommerce-consumer-group',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = '${BOUNDED}',
  'value.format' = 'json',
  'value.json.ignore-parse-errors' = 'true',
  'value.json.timestamp-format.standard' = 'ISO-8601'
);

CREATE TABLE `transaction_texts` (
  `key` STRING,
  `value` STRING,
  `partition` INT METADATA FROM 'partition' VIRTUAL,
  `offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `timestamp` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'ecommerce-transactions',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'ecommerce-consumer-group-dead',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = '${BOUNDED}',
  'key.format' = 'raw',
  'key.fields' = 'key',
  'value.format' = 'raw',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE `transaction_letters` (
  `node` STRING,
  `reason` STRING,
  `partition` INT,
  `offset` BIGINT,
  `timestamp` TIMESTAMP_LTZ(3),
  `key` STRING,
  `value` STRING
) WITH (
  'connector' = 'kafka',
  'topic' = 'ecommerce-transactions-dead',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'format' = 'json'
);

-- Received messages. Shows rows on the screen as they change.
CREATE TABLE `received_messages` (
  `TransactionNo` STRING,
  `Date` STRING,
  `ProductNo` STRING,
  `ProductName` STRING,
  `Price` DECIMAL(12, 2),
  `Quantity` BIGINT,
  `CustomerNo` STRING,
  `Country` STRING
) WITH (
  'connector' = 'print',
  'print-identifier' = 'received'
);

-- Sales by country. Totals by key and by window of time.
CREATE VIEW `sales_by_country` AS
SELECT
  `Country` AS `country`,
  CAST(SUM(`Price` * `Quantity`) AS DECIMAL(38, 2)) AS `sales`,
  CAST(SUM(CAST(`Quantity` AS BIGINT)) AS BIGINT) AS `articles`,
  CAST(COUNT(DISTINCT `TransactionNo`) AS BIGINT) AS `transactions`,
  CAST(SUM(CAST(CASE WHEN `TransactionNo` LIKE 'C%' THEN 1 ELSE 0 END AS BIGINT)) AS BIGINT) AS `cancelled_lines`
FROM `transaction`
GROUP BY `Country`;

-- sales_by_country. Upserts rows into a table of MySQL, MariaDB, PostgreSQL or the embedded SQL file.
CREATE TABLE `sales_by_country_2` (
  `country` STRING,
  `sales` DECIMAL(38, 2),
  `articles` BIGINT,
  `transactions` BIGINT,
  `cancelled_lines` BIGINT,
  PRIMARY KEY (`country`) NOT ENFORCED
) WITH (
  'connector' = 'jdbc',
  'url' = '${SHOP_JDBC}',
  'table-name' = 'sales_by_country',
  'username' = '${SHOP_USERNAME}',
  'password' = '${SHOP_PASSWORD}'
);

-- Live. Shows rows on the screen as they change.
CREATE TABLE `live` (
  `country` STRING,
  `sales` DECIMAL(38, 2),
  `articles` BIGINT,
  `transactions` BIGINT,
  `cancelled_lines` BIGINT
) WITH (
  'connector' = 'print',
  'print-identifier' = 'live'
);

-- One job writes to all places, so what they share is computed once.
EXECUTE STATEMENT SET BEGIN
INSERT INTO `transaction_letters`
SELECT
  'transaction' AS `node`,
  'record-unreadable' AS `reason`,
  `partition`,
  `offset`,
  `timestamp`,
  `key`,
  `value`
FROM `transaction_texts`
WHERE `value` IS NULL OR `value` IS NOT JSON OBJECT;
INSERT INTO `received_messages`
SELECT
  `TransactionNo`,
  `Date`,
  `ProductNo`,
  `ProductName`,
  `Price`,
  `Quantity`,
  `CustomerNo`,
  `Country`
FROM `transaction`;
INSERT INTO `sales_by_country_2`
SELECT
  `country`,
  `sales`,
  `articles`,
  `transactions`,
  `cancelled_lines`
FROM `sales_by_country`;
INSERT INTO `live`
SELECT
  `country`,
  `sales`,
  `articles`,
  `transactions`,
  `cancelled_lines`
FROM `sales_by_country`;
END;
