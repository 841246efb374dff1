CREATE TABLE IF NOT EXISTS "sales_by_country" ("country" TEXT, "sales" NUMERIC(38,2), "articles" BIGINT, "transactions" BIGINT, "cancelled_lines" BIGINT, PRIMARY KEY ("country"));
