// A master's address as it is shown and kept.
import { expect, it } from 'vitest'
import { failureOf } from './failure'
import { inSession, needMaster, withoutSecrets } from './master'

it('is shown without what is secret in it', async () => {
  const master = 'sc://h:15002/;token=SECRET;use_ssl=true;x-key=SECRET'
  expect(withoutSecrets(master)).toBe('sc://h:15002/;use_ssl=true')
  expect(withoutSecrets('sc://h:15002')).toBe('sc://h:15002')
  expect(withoutSecrets('local[*]')).toBe('local[*]')
  const text = 'Failed to connect to master h:15002'
  const failure = failureOf({ code: 1, text }, { master, java: '', version: '4.0.1' })
  expect(failure.params).toMatchObject({ master: 'sc://h:15002/;use_ssl=true' })
  // Nobody listens there.
  await expect(needMaster('sc://127.0.0.1:1/;token=SECRET')).rejects.toMatchObject({
    code: 'spark-master-unreachable',
    params: { master: 'sc://127.0.0.1:1/;use_ssl=true' },
  })
})

it('asks where a cluster is before Java starts', async () => {
  await expect(needMaster('yarn', {})).rejects.toMatchObject({ code: 'spark-no-hadoop-conf' })
  await expect(needMaster('yarn', { YARN_CONF_DIR: '/etc/hadoop' })).resolves.toBeUndefined()
  // Nobody listens there.
  await expect(needMaster('k8s://https://127.0.0.1:1')).rejects.toMatchObject({
    code: 'spark-master-unreachable',
  })
  await expect(needMaster('k8s://127.0.0.1:1')).rejects.toMatchObject({
    code: 'spark-master-unreachable',
  })
})

it.each([
  ['sc://h', 'sc://h/;session_id=s1'],
  ['sc://h:15002/', 'sc://h:15002/;session_id=s1'],
  ['sc://h/;token=a', 'sc://h/;token=a;session_id=s1'],
  ['sc://h/;use_ssl=true;', 'sc://h/;use_ssl=true;session_id=s1'],
  // A person's own.
  ['sc://h/;session_id=own', 'sc://h/;session_id=own'],
])('%s has a session by which it is found again', (master, wanted) => {
  expect(inSession(master, 's1')).toBe(wanted)
})
