CREATE TABLE IF NOT EXISTS `charts_salesbycardtype` (`card_type` VARCHAR(191), `total_sales` DOUBLE, `batch_no` BIGINT, PRIMARY KEY (`card_type`)) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE TABLE IF NOT EXISTS `charts_salesbycountry` (`country` VARCHAR(191), `total_sales` DOUBLE, `batch_no` BIGINT, PRIMARY KEY (`country`)) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
