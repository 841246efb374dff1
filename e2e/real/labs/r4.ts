// R4: six consumers, their figures as documents in OpenSearch's consumer_output: by its plain
// address, and as the project has it, out of a .env over HTTPS with a login. OpenSearch dies in the
// middle and comes back: the run waits, says so, and no document is missing.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeCerts } from '../../support/certs'
import { sluice, startSluice } from '../../support/cli'
import { byId, r4Mails, r4Metrics, r4Orders, r4Processed } from '../../support/expected/r4'
import { labVariant } from '../../support/lab-variant'
import { startTlsProxy } from '../../support/tls-proxy'
import { readTopic } from '../../support/topic-reader'
import { PARTITIONS, runLab, runWords, SEEDS, until, type Place, type RunAnswer } from './place'

const LAB = 'r4-simulator'
const EVENTS = 1000

interface Found {
  readonly _id: string
  readonly _source: {
    readonly metric: string
    readonly value: string
    readonly number: number
    readonly timestamp: string
  }
}

export function testR4(place: () => Place): void {
  const variant = (name: string, partitions: number) =>
    labVariant(LAB, place().dir, name, {
      'e-commerce-orders': { topic: name, partitions },
      'processed-orders': { topic: `${name}-processed`, partitions },
      consumer_output: { index: name },
    })
  const documents = async (index: string): Promise<Found[]> => {
    const { url } = place().engines.search
    await fetch(`${url}/${index}/_refresh`, { method: 'POST' })
    const answer = (await (await fetch(`${url}/${index}/_search?size=10000`)).json()) as {
      hits?: { hits: Found[] }
    }
    return answer.hits?.hits ?? []
  }
  const kafka = () => ['--kafka', place().engines.kafka.bootstrap]
  const recordsOf = async (topic: string) =>
    r4Orders((await readTopic(place().engines.kafka.bootstrap, topic)).map(record => record.value))

  const check = async (name: string, wishes: { events: number; seed: number }, written: number) => {
    const orders = await recordsOf(name)
    expect(orders).toHaveLength(wishes.events)
    const processed = r4Processed(orders, wishes.seed)
    expect(byId(await recordsOf(`${name}-processed`))).toEqual(processed)
    const found = await documents(name)
    // One document for each figure that was given out; the newest of each is what the topics come
    // to.
    expect(found).toHaveLength(written)
    const newest = new Map<string, Found['_source']>()
    for (const { _source } of found) {
      expect(_source.number).toBe(Number(_source.value.replace(' $', '')))
      const known = newest.get(_source.metric)
      if (!known || known.timestamp <= _source.timestamp) newest.set(_source.metric, _source)
    }
    const shown = [...newest].map(([metric, { value }]) => [metric, value] as const)
    expect(new Map(shown.sort())).toEqual(
      new Map([...r4Metrics(orders, processed, Date.now())].sort()),
    )
    return processed
  }

  it.each(PARTITIONS)(
    'three seeds, %i partition(s): the figures in OpenSearch are what the topics come to',
    async partitions => {
      const file = join(place().dir, 'search.env')
      await writeFile(file, `OPENSEARCH_ENDPOINT=${place().engines.search.url}\n`)
      const runs = SEEDS.map(async seed => {
        const name = `r4-${seed}-${partitions}`
        const wishes = { events: EVENTS, seed }
        const data = join(place().dir, name)
        const answer = await runLab(await variant(name, partitions), wishes, [
          ...[...kafka(), '--data', data],
          ...['--connection', `search=${file}`],
        ])
        expect(answer.ledger).toMatchObject({ lost: 0, doubled: 0, deadLetters: 0 })
        const processed = await check(name, wishes, answer.nodes.consumer_output?.in ?? -1)
        const mails = await readFile(
          join(data, 'files', `${LAB}-${name}`, 'reports/order_emails.txt'),
          'utf8',
        )
        const sent = mails.trim().split('\n')
        const byNumber = (a: string, b: string) => Number(a.split(' ')[1]) - Number(b.split(' ')[1])
        expect(sent.map(line => line.replace(/ at .*$/, ' at')).sort(byNumber)).toEqual(
          r4Mails(processed),
        )
      })
      await Promise.all(runs)
    },
  )

  it('reads OPENSEARCH_* from .env: HTTPS, a login, an authority of its own; a wrong login is said', async () => {
    const home = join(place().dir, 'r4-home')
    await mkdir(home)
    const certs = await makeCerts(join(home, 'certs'))
    const login = { username: 'admin', password: 'pa:ss wörd' }
    const proxy = await startTlsProxy(place().engines.search.url, certs, login)
    try {
      const dotEnv = (password: string, ca: string) =>
        writeFile(
          join(home, '.env'),
          `OPENSEARCH_USERNAME=${login.username}\nOPENSEARCH_PASSWORD="${password}"\nOPENSEARCH_ENDPOINT=${proxy.url.slice(8)}\n${ca}`,
        )
      const lab = await variant('r4-https', 1)
      const wishes = { events: 300, seed: 7, cwd: home }
      await dotEnv(login.password, 'OPENSEARCH_CA=certs/ca.pem\n')
      const answer = await runLab(lab, wishes, kafka())
      await check('r4-https', wishes, answer.nodes.consumer_output?.in ?? -1)
      expect(proxy.requests.passed).toBeGreaterThan(0)
      await dotEnv('wrong', 'OPENSEARCH_CA=certs/ca.pem\n')
      const wrong = await sluice(runWords(lab, wishes, kafka()), { cwd: home, timeoutMs: 60_000 })
      expect(wrong).toMatchObject({
        code: 5,
        stderr: expect.stringMatching(/refused the login.*OPENSEARCH_USERNAME/),
      })
      await dotEnv(login.password, '')
      const stranger = await sluice(runWords(lab, wishes, kafka()), {
        cwd: home,
        timeoutMs: 60_000,
      })
      expect(stranger).toMatchObject({
        code: 5,
        stderr: expect.stringMatching(/certificate of OpenSearch .* is not trusted/),
      })
    } finally {
      await proxy.stop()
    }
  })

  it('OpenSearch dies in the middle and comes back: the run waits and says so, no document is missing', async () => {
    const { search } = place().engines
    const name = 'r4-falls'
    const file = join(place().dir, 'search.env')
    const wishes = { events: 8000, seed: 42, rate: 250 }
    const words = runWords(await variant(name, 4), wishes, [
      ...kafka(),
      '--connection',
      `search=${file}`,
    ])
    const run = startSluice([...words, '--json'])
    try {
      await until(run, async () => (await documents(name)).length > 30)
      await search.node.stop('SIGKILL')
      await until(run, async () => /OpenSearch at .* does not answer/.test(run.stderr()))
      const before = (await recordsOf(name)).length
      await until(run, async () => (await recordsOf(name)).length > before + 500)
      await search.restart()
      const ended = await run.ended
      expect({ ...ended, stderr: run.stderr() }).toMatchObject({ code: 0 })
      const answer = JSON.parse(run.stdout().trim().split('\n').at(-1) ?? '') as RunAnswer
      expect(answer.ledger).toMatchObject({ lost: 0, deadLetters: 0 })
      await check(name, wishes, answer.nodes.consumer_output?.in ?? -1)
    } finally {
      await run.kill9()
    }
  })
}
