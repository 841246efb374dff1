// Which words of the app's command line are a verb, and which open a window.
import { describe, expect, it, vi } from 'vitest'

vi.mock('electron', () => ({ utilityProcess: {} }))
const { verbIn } = await import('./command-line')

describe('the words of the installed app', () => {
  const app = '/opt/Sluice/sluice'
  it.each([
    [[app], undefined],
    [[app, '--no-sandbox'], undefined],
    [[app, '/home/ana/my lab.yaml'], undefined],
    [[app, 'lab.yml'], undefined],
    [[app, '--inspect=0', 'C:\\labs\\one.yaml'], undefined],
    [
      [app, 'labs', '--json'],
      ['labs', '--json'],
    ],
    [
      [app, '--no-sandbox', 'run', 'lab.yaml', '--events', '10'],
      ['run', 'lab.yaml', '--events', '10'],
    ],
    [[app, '--help'], ['--help']],
    [[app, '--version'], ['--version']],
    [
      [app, 'serve', '--help'],
      ['serve', '--help'],
    ],
    // The command line refuses a word that is not a verb, and suggests the nearest one.
    [[app, 'rnu'], ['rnu']],
  ])('%j', (argv, words) => expect(verbIn(argv, true)).toEqual(words))

  it('in the checkout, the first plain word is the app itself', () => {
    expect(verbIn(['/e/electron', '/work'], false)).toBeUndefined()
    expect(verbIn(['/e/electron', '--no-sandbox', '.', 'labs'], false)).toEqual(['labs'])
    expect(verbIn(['/e/electron', 'app', '--browser-ish', 'run', 'r0'], false)).toEqual([
      'run',
      'r0',
    ])
    expect(verbIn(['/e/electron', '/work', '/tmp/a.yaml'], false)).toBeUndefined()
  })
})
