import { describe, expect, it } from 'vitest'
import { plainCassandra, plainKafka, resolveConnection } from '@main/connections'
import { settingsOf } from './settings'

describe('the settings of a job', () => {
  it('are the addresses of the connections, under their names', () => {
    expect(
      settingsOf({ broker: plainKafka('h:1,i:2'), 'my-store': plainCassandra('[::1]:9043', 'dc') }),
    ).toEqual({
      BROKER_BOOTSTRAP_SERVERS: 'h:1,i:2',
      MY_STORE_HOST: '::1',
      MY_STORE_PORT: '9043',
      MY_STORE_DC: 'dc',
    })
  })

  it('have the login as Kafka’s own client takes it, with any password', () => {
    const profile = {
      bootstrap: 'h:1',
      security: 'SASL_PLAINTEXT',
      sasl: { mechanism: 'SCRAM-SHA-256', username: 'me' },
    }
    const broker = resolveConnection('kafka', profile, { password: 'a"b\\c' })
    expect(settingsOf({ broker })).toMatchObject({
      BROKER_SECURITY_PROTOCOL: 'SASL_PLAINTEXT',
      BROKER_SASL_MECHANISM: 'SCRAM-SHA-256',
      BROKER_SASL_JAAS_CONFIG:
        'org.apache.kafka.common.security.scram.ScramLoginModule required ' +
        'username="me" password="a\\"b\\\\c";',
    })
  })

  it('have a database as one address, and none for the built-in file', () => {
    const profile = { engine: 'mariadb', host: 'h', database: 'shop', username: 'a@b' }
    const shop = resolveConnection('sql', profile, { password: 'p:/w' })
    expect(settingsOf({ shop })).toEqual({ SHOP_URL: 'mysql://a%40b:p%3A%2Fw@h:3306/shop' })
    const other = { ...profile, engine: 'postgresql' }
    const postgres = resolveConnection('sql', other, { password: 'p' })
    expect(settingsOf({ shop: postgres })).toEqual({ SHOP_URL: 'postgresql://a%40b:p@h:5432/shop' })
    const placed = resolveConnection('sql', { ...other, schema: 'My "lab' }, { password: 'p' })
    const [address = ''] = Object.values(settingsOf({ shop: placed }))
    expect(new URL(address).searchParams.get('options')).toBe('-c search_path="My\\ ""lab"')
    // The driver takes a plus for a plus.
    expect(address).not.toContain('+')
    const file = resolveConnection('sql', { engine: 'embedded', file: 'x.duckdb' })
    expect(() => settingsOf({ file })).toThrow('spark-embedded-sql')
  })
})
