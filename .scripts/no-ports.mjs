// Holds unit tests to what they are: it runs before each test file of the projects `unit` and
// `renderer`, and refuses to open a port. Engines and servers take seconds to start, so the tests
// that need one are named *.engine.test.ts and form a project of their own.
import { Server } from 'node:net'

Server.prototype.listen = () => {
  throw new Error('A unit test opens no port: name it *.engine.test.ts (vitest.config.ts).')
}
