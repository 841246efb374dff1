-- Orders and their customers
-- Written by Sluice from the lab orders-shop; README.md says how to run it.

SET 'pipeline.name' = 'orders-shop';

SET 'table.local-time-zone' = 'UTC';

SET 'execution.checkpointing.interval' = '10 s';

SET 'table.exec.source.idle-timeout' = '10 s';

-- order. Reads records as JSON, CSV or text into typed fields.
CREATE TABLE `order` (
  `order_id` BIGINT,
  `customer` INT
) WITH (
  'connector' = 'kafka',
  'topic' = 'shop-orders',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'orders-shop-order',
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
  'topic' = 'shop-orders',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'orders-shop-order-dead',
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
  'topic' = 'shop-orders-dead',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'format' = 'json'
);

-- known. Gives each row the fields of a database table.
CREATE TABLE `known_table` (
  `id` BIGINT,
  `name` STRING
) WITH (
  'connector' = 'jdbc',
  'url' = '${SHOP_JDBC}',
  'table-name' = 'shop_customers',
  'username' = '${SHOP_USERNAME}',
  'password' = '${SHOP_PASSWORD}',
  'lookup.cache' = 'PARTIAL',
  'lookup.partial-cache.max-rows' = '10000',
  'lookup.partial-cache.expire-after-write' = '300000 ms'
);

CREATE VIEW `known_asked` AS
SELECT
  *,
  CAST(`customer` AS BIGINT) AS `_asked_0`,
  PROCTIME() AS `_asked`
FROM `order`;

CREATE VIEW `known` AS
SELECT
  `asked`.`order_id`,
  `asked`.`customer`,
  `found`.`id`,
  `found`.`name`
FROM `known_asked` AS `asked`
LEFT JOIN `known_table` FOR SYSTEM_TIME AS OF `asked`.`_asked` AS `found`
ON `asked`.`_asked_0` = `found`.`id`;

-- pairs. A Kafka topic.
CREATE TABLE `pairs_filled` (
  `order_id` BIGINT,
  `customer` INT,
  `id` BIGINT,
  `name` STRING
) WITH (
  'connector' = 'kafka',
  'topic' = 'shop-pairs',
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
INSERT INTO `pairs_filled`
SELECT
  `order_id`,
  `customer`,
  `id`,
  `name`
FROM `known`;
END;
