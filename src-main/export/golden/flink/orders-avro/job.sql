-- Orders in Avro
-- Written by Sluice from the lab orders-avro; README.md says how to run it.

SET 'pipeline.name' = 'orders-avro';

SET 'table.local-time-zone' = 'UTC';

SET 'execution.checkpointing.interval' = '10 s';

SET 'table.exec.source.idle-timeout' = '10 s';

-- order. Reads records as JSON, CSV or text into typed fields.
CREATE TABLE `order` (
  `order_id` BIGINT,
  `shop` STRING,
  `amount` DECIMAL(12, 2),
  `paid` BOOLEAN,
  `note` STRING
) WITH (
  'connector' = 'kafka',
  'topic' = 'orders-avro',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'totals',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = '${BOUNDED}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '${SCHEMAS_URL}',
  'value.avro-confluent.subject' = 'orders-avro-value'
);

-- by-shop. Totals by key and by window of time.
CREATE VIEW `by_shop` AS
SELECT
  `shop`,
  CAST(COUNT(*) AS BIGINT) AS `orders`,
  CAST(COUNT(*) FILTER (WHERE `paid`) AS BIGINT) AS `paid`,
  CAST(COUNT(`note`) AS BIGINT) AS `notes`,
  CAST(MAX(`amount`) AS DECIMAL(12, 2)) AS `highest`
FROM `order`
GROUP BY `shop`;

-- shops. Shows rows on the screen as they change.
CREATE TABLE `shops` (
  `shop` STRING,
  `orders` BIGINT,
  `paid` BIGINT,
  `notes` BIGINT,
  `highest` DECIMAL(12, 2)
) WITH (
  'connector' = 'print',
  'print-identifier' = 'shops'
);

-- large. Keeps the rows that fulfil a condition.
CREATE VIEW `large` AS
SELECT *
FROM `order`
WHERE `amount` > 250;

-- large-orders. A Kafka topic.
CREATE TABLE `large_orders_filled` (
  `order_id` BIGINT,
  `shop` STRING,
  `amount` DECIMAL(12, 2),
  `paid` BOOLEAN,
  `note` STRING,
  `message_key` STRING
) WITH (
  'connector' = 'kafka',
  'topic' = 'large-avro',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'key.format' = 'raw',
  'key.fields' = 'message_key',
  'value.fields-include' = 'EXCEPT_KEY',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '${SCHEMAS_URL}',
  'value.avro-confluent.subject' = 'large-avro-value'
);

-- large-order. Reads records as JSON, CSV or text into typed fields.
CREATE TABLE `large_order` (
  `order_id` BIGINT,
  `shop` STRING,
  `amount` DECIMAL(12, 2),
  `paid` BOOLEAN,
  `note` STRING
) WITH (
  'connector' = 'kafka',
  'topic' = 'large-avro',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'large',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = '${BOUNDED}',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = '${SCHEMAS_URL}',
  'value.avro-confluent.subject' = 'large-avro-value'
);

-- large-by-shop. Totals by key and by window of time.
CREATE VIEW `large_by_shop` AS
SELECT
  `shop`,
  CAST(COUNT(*) AS BIGINT) AS `orders`,
  CAST(SUM(`amount`) AS DECIMAL(22, 2)) AS `total`
FROM `large_order`
GROUP BY `shop`;

-- large-shops. Shows rows on the screen as they change.
CREATE TABLE `large_shops` (
  `shop` STRING,
  `orders` BIGINT,
  `total` DECIMAL(22, 2)
) WITH (
  'connector' = 'print',
  'print-identifier' = 'large-shops'
);

-- One job writes to all places, so what they share is computed once.
EXECUTE STATEMENT SET BEGIN
INSERT INTO `shops`
SELECT
  `shop`,
  `orders`,
  `paid`,
  `notes`,
  `highest`
FROM `by_shop`;
INSERT INTO `large_orders_filled`
SELECT
  `order_id`,
  `shop`,
  `amount`,
  `paid`,
  `note`,
  CAST(`order_id` AS STRING) AS `message_key`
FROM `large`;
INSERT INTO `large_shops`
SELECT
  `shop`,
  `orders`,
  `total`
FROM `large_by_shop`;
END;
