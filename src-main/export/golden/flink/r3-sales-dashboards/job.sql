-- R3 Real-time sales dashboard
-- Written by Sluice from the lab r3-sales-dashboards; README.md says how to run it.

SET 'pipeline.name' = 'r3-sales-dashboards';

SET 'table.local-time-zone' = 'UTC';

SET 'execution.checkpointing.interval' = '10 s';

SET 'table.exec.source.idle-timeout' = '10 s';

-- Order. Reads records as JSON, CSV or text into typed fields.
CREATE TABLE `order` (
  `order_id` BIGINT,
  `order_product_name` STRING,
  `order_card_type` STRING,
  `order_amount` DECIMAL(12, 2),
  `order_datetime` STRING,
  `order_country_name` STRING,
  `order_city_name` STRING,
  `order_ecommerce_website_name` STRING
) WITH (
  'connector' = 'kafka',
  'topic' = 'order-events',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'r3-sales-dashboards-order',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = '${BOUNDED}',
  'value.format' = 'json',
  'value.json.ignore-parse-errors' = 'true',
  'value.json.timestamp-format.standard' = 'ISO-8601'
);

CREATE TABLE `order_texts` (
  `key` STRING,
  `value` STRING,
  `partition` INT METADATA FROM 'partition' VIRTUAL,
  `offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `timestamp` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'order-events',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'r3-sales-dashboards-order-dead',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = '${BOUNDED}',
  'key.format' = 'raw',
  'key.fields' = 'key',
  'value.format' = 'raw',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE `order_letters` (
  `node` STRING,
  `reason` STRING,
  `partition` INT,
  `offset` BIGINT,
  `timestamp` TIMESTAMP_LTZ(3),
  `key` STRING,
  `value` STRING
) WITH (
  'connector' = 'kafka',
  'topic' = 'order-events-dead',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'format' = 'json'
);

-- With date and hour. Derives fields by expressions and leaves others out.
CREATE VIEW `with_date_and_hour` AS
SELECT
  `order_id`,
  `order_product_name`,
  `order_card_type`,
  `order_amount`,
  `order_datetime`,
  `order_country_name`,
  `order_city_name`,
  `order_ecommerce_website_name`,
  SUBSTRING(`order_datetime`, 1, 10) AS `partition_date`,
  SUBSTRING(`order_datetime`, 12, 2) AS `partition_hour`
FROM `order`;

-- Raw events. Upserts rows into a Cassandra table by its primary key.
CREATE TABLE `raw_events` (
  `order_id` BIGINT,
  `order_product_name` STRING,
  `order_card_type` STRING,
  `order_amount` DECIMAL(12, 2),
  `order_datetime` STRING,
  `order_country_name` STRING,
  `order_city_name` STRING,
  `order_ecommerce_website_name` STRING,
  `partition_date` STRING,
  `partition_hour` STRING,
  PRIMARY KEY (`partition_date`, `partition_hour`, `order_id`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'ecom_db.order_events',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'key.format' = 'json',
  'value.format' = 'json',
  'value.json.encode.decimal-as-plain-number' = 'true'
);

-- Sales by card type. Totals by key and by window of time.
CREATE VIEW `sales_by_card_type` AS
SELECT
  `order_card_type` AS `card_type`,
  CAST(SUM(`order_amount`) AS DECIMAL(22, 2)) AS `total_sales`
FROM `order`
GROUP BY `order_card_type`;

-- Sales by country. Totals by key and by window of time.
CREATE VIEW `sales_by_country` AS
SELECT
  `order_country_name` AS `country`,
  CAST(SUM(`order_amount`) AS DECIMAL(22, 2)) AS `total_sales`
FROM `order`
GROUP BY `order_country_name`;

-- charts_salesbycardtype. Upserts rows into a table of MySQL, MariaDB, PostgreSQL or the embedded SQL file.
CREATE TABLE `charts_salesbycardtype` (
  `card_type` STRING,
  `total_sales` DOUBLE,
  PRIMARY KEY (`card_type`) NOT ENFORCED
) WITH (
  'connector' = 'jdbc',
  'url' = '${ECOM_DB_JDBC}',
  'table-name' = 'charts_salesbycardtype',
  'username' = '${ECOM_DB_USERNAME}',
  'password' = '${ECOM_DB_PASSWORD}'
);

-- charts_salesbycountry. Upserts rows into a table of MySQL, MariaDB, PostgreSQL or the embedded SQL file.
CREATE TABLE `charts_salesbycountry` (
  `country` STRING,
  `total_sales` DOUBLE,
  PRIMARY KEY (`country`) NOT ENFORCED
) WITH (
  'connector' = 'jdbc',
  'url' = '${ECOM_DB_JDBC}',
  'table-name' = 'charts_salesbycountry',
  'username' = '${ECOM_DB_USERNAME}',
  'password' = '${ECOM_DB_PASSWORD}'
);

-- By card type. Shows rows on the screen as they change.
CREATE TABLE `by_card_type` (
  `card_type` STRING,
  `total_sales` DECIMAL(22, 2)
) WITH (
  'connector' = 'print',
  'print-identifier' = 'cards'
);

-- By country. Shows rows on the screen as they change.
CREATE TABLE `by_country` (
  `country` STRING,
  `total_sales` DECIMAL(22, 2)
) WITH (
  'connector' = 'print',
  'print-identifier' = 'countries'
);

-- All orders. Totals by key and by window of time.
CREATE VIEW `all_orders` AS
SELECT
  CAST(COUNT(*) AS BIGINT) AS `orders`,
  CAST(SUM(`order_amount`) AS DECIMAL(22, 2)) AS `sales`,
  CAST(AVG(`order_amount`) AS DECIMAL(16, 6)) AS `average`
FROM `order`;

-- Sales by website. Totals by key and by window of time.
CREATE VIEW `sales_by_website` AS
SELECT
  REPLACE(`order_ecommerce_website_name`, 'www.', '') AS `website`,
  CAST(SUM(`order_amount`) AS DECIMAL(22, 2)) AS `total_sales`
FROM `order`
GROUP BY REPLACE(`order_ecommerce_website_name`, 'www.', '');

-- Sales per minute. Totals by key and by window of time.
CREATE VIEW `sales_per_minute` AS
SELECT
  TO_TIMESTAMP_LTZ(TIMESTAMPDIFF(SECOND, TO_TIMESTAMP_LTZ(0, 3), CAST(TO_TIMESTAMP(`order_datetime`, 'yyyy-MM-dd HH:mm:ss') AS TIMESTAMP_LTZ(3))) - MOD(TIMESTAMPDIFF(SECOND, TO_TIMESTAMP_LTZ(0, 3), CAST(TO_TIMESTAMP(`order_datetime`, 'yyyy-MM-dd HH:mm:ss') AS TIMESTAMP_LTZ(3))), 60), 0) AS `window_start`,
  TO_TIMESTAMP_LTZ(TIMESTAMPDIFF(SECOND, TO_TIMESTAMP_LTZ(0, 3), CAST(TO_TIMESTAMP(`order_datetime`, 'yyyy-MM-dd HH:mm:ss') AS TIMESTAMP_LTZ(3))) - MOD(TIMESTAMPDIFF(SECOND, TO_TIMESTAMP_LTZ(0, 3), CAST(TO_TIMESTAMP(`order_datetime`, 'yyyy-MM-dd HH:mm:ss') AS TIMESTAMP_LTZ(3))), 60), 0) + INTERVAL '0 00:01:00.000' DAY(3) TO SECOND(3) AS `window_end`,
  CAST(SUM(`order_amount`) AS DECIMAL(22, 2)) AS `total_sales`
FROM `order`
WHERE CAST(TO_TIMESTAMP(`order_datetime`, 'yyyy-MM-dd HH:mm:ss') AS TIMESTAMP_LTZ(3)) IS NOT NULL
GROUP BY TO_TIMESTAMP_LTZ(TIMESTAMPDIFF(SECOND, TO_TIMESTAMP_LTZ(0, 3), CAST(TO_TIMESTAMP(`order_datetime`, 'yyyy-MM-dd HH:mm:ss') AS TIMESTAMP_LTZ(3))) - MOD(TIMESTAMPDIFF(SECOND, TO_TIMESTAMP_LTZ(0, 3), CAST(TO_TIMESTAMP(`order_datetime`, 'yyyy-MM-dd HH:mm:ss') AS TIMESTAMP_LTZ(3))), 60), 0);

-- Key figures. Shows rows on the screen as they change.
CREATE TABLE `key_figures` (
  `orders` BIGINT,
  `sales` DECIMAL(22, 2),
  `average` DECIMAL(16, 6)
) WITH (
  'connector' = 'print',
  'print-identifier' = 'figures'
);

-- By website. Shows rows on the screen as they change.
CREATE TABLE `by_website` (
  `website` STRING,
  `total_sales` DECIMAL(22, 2)
) WITH (
  'connector' = 'print',
  'print-identifier' = 'websites'
);

-- By minute. Shows rows on the screen as they change.
CREATE TABLE `by_minute` (
  `window_start` TIMESTAMP_LTZ(3),
  `total_sales` DECIMAL(22, 2)
) WITH (
  'connector' = 'print',
  'print-identifier' = 'minutes'
);

-- Latest orders. Shows rows on the screen as they change.
CREATE TABLE `latest_orders` (
  `order_id` BIGINT,
  `order_product_name` STRING,
  `order_card_type` STRING,
  `order_amount` DECIMAL(12, 2)
) WITH (
  'connector' = 'print',
  'print-identifier' = 'latest'
);

-- One job writes to all places, so what they share is computed once.
EXECUTE STATEMENT SET BEGIN
INSERT INTO `order_letters`
SELECT
  'order' AS `node`,
  'record-unreadable' AS `reason`,
  `partition`,
  `offset`,
  `timestamp`,
  `key`,
  `value`
FROM `order_texts`
WHERE `value` IS NULL OR `value` IS NOT JSON OBJECT;
INSERT INTO `raw_events`
SELECT
  `order_id`,
  `order_product_name`,
  `order_card_type`,
  `order_amount`,
  `order_datetime`,
  `order_country_name`,
  `order_city_name`,
  `order_ecommerce_website_name`,
  `partition_date`,
  `partition_hour`
FROM `with_date_and_hour`
WHERE `partition_date` IS NOT NULL AND `partition_hour` IS NOT NULL AND `order_id` IS NOT NULL;
INSERT INTO `charts_salesbycardtype`
SELECT
  `card_type`,
  CAST(`total_sales` AS DOUBLE) AS `total_sales`
FROM `sales_by_card_type`;
INSERT INTO `charts_salesbycountry`
SELECT
  `country`,
  CAST(`total_sales` AS DOUBLE) AS `total_sales`
FROM `sales_by_country`;
INSERT INTO `by_card_type`
SELECT
  `card_type`,
  `total_sales`
FROM `sales_by_card_type`;
INSERT INTO `by_country`
SELECT
  `country`,
  `total_sales`
FROM `sales_by_country`;
INSERT INTO `key_figures`
SELECT
  `orders`,
  `sales`,
  `average`
FROM `all_orders`;
INSERT INTO `by_website`
SELECT
  `website`,
  `total_sales`
FROM `sales_by_website`;
INSERT INTO `by_minute`
SELECT
  `window_start`,
  `total_sales`
FROM `sales_per_minute`;
INSERT INTO `latest_orders`
SELECT
  `order_id`,
  `order_product_name`,
  `order_card_type`,
  `order_amount`
FROM `order`;
END;
