CREATE TABLE IF NOT EXISTS "charts_salesbycardtype" ("card_type" TEXT, "total_sales" DOUBLE PRECISION, "batch_no" BIGINT, PRIMARY KEY ("card_type"));
CREATE TABLE IF NOT EXISTS "charts_salesbycountry" ("country" TEXT, "total_sales" DOUBLE PRECISION, "batch_no" BIGINT, PRIMARY KEY ("country"));
