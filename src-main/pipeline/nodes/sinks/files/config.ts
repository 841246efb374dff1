// The settings of this node, as the lab file has them.
import { z } from 'zod'

export const config = z.strictObject({
  /** Below the lab's folder of files: `reports/order_emails.txt`. */
  path: z.string().min(1).max(200),
  format: z.enum(['ndjson', 'csv', 'text', 'parquet']).default('ndjson'),
  /** One line of text: `Order {order_id} for Customer {customer_id}`. */
  line: z.string().optional(),
  /** Of Parquet files. */
  compression: z.enum(['zstd', 'snappy', 'none']).default('zstd'),
  /** A new file after so many rows: `orders.csv` → `orders-000001.csv`. */
  rollRows: z.number().int().min(1).optional(),
})

export type Config = z.output<typeof config>
