-- R0 Sales per product
-- Written by Sluice from the lab r0-vendas-ecommerce; README.md says how to run it.

SET 'pipeline.name' = 'r0-vendas-ecommerce';

SET 'table.local-time-zone' = 'America/Sao_Paulo';

SET 'execution.checkpointing.interval' = '10 s';

SET 'table.exec.source.idle-timeout' = '10 s';

-- Order. Reads records as JSON, CSV or text into typed fields.
CREATE TABLE `order` (
  `produtos_comprados` ARRAY<ROW<`nome` STRING, `quantidade` INT, `preco_unitario` DECIMAL(10, 2)>>
) WITH (
  'connector' = 'kafka',
  'topic' = 'vendas-ecommerce',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'r0-vendas-ecommerce-pedido',
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
  'topic' = 'vendas-ecommerce',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'properties.group.id' = 'r0-vendas-ecommerce-pedido-dead',
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
  'topic' = 'vendas-ecommerce-dead',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'format' = 'json'
);

-- Items. One row for each element of an array.
CREATE VIEW `items` AS
SELECT
  `produtos_comprados`,
  CAST(ROW(`_element`.`_1`, `_element`.`_2`, `_element`.`_3`) AS ROW<`nome` STRING, `quantidade` INT, `preco_unitario` DECIMAL(10, 2)>) AS `produto`
FROM `order`
CROSS JOIN UNNEST(`produtos_comprados`) AS `_element` (`_1`, `_2`, `_3`);

-- Total per product. Totals by key and by window of time.
CREATE VIEW `total_per_product` AS
SELECT
  `produto`.`nome` AS `nome_produto`,
  CAST(SUM(`produto`.`quantidade` * `produto`.`preco_unitario`) AS DECIMAL(31, 2)) AS `valor_total`
FROM `items`
GROUP BY `produto`.`nome`;

-- vendas_por_produto. Upserts rows into a Cassandra table by its primary key.
CREATE TABLE `vendas_por_produto` (
  `nome_produto` STRING,
  `valor_total` DOUBLE,
  PRIMARY KEY (`nome_produto`) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka',
  'topic' = 'atividade_cassandra.vendas_por_produto',
  'properties.bootstrap.servers' = '${BROKER_BOOTSTRAP_SERVERS}',
  'key.format' = 'json',
  'value.format' = 'json',
  'value.json.encode.decimal-as-plain-number' = 'true'
);

-- Live. Shows rows on the screen as they change.
CREATE TABLE `live` (
  `nome_produto` STRING,
  `valor_total` DECIMAL(31, 2)
) WITH (
  'connector' = 'print',
  'print-identifier' = 'ao-vivo'
);

-- One job writes to all places, so what they share is computed once.
EXECUTE STATEMENT SET BEGIN
INSERT INTO `order_letters`
SELECT
  'pedido' AS `node`,
  'record-unreadable' AS `reason`,
  `partition`,
  `offset`,
  `timestamp`,
  `key`,
  `value`
FROM `order_texts`
WHERE `value` IS NULL OR `value` IS NOT JSON OBJECT;
INSERT INTO `vendas_por_produto`
SELECT
  `nome_produto`,
  CAST(`valor_total` AS DOUBLE) AS `valor_total`
FROM `total_per_product`
WHERE `nome_produto` IS NOT NULL;
INSERT INTO `live`
SELECT
  `nome_produto`,
  `valor_total`
FROM `total_per_product`;
END;
