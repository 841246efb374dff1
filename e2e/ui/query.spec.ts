// The CQL console against the embedded database: completion, one statement and all, several
// results, errors at their place, paging, history, snippets, warnings, chart and trace.
import { readFile } from 'node:fs/promises'
import { expect, test } from './support/lab-test'

test('a console from its first statement to its history', async ({ lab }) => {
  const { page } = lab
  await lab.open('/query')
  const editor = page.locator('.q-ed .cm-content')
  const rows = page.locator('.q-result .dt-row')
  const write = async (text: string) => {
    await editor.click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(text)
  }

  await test.step('many statements run in order, each with its own result', async () => {
    await write(
      [
        "CREATE KEYSPACE IF NOT EXISTS desk WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1};",
        'CREATE TABLE IF NOT EXISTS desk.things (kind text, n int, price double, PRIMARY KEY (kind, n));',
        ...Array.from(
          { length: 12 },
          (_, n) =>
            `INSERT INTO desk.things (kind, n, price) VALUES ('${n % 2 ? 'odd' : 'even'}', ${n}, ${n}.5);`,
        ),
        'SELECT * FROM desk.things;',
      ].join('\n'),
    )
    await page.keyboard.press('ControlOrMeta+Shift+Enter')
    await expect(page.locator('.q-pick')).toHaveCount(15, { timeout: 30_000 })
    await expect(rows).toHaveCount(12)
    await expect(page.locator('.q-result [role=columnheader]').nth(1)).toContainText('kind')
    await expect(
      page.locator('.q-result [role=columnheader]').nth(1).locator('svg').first(),
    ).toBeVisible()
  })

  await test.step('the schema shows the new table, a double click writes its SELECT', async () => {
    await expect(page.getByRole('treeitem', { name: 'things' })).toBeVisible()
    await page.getByRole('treeitem', { name: 'things' }).click()
    await expect(page.locator('.q-ddl')).toContainText('CREATE TABLE')
  })

  await test.step('names are completed', async () => {
    await write('SELECT * FROM desk.')
    await page.keyboard.press('Control+Space')
    await page.locator('.cm-tooltip-autocomplete li', { hasText: 'things' }).click()
    await expect(editor).toContainText('desk.things')
  })

  await test.step('an error stands in the words of Cassandra and at its place', async () => {
    await write('SELECT colour FROM desk.things')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(page.locator('.q-error')).toContainText(/Undefined column name .?colour/)
    await expect(page.locator('.cql-error')).toHaveText('colour')
    await expect(page.locator('.q-error')).toContainText('Line 1, column 8')
  })

  await test.step('pages are loaded one by one; a row is inspected', async () => {
    await write('PAGING 5;\nSELECT * FROM desk.things;')
    await page.keyboard.press('ControlOrMeta+Shift+Enter')
    await expect(rows).toHaveCount(5)
    await page.getByRole('button', { name: 'Load more' }).click()
    await expect(rows).toHaveCount(10)
    await rows.nth(3).click()
    await expect(page.locator('.q-row')).toContainText('price')
  })

  await test.step('trace, cards, chart and JSON show the same rows', async () => {
    await write('TRACING ON;\nSELECT kind, n, price FROM desk.things;')
    await page.keyboard.press('ControlOrMeta+Shift+Enter')
    await expect(page.locator('.q-lane').first()).toBeVisible()
    await page.getByRole('tab', { name: 'Chart' }).click()
    await expect(page.locator('.q-chart canvas')).toBeVisible()
    await page.getByRole('button', { name: 'Show as table' }).first().click()
    await expect(page.locator('.chart-table')).toBeVisible()
    await page.getByRole('tab', { name: 'JSON' }).click()
    await expect(page.locator('.q-json')).toContainText('"price": 0.5')
    await lab.shot('query')
  })

  await test.step('what is costly is said, what destroys is asked', async () => {
    await write('SELECT * FROM desk.things WHERE price > 3 ALLOW FILTERING;')
    await expect(page.locator('.q-warn')).toContainText('Reads every partition')
    await write('TRUNCATE desk.things;')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(page.getByRole('dialog')).toContainText('TRUNCATE desk.things')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  await test.step('values for the markers are asked for, with their types', async () => {
    await write('SELECT n, price FROM desk.things WHERE kind = :kind AND n = ?;')
    await page.keyboard.press('ControlOrMeta+Enter')
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText('int', { exact: true })).toBeVisible()
    await dialog.getByRole('textbox', { name: /^kind/ }).fill('odd')
    await dialog.getByRole('textbox', { name: /^n\b/ }).fill('7')
    await lab.shot('query-bind')
    await dialog.getByRole('button', { name: 'Run', exact: true }).click()
    // The inspector beside it has a tab of this name too, which is there before the result is.
    const results = page.getByRole('tablist', { name: 'Results' })
    await results.getByRole('tab', { name: 'Table' }).click()
    await expect(rows).toHaveCount(1)
    await expect(rows).toContainText('7.5')
  })

  await test.step('COPY makes a file of a table, and rows of a file', async () => {
    await write("COPY desk.things (kind, n, price) TO 'things.csv' WITH HEADER = true;")
    const coming = page.waitForEvent('download')
    await page.keyboard.press('ControlOrMeta+Enter')
    const file = await (await coming).path()
    const text = await readFile(file, 'utf8')
    expect(text.split(/\r?\n/)[0]).toBe('kind,n,price')
    expect(text).toContain('odd,7,7.5')
    await expect(page.locator('.q-result')).toContainText('12 rows saved in things.csv')

    await write("COPY desk.things (kind, n, price) FROM 'more.csv' WITH HEADER = true;")
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(page.getByText('Choose the file more.csv')).toBeVisible()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose file…' }).click()
    const more = Buffer.from('kind,n,price\nodd,101,1.25\nodd,102,2.25\nodd,none,3\n')
    await (await chooser).setFiles({ name: 'more.csv', mimeType: 'text/csv', buffer: more })
    await expect(page.locator('.q-result')).toContainText('2 rows of more.csv written')
    await lab.shot('query-copy')
    await write("SELECT n, price FROM desk.things WHERE kind = 'odd' AND n > 100;")
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(rows).toHaveCount(2)
  })

  await test.step('the history brings statements back', async () => {
    await write('TRUNCATE desk.things;')
    await page.keyboard.press('ControlOrMeta+ArrowUp')
    await expect(editor).toContainText("kind = 'odd' AND n > 100")
    await page.keyboard.press('ControlOrMeta+ArrowDown')
    await expect(editor).toContainText('TRUNCATE')
  })
})

test('SQL over topics says what it read, what is wrong, and ends', async ({ lab }) => {
  const { page } = lab
  await lab.open('/topics')
  await page.getByRole('button', { name: 'Topic', exact: true }).click()
  await page.getByLabel('Name', { exact: true }).fill('sql-sales')
  await page.getByRole('button', { name: 'Create topic' }).click()
  await page.getByRole('tab', { name: 'Produce' }).click()
  await page.getByRole('radio', { name: 'Many' }).click()
  const lines = Array.from({ length: 30 }, (_, n) => `{"n": ${n}, "city": "c${n % 3}"}`)
  await page.locator('.pr-lines').fill(lines.join('\n'))
  await page.locator('.pr-foot').getByRole('button', { name: 'Produce' }).click()
  await expect(page.locator('.pr-reports')).toContainText('Delivered')

  await lab.screen('Query')
  await page.getByRole('button', { name: 'New tab' }).click()
  await page.getByRole('menuitem', { name: 'SQL over topics and stores' }).click()
  const result = page.locator('.q-result')
  const ask = async (sql: string) => {
    await page.locator('.cm-content').click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(sql)
    await page.keyboard.press('ControlOrMeta+Enter')
  }
  await ask('SELECT city, sum(n) AS total FROM sql-sales GROUP BY city ORDER BY city')
  await expect(result).toContainText('Read all 30 messages of sql-sales.')
  await expect(result.locator('.dt-row')).toHaveCount(3)
  await expect(result.locator('.dt-row').first()).toContainText('135')
  await ask('SELECT totl FROM sql-sales')
  await expect(result).toContainText('"totl" not found')
  await expect(result).toContainText('Line 1, column 8')
  await ask('SELECT count(*) FROM range(1000000000000) WHERE random() < 2')
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(result).toContainText('You cancelled it.')
  await ask('SELECT 42 AS answer')
  await expect(result.locator('.dt-row')).toContainText('42')
  await lab.shot('query-sql')
  expect(lab.complaints).toEqual([])
})
