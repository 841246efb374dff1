// A made-up host in the page: for component tests and for work on the screens alone. Never part of
// a build.
export { fakeClient } from './fake-client'
export { nodeCatalog, toyNode } from './node-catalog'
