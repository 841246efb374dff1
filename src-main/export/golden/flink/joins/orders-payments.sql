-- Orders and payments
-- Written by Sluice from the lab orders-payments; README.md says how to run it.

SET 'pipeline.name' = 'orders-payments';

SET 'table.local-time-zone' = 'UTC';

SET 'execution.checkpointing.interval' = '10 s';

SET 'table.exec.source.idle-timeout' = '10 s';

-- order. Reads records as JSON, CSV or text into typed fields.
CREATE TABLE `order` (
  `order_id` BIGINT,
  `customer` INT,
  `at` STRING,
  `paid_time` AS COALESCE(CAST(TO_TIMESTAMP(`at`, 'yyyy-MM-dd HH:mm:ss') AS TIMESTAMP_LTZ(3)), TO_TIMESTAMP_LTZ(-62135596800000, 3)),
  WATERMARK FOR `paid_time` AS `paid_time` - INTERVAL '0 01:00:00.000' DAY(3) TO SECOND(3)
) WITH (
  'connector' = 'kafka',
  'topic' = 'orders',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'orders-payments-order',
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
  'topic' = 'orders',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'orders-payments-order-dead',
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
  'topic' = 'orders-dead',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'format' = 'json'
);

-- payment. Reads records as JSON, CSV or text into typed fields.
CREATE TABLE `payment` (
  `order_id` BIGINT,
  `amount` DECIMAL(10, 2),
  `at` STRING,
  `paid_time` AS COALESCE(CAST(TO_TIMESTAMP(`at`, 'yyyy-MM-dd HH:mm:ss') AS TIMESTAMP_LTZ(3)), TO_TIMESTAMP_LTZ(-62135596800000, 3)),
  WATERMARK FOR `paid_time` AS `paid_time` - INTERVAL '0 01:00:00.000' DAY(3) TO SECOND(3)
) WITH (
  'connector' = 'kafka',
  'topic' = 'payments',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'orders-payments-payment',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = '${BOUNDED}',
  'value.format' = 'json',
  'value.json.ignore-parse-errors' = 'true',
  'value.json.timestamp-format.standard' = 'ISO-8601'
);

CREATE TABLE `payment_texts` (
  `key` STRING,
  `value` STRING,
  `partition` INT METADATA FROM 'partition' VIRTUAL,
  `offset` BIGINT METADATA FROM 'offset' VIRTUAL,
  `timestamp` TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL
) WITH (
  'connector' = 'kafka',
  'topic' = 'payments',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'orders-payments-payment-dead',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = '${BOUNDED}',
  'key.format' = 'raw',
  'key.fields' = 'key',
  'value.format' = 'raw',
  'value.fields-include' = 'EXCEPT_KEY'
);

CREATE TABLE `payment_letters` (
  `node` STRING,
  `reason` STRING,
  `partition` INT,
  `offset` BIGINT,
  `timestamp` TIMESTAMP_LTZ(3),
  `key` STRING,
  `value` STRING
) WITH (
  'connector' = 'kafka',
  'topic' = 'payments-dead',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'format' = 'json'
);

-- paid. Joins matching rows of two streams into one, or a stream with a table that a topic keeps.
CREATE VIEW `paid_left` AS
SELECT
  `order_id`,
  `customer`,
  `at`,
  `paid_time` AS `_left_time`
FROM `order`
WHERE `paid_time` <> TO_TIMESTAMP_LTZ(-62135596800000, 3);

CREATE VIEW `paid_right` AS
SELECT
  `order_id` AS `_right_order_id`,
  `amount` AS `_right_amount`,
  `at` AS `_right_at`,
  `paid_time` AS `_right_time`
FROM `payment`
WHERE `paid_time` <> TO_TIMESTAMP_LTZ(-62135596800000, 3);

CREATE VIEW `paid` AS
SELECT
  COALESCE(CAST(`order_id` AS BIGINT), CAST(`_right_order_id` AS BIGINT)) AS `order_id`,
  `customer`,
  `at`,
  `_right_amount` AS `amount`,
  `_right_at` AS `right_at`
FROM `paid_left`
JOIN `paid_right`
ON `order_id` = `_right_order_id`
  AND `_right_time` BETWEEN `_left_time` - INTERVAL '0 00:05:00.000' DAY(3) TO SECOND(3) AND `_left_time` + INTERVAL '0 00:05:00.000' DAY(3) TO SECOND(3);

-- pairs. A Kafka topic.
CREATE TABLE `pairs_filled` (
  `order_id` BIGINT,
  `customer` INT,
  `at` STRING,
  `amount` DECIMAL(10, 2),
  `right_at` STRING
) WITH (
  'connector' = 'kafka',
  'topic' = 'paid-orders',
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
INSERT INTO `payment_letters`
SELECT
  'payment' AS `node`,
  'record-unreadable' AS `reason`,
  `partition`,
  `offset`,
  `timestamp`,
  `key`,
  `value`
FROM `payment_texts`
WHERE `value` IS NULL OR `value` IS NOT JSON OBJECT;
INSERT INTO `pairs_filled`
SELECT
  `order_id`,
  `customer`,
  `at`,
  `amount`,
  `right_at`
FROM `paid`;
END;
