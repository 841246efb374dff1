// Checks that every path that the documentation names exists, so that a move in the source cannot
// leave the docs behind. It reads README, CONTRIBUTING and docs/, and looks at three things: relative
// links, paths from the root of the repository (also in diagrams), and names of source files in code
// spans, which must be the end of a real path. `<placeholder>`, `*` and `{a,b}` may be part of a path.
// Paths that begin with `src/` belong to other projects.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const ROOTED =
  /(?<![\w./~@-])(?:src-(?:shared|main|renderer)|e2e|resources|docker|docs|\.scripts|\.github|\.ci)\/[\w./*{},<>-]*/g
const LINK = /\]\(([^)\s]+)\)/g
const SPAN = /`([^`\n]+)`/g
const SOURCE_FILE = /^[\w.-]+(?:\/[\w.-]+)*\.(?:ts|vue|mjs)$/

const SKIPPED = new Set(['.git', 'node_modules', 'out', 'dist', 'test-results'])
const files = readdirSync(root, { withFileTypes: true })
  .filter(entry => !SKIPPED.has(entry.name))
  .flatMap(entry => (entry.isDirectory() ? filesBelow(entry.name) : [entry.name]))
const docs = files.filter(name => /^(?:README|CONTRIBUTING)\.md$|^docs\/.*\.md$/.test(name))

const problems = docs.flatMap(doc => {
  const text = readFileSync(join(root, doc), 'utf8')
  return [...wrongLinks(doc, text), ...wrongPaths(text), ...wrongFiles(text)].map(problem => ({
    ...problem,
    doc,
    line: text.slice(0, problem.at).split('\n').length,
  }))
})
for (const { doc, line, name } of problems) console.error(`${doc}:${line}: ${name} does not exist`)
console.log(`${docs.length} documents, ${problems.length} names that do not exist`)
process.exit(problems.length > 0 ? 1 : 0)

function filesBelow(folder) {
  const options = { recursive: true, withFileTypes: true }
  return readdirSync(join(root, folder), options)
    .filter(entry => entry.isFile())
    .map(entry => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
}

function wrongLinks(doc, text) {
  return [...text.matchAll(LINK)].flatMap(({ 1: target, index }) => {
    const path = target.replace(/#.*$/, '')
    if (path === '' || /^[a-z]+:/.test(path)) return []
    const name = relative(root, join(root, dirname(doc), path))
    return existsSync(join(root, name)) ? [] : [{ at: index, name }]
  })
}

function wrongPaths(text) {
  return [...text.matchAll(ROOTED)].flatMap(({ 0: found, index }) => {
    const name = found.replace(/[.,]+$/, '')
    return braces(name).every(exists) ? [] : [{ at: index, name }]
  })
}

function wrongFiles(text) {
  return [...text.matchAll(SPAN)].flatMap(({ 1: name, index }) => {
    if (!SOURCE_FILE.test(name) || name.startsWith('src/')) return []
    const known = files.some(file => file === name || file.endsWith(`/${name}`))
    return known ? [] : [{ at: index, name }]
  })
}

/** `a/{b,c}` is `a/b` and `a/c`. */
function braces(path) {
  const group = /\{([^{}]*)\}/.exec(path)
  if (!group) return [path]
  const [whole, inner] = group
  return inner.split(',').flatMap(part => braces(path.replace(whole, part)))
}

/** A folder or file of the tree; `*` is any part of a name, `<kind>` any name. */
function exists(path) {
  const pattern = path
    .replace(/\/$/, '')
    .replace(/[.+]/g, '\\$&')
    .replace(/<[^<>]*>|\*/g, '[^/]+')
  const wanted = new RegExp(`^${pattern}(?:/|$)`)
  return files.some(file => wanted.test(file))
}
