import { mkdir, mkdtemp, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { writtenBy } from '@main/pipeline'
import { listWritten, readEnd } from './written-files'

describe('files that a lab wrote', () => {
  let dir = ''
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sluice-written-'))
    await mkdir(join(dir, 'files/shop/reports'), { recursive: true })
    await writeFile(
      join(dir, 'files/shop/reports/2026-11-21_sales_report.txt'),
      'Total Orders: 3\n',
    )
    await writeFile(join(dir, 'files/shop/reports/order_emails.txt'), 'São Paulo\n')
    await utimes(join(dir, 'files/shop/reports/order_emails.txt'), 1, 1)
    await writeFile(join(dir, 'secret.txt'), 'not yours')
  })

  it('are listed, newest first, and chosen by what a node writes', async () => {
    const paths = async (setting?: string) =>
      (await listWritten(dir, 'shop', setting === undefined ? undefined : writtenBy(setting))).map(
        file => file.path,
      )
    expect(await paths()).toEqual([
      'reports/2026-11-21_sales_report.txt',
      'reports/order_emails.txt',
    ])
    expect(await paths('reports/{day}_sales_report.txt')).toEqual([
      'reports/2026-11-21_sales_report.txt',
    ])
    expect(await listWritten(dir, 'none')).toEqual([])
  })

  it('rolled files belong to their node', () => {
    const mine = writtenBy('out/orders.csv')
    expect(
      ['out/orders.csv', 'out/orders-000012.csv', 'out/orders2.csv', 'other/out/orders.csv'].map(
        mine,
      ),
    ).toEqual([true, true, false, false])
  })

  it('and so do parts of Parquet and the batches of Spark', () => {
    const mine = writtenBy('out/orders')
    expect(
      ['out/orders-000001.parquet', 'out/orders/batch=3/part-0.csv', 'out/orders/mine.csv'].map(
        mine,
      ),
    ).toEqual([true, true, false])
  })

  it('signs of a name stand for themselves', () => {
    const mine = writtenBy('out[{day}]/a+b (1).{total:0.00}.txt')
    expect(
      ['out[7]/a+b (1).3.txt', 'out[7]/a+b (1).3-000002.txt', 'out7/aab 1.3.txt'].map(mine),
    ).toEqual([true, true, false])
  })

  it('a setting of many places is compared at once', () => {
    const mine = writtenBy(`${'{a}x'.repeat(40)}.txt`)
    expect([`${'x'.repeat(200)}.txt`, `${'x'.repeat(200)}.t`].map(mine)).toEqual([true, false])
  })

  it('are read from their end, in whole characters', async () => {
    expect(await readEnd(dir, 'shop', 'reports/order_emails.txt', 100)).toEqual({
      text: 'São Paulo\n',
      sizeBytes: 11,
      skippedBytes: 0,
    })
    expect((await readEnd(dir, 'shop', 'reports/order_emails.txt', 9)).text).toBe('o Paulo\n')
  })

  it('and nothing else', async () => {
    await expect(readEnd(dir, 'shop', '../../secret.txt', 100)).rejects.toMatchObject({
      code: 'file-outside',
    })
    await expect(readEnd(dir, '..', 'secret.txt', 100)).rejects.toMatchObject({
      code: 'file-outside',
    })
    await expect(readEnd(dir, 'shop', 'reports/none.txt', 100)).rejects.toMatchObject({
      code: 'file-not-there',
    })
  })
})
