// In front of a class: the room's page asks for its key and can change nothing; addresses, notes and
// secrets are for the speaker alone, whatever a page shows or gets from the host.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './support/lab-test'

const WAIT = { timeout: 60_000 }
const KEY = 'the-key-of-this-room'
const SECRET = 'hunter2-is-not-my-password'
const LAB = `sluice: 1
id: talk
title: Orders of 10.1.2.3:9092
summary: Ask ana@example.com
notes: Say that this is for the speaker.
seed: 7
connections:
  broker: { type: kafka }
records:
  order: { fields: { id: uuid, from: { value: 10.9.8.7 } } }
nodes:
  made: { type: fake-data, with: { record: order, rate: 5/s }, notes: Whisper this. }
  orders: { type: topic, from: made, with: { connection: broker, topic: talk-orders } }
  read: { type: parse, from: orders, with: { format: json, fields: { id: string, from: string } } }
  seen: { type: live, from: read }
dashboard:
  - { node: seen, chart: table }
`

test.use({ flags: ['--listen', '127.0.0.1', '--listen-token', KEY] })

/** All that a page got from the host. */
function heardBy(page: Page): () => string {
  const heard: string[] = []
  page.on('websocket', socket =>
    socket.on('framereceived', ({ payload }) => heard.push(String(payload))),
  )
  return () => heard.join('\n')
}

// First, while nobody presents: the room follows the lab that runs.
test('a phone that loses its network says since when, and goes on by itself', async ({
  lab,
  server,
  browser,
}) => {
  const { page } = lab
  await lab.open()
  await lab.runR0()
  const phone = { viewport: { width: 390, height: 780 }, locale: 'pt-BR' }
  const guest = await (await browser.newContext(phone)).newPage()
  let isDown = false
  // As over the air: nothing comes, nothing closes.
  await guest.routeWebSocket(/\/rpc$/, socket => {
    const host = socket.connectToServer()
    socket.onMessage(message => isDown || host.send(message))
    host.onMessage(message => isDown || socket.send(message))
  })
  await guest.goto(server.addresses.room ?? '')
  await expect(guest.locator('.room .tile').first()).toBeVisible(WAIT)
  const said = guest.getByRole('status')
  await expect(said).toHaveCount(0)

  isDown = true
  await expect(said).toHaveText(/^Sem conexão desde \d\d:\d\d:\d\d pelo relógio .*continua sozinha/, WAIT)
  await guest.screenshot({ path: 'test-results/screens/room-lost.png' })
  isDown = false
  await expect(said).toHaveCount(0, WAIT)
  const figures = await guest.locator('.room .num').textContent()
  await expect(guest.locator('.room .num')).not.toHaveText(figures ?? '', WAIT)
  await guest.context().close()
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await lab.state('Stopped')
})

test('the room needs its key, sees no address and no note, and changes nothing', async ({
  lab,
  server,
  browser,
}) => {
  const { page } = lab
  await writeFile(join(server.dataDir, 'talk.yaml'), LAB)
  await lab.open()
  await page.keyboard.press('ControlOrMeta+o')
  await page
    .getByRole('dialog')
    .getByLabel('Path', { exact: true })
    .fill(join(server.dataDir, 'talk.yaml'))
  await page.getByRole('dialog').getByLabel('Path', { exact: true }).press('Enter')
  await expect(page.locator('#node-made')).toBeVisible()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await lab.state('Running')

  const address = server.addresses.room ?? ''
  const guest = await (await browser.newContext()).newPage()
  await test.step('without its key the page says so', async () => {
    await guest.goto(address.replace(/#.*/, '#t=not-the-key'))
    await expect(guest.getByText(/key is missing or wrong/)).toBeVisible(WAIT)
  })

  const heard = heardBy(guest)
  let greeting = ''
  guest.on('websocket', socket =>
    socket.on('framesent', ({ payload }) => (greeting ||= String(payload))),
  )
  await test.step('with it the room follows the speaker', async () => {
    await guest.goto(address)
    await guest.reload()
    await lab.screen('Live')
    await page.getByRole('button', { name: 'Present', exact: true }).click()
    // The command line has opened it already.
    await expect(page.getByRole('switch', { name: 'Share with the room' })).toBeChecked()
    const stage = page.locator('.stage')
    await expect(stage.getByRole('heading', { level: 1 })).toHaveText('Orders of 1•••')
    await expect(stage).toContainText('Ask a•••')
    await expect(page.locator('.speaker')).toContainText('for the speaker')
    await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Orders of 1•••', WAIT)
    await page.keyboard.press(' ')
    await expect(page.locator('.speaker')).toContainText('Whisper this.')
    await expect(guest.locator('.pnode.on')).toContainText('made', WAIT)
    await page.keyboard.press('End')
    await expect(guest.getByRole('row').nth(1)).toContainText('1•••', WAIT)
    await lab.shot('present-hidden')
    for (const hidden of ['10.1.2.3', '10.9.8.7', 'ana@example.com', 'Whisper', 'for the speaker'])
      expect(heard(), hidden).not.toContain(hidden)
    await page.keyboard.press('n')
    await expect(page.locator('.speaker')).toHaveCount(0)
  })

  await test.step('its own socket cannot stop the run, whatever it says', async () => {
    const answers = await guest.evaluate(
      ([hello, methods]) =>
        new Promise<string[]>((resolve, reject) => {
          const socket = new WebSocket(`ws://${location.host}/rpc`)
          const got: string[] = []
          socket.onerror = () => reject(new Error('no socket'))
          socket.onopen = () => {
            socket.send(hello)
            methods.forEach((method, id) =>
              socket.send(JSON.stringify({ t: 'call', id, method, input: { lab: 'talk' } })),
            )
          }
          socket.onmessage = ({ data }) => {
            got.push(String(data))
            if (got.filter(each => each.includes('"id"')).length === methods.length) resolve(got)
          }
        }),
      [greeting, ['runs.stop', 'runs.reset', 'labs.save', 'topics.delete', 'app.info']] as const,
    )
    const refused = answers.filter(answer => answer.includes('"id"'))
    expect(refused).toHaveLength(5)
    for (const answer of refused) expect(answer).toContain('error')
    await page.keyboard.press('Escape')
    await lab.state('Running')
  })

  await guest.context().close()
  await lab.screen('Lab')
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await lab.state('Stopped')
})

test('a secret that is typed in one window is in no other', async ({ lab, server, browser }) => {
  const { page } = lab
  const open = async (address: string) => {
    const other = await (await browser.newContext()).newPage()
    const heard = heardBy(other)
    await other.goto(address)
    return { other, heard }
  }
  await lab.open('/connections')
  const own = heardBy(page)
  const second = await open(server.addresses.ui)
  const windows = [second, await open(server.addresses.room ?? '')]
  await second.other.goto(server.addresses.ui.replace(/#.*/, '#/connections'))

  await page.getByRole('button', { name: 'Connection', exact: true }).click()
  await page.getByLabel('Name', { exact: true }).fill('far')
  await page.locator('.cn-form').getByRole('radio', { name: 'Cassandra' }).click()
  await page.locator('.cn-form').getByRole('textbox').nth(1).fill('10.1.2.3:9042')
  const password = page.locator('.cn-form').getByLabel('Password', { exact: true })
  await password.fill(SECRET)
  await expect(password).toHaveAttribute('type', 'password')
  await lab.shot('connection-secret')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.locator('.list-row', { hasText: 'far' })).toBeVisible()
  await second.other.reload()
  await second.other.locator('.list-row', { hasText: 'far' }).click()
  await page.reload()
  await page.locator('.list-row', { hasText: 'far' }).click()
  await expect(page.locator('.cn-form').getByLabel('Password', { exact: true })).toHaveValue('')

  for (const { other, heard } of windows) {
    expect(heard()).not.toContain(SECRET)
    expect(await other.content()).not.toContain(SECRET)
    const values = await other.evaluate(() => [
      ...[...document.querySelectorAll<HTMLInputElement>('input, textarea')].map(
        each => each.value,
      ),
      JSON.stringify({ ...localStorage, ...sessionStorage }),
    ])
    expect(values.join('\n')).not.toContain(SECRET)
    await other.context().close()
  }
  expect(own()).not.toContain(SECRET)
  expect(
    await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage })),
  ).not.toContain(SECRET)
  expect(page.url()).not.toContain(SECRET)
  const told = await server.ask('connections', 'list', '--data', server.dataDir)
  expect(JSON.stringify(told)).not.toContain(SECRET)
})
