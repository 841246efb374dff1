-- R1 Sales on a console table
-- Written by Sluice from the lab r1-ventas-events; README.md says how to run it.

SET 'pipeline.name' = 'r1-ventas-events';

SET 'table.local-time-zone' = 'UTC';

SET 'execution.checkpointing.interval' = '10 s';

SET 'table.exec.source.idle-timeout' = '10 s';

-- Sale. Reads records as JSON, CSV or text into typed fields.
CREATE TABLE `sale` (
  `products` ARRAY<ROW<`name` STRING, `quantity` STRING, `cantidad` STRING, `price` DECIMAL(12, 2)>>
) WITH (
  'connector' = 'kafka',
  'topic' = 'ventas-events',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'r1-ventas-events-sale',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = '${BOUNDED}',
  'value.format' = 'json',
  'value.json.ignore-parse-errors' = 'true',
  'value.json.timestamp-format.standard' = 'ISO-8601'
);

CREATE TABLE `sale_texts` (
  `key` STRING,
  `value` STRING,
  `partition` INT METADATA FROM 'partition' VIRTUAL,
  `offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `timestamp` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'ventas-events',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'r1-ventas-events-sale-dead',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = '${BOUNDED}',
  'key.format' = 'raw',
  'key.fields' = 'key',
  'value.format' = 'raw',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE `sale_letters` (
  `node` STRING,
  `reason` STRING,
  `partition` INT,
  `offset` BIGINT,
  `timestamp` TIMESTAMP_LTZ(3),
  `key` STRING,
  `value` STRING
) WITH (
  'connector' = 'kafka',
  'topic' = 'ventas-events-dead',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'format' = 'json'
);

-- Items. One row for each element of an array.
CREATE VIEW `items` AS
SELECT
  `products`,
  CAST(ROW(`_element`.`_1`, `_element`.`_2`, `_element`.`_3`, `_element`.`_4`) AS ROW<`name` STRING, `quantity` STRING, `cantidad` STRING, `price` DECIMAL(12, 2)>) AS `product`
FROM `sale`
CROSS JOIN UNNEST(`products`) AS `_element` (`_1`, `_2`, `_3`, `_4`);

-- Total per product. Totals by key and by window of time.
CREATE VIEW `total_per_product` AS
SELECT
  `product`.`name` AS `product_name`,
  CAST(SUM(TRY_CAST(TRIM(COALESCE(`product`.`quantity`, `product`.`cantidad`)) AS INT) * `product`.`price`) AS DECIMAL(33, 2)) AS `total_sold_value`
FROM `items`
GROUP BY `product`.`name`;

-- Console. Shows the rows as Spark prints them on the console.
CREATE TABLE `console` (
  `product_name` STRING,
  `total_sold_value` DECIMAL(33, 2)
) WITH (
  'connector' = 'print',
  'print-identifier' = 'console'
);

-- Live. Shows rows on the screen as they change.
CREATE TABLE `live` (
  `product_name` STRING,
  `total_sold_value` DECIMAL(33, 2)
) WITH (
  'connector' = 'print',
  'print-identifier' = 'live'
);

-- One job writes to all places, so what they share is computed once.
EXECUTE STATEMENT SET BEGIN
INSERT INTO `sale_letters`
SELECT
  'sale' AS `node`,
  'record-unreadable' AS `reason`,
  `partition`,
  `offset`,
  `timestamp`,
  `key`,
  `value`
FROM `sale_texts`
WHERE `value` IS NULL OR `value` IS NOT JSON OBJECT;
INSERT INTO `console`
SELECT
  `product_name`,
  `total_sold_value`
FROM `total_per_product`;
INSERT INTO `live`
SELECT
  `product_name`,
  `total_sold_value`
FROM `total_per_product`;
END;
