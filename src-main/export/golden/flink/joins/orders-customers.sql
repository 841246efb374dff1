-- Orders and customers
-- Written by Sluice from the lab orders-customers; README.md says how to run it.

SET 'pipeline.name' = 'orders-customers';

SET 'table.local-time-zone' = 'UTC';

SET 'execution.checkpointing.interval' = '10 s';

SET 'table.exec.source.idle-timeout' = '10 s';

-- order. Reads records as JSON, CSV or text into typed fields.
CREATE TABLE `order` (
  `order_id` BIGINT,
  `customer` INT,
  `known_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `known_time` AS `known_time` - INTERVAL '0 00:00:00.000' DAY(3) TO SECOND(3)
) WITH (
  'connector' = 'kafka',
  'topic' = 'named-orders',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'orders-customers-order',
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
  'topic' = 'named-orders',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'orders-customers-order-dead',
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
  'topic' = 'named-orders-dead',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'format' = 'json'
);

-- customer. Reads records as JSON, CSV or text into typed fields.
CREATE TABLE `customer` (
  `id` BIGINT,
  `name` STRING,
  `city` STRING,
  `known_time` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
  WATERMARK FOR `known_time` AS `known_time` - INTERVAL '0 00:00:00.000' DAY(3) TO SECOND(3)
) WITH (
  'connector' = 'kafka',
  'topic' = 'customers',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'orders-customers-customer',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = '${BOUNDED}',
  'value.format' = 'json',
  'value.json.ignore-parse-errors' = 'true',
  'value.json.timestamp-format.standard' = 'ISO-8601'
);

CREATE TABLE `customer_texts` (
  `key` STRING,
  `value` STRING,
  `partition` INT METADATA FROM 'partition' VIRTUAL,
  `offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `timestamp` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'customers',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'orders-customers-customer-dead',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = '${BOUNDED}',
  'key.format' = 'raw',
  'key.fields' = 'key',
  'value.format' = 'raw',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE `customer_letters` (
  `node` STRING,
  `reason` STRING,
  `partition` INT,
  `offset` BIGINT,
  `timestamp` TIMESTAMP_LTZ(3),
  `key` STRING,
  `value` STRING
) WITH (
  'connector' = 'kafka',
  'topic' = 'customers-dead',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'format' = 'json'
);

-- known. Joins matching rows of two streams into one, or a stream with a table that a topic keeps.
CREATE VIEW `known_left` AS
SELECT
  `order_id`,
  `customer`,
  CAST(`customer` AS BIGINT) AS `_left_key_0`,
  `known_time` AS `_left_time`
FROM `order`;

CREATE VIEW `known_right` AS
SELECT
  `id` AS `_right_id`,
  `name` AS `_right_name`,
  `city` AS `_right_city`,
  `known_time` AS `_right_time`
FROM `customer`;

CREATE VIEW `known_newest` AS
SELECT *
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY `_right_id` ORDER BY `_right_time` DESC) AS `_number` FROM `known_right`
)
WHERE `_number` = 1;

CREATE VIEW `known` AS
SELECT
  `order_id`,
  `customer`,
  `_right_id` AS `id`,
  `_right_name` AS `name`,
  `_right_city` AS `city`
FROM `known_left`
LEFT JOIN `known_newest` FOR SYSTEM_TIME AS OF `known_left`.`_left_time`
ON `_left_key_0` = `_right_id`;

-- pairs. A Kafka topic.
CREATE TABLE `pairs_filled` (
  `order_id` BIGINT,
  `customer` INT,
  `id` BIGINT,
  `name` STRING,
  `city` STRING
) WITH (
  'connector' = 'kafka',
  'topic' = 'known-orders',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'value.format' = 'json',
  'value.json.encode.decimal-as-plain-number' = 'true'
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
INSERT INTO `customer_letters`
SELECT
  'customer' AS `node`,
  'record-unreadable' AS `reason`,
  `partition`,
  `offset`,
  `timestamp`,
  `key`,
  `value`
FROM `customer_texts`
WHERE `value` IS NULL OR `value` IS NOT JSON OBJECT;
INSERT INTO `pairs_filled`
SELECT
  `order_id`,
  `customer`,
  `id`,
  `name`,
  `city`
FROM `known`;
END;
