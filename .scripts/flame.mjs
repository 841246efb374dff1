// `node .scripts/flame.mjs PROFILE OUT.svg [FROM]` draws a profile of `node --cpu-prof` as a flame graph:
// wide is much time, above is called by what is below. FROM (0 to 1) leaves out the time before. Waiting
// is left out, and so is what took less than a three-hundredth.
import { readFileSync, writeFileSync } from 'node:fs'

const [file, out, from = '0'] = process.argv.slice(2)
const WIDTH = 1000
const ROW = 17
const SHARE_MIN = 1 / 300
const DEPTH_MAX = 26
const LETTER = 6.3

const { nodes, samples, timeDeltas, startTime, endTime } = JSON.parse(readFileSync(file, 'utf8'))
const byId = new Map(nodes.map(node => [node.id, node]))
const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map(c => [c, id])))
const hidden = new Set(['(root)', '(program)', 'runMicrotasks', 'processTicksAndRejections'])

const root = { name: 'all', us: 0, above: new Map() }
let at = startTime
const begin = startTime + (endTime - startTime) * Number(from)
for (const [i, id] of samples.entries()) {
  at += timeDeltas[i]
  const stack = []
  for (let each = id; each !== undefined; each = parents.get(each))
    stack.unshift(byId.get(each).callFrame.functionName || '(anonymous)')
  if (at < begin || stack.includes('(idle)')) continue
  let box = root
  box.us += timeDeltas[i]
  for (const name of stack.filter(each => !hidden.has(each)).slice(0, DEPTH_MAX)) {
    const above = box.above.get(name) ?? { name, us: 0, above: new Map() }
    box.above.set(name, above)
    above.us += timeDeltas[i]
    box = above
  }
}

const boxes = []
function place(box, x, depth) {
  if (box.us < root.us * SHARE_MIN) return
  boxes.push({ ...box, x, depth, width: (box.us / root.us) * WIDTH })
  let next = x
  for (const above of [...box.above.values()].sort((a, b) => b.us - a.us)) {
    place(above, next, depth + 1)
    next += (above.us / root.us) * WIDTH
  }
}
place(root, 0, 0)

const height = (Math.max(...boxes.map(({ depth }) => depth)) + 1) * ROW
const escaped = text => text.replace(/[&<>]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c])
const drawn = boxes.map(({ name, us, x, depth, width }) => {
  const y = height - (depth + 1) * ROW
  const share = `${((us / root.us) * 100).toFixed(1)} %`
  const room = Math.floor((width - 4) / LETTER)
  const text = room < 3 ? '' : name.length > room ? `${name.slice(0, room - 1)}…` : name
  const hue = 20 + ([...name].reduce((sum, c) => sum + c.charCodeAt(0), 0) % 30)
  return `<g><title>${escaped(name)} ${share}</title><rect x="${x.toFixed(1)}" y="${y}" width="${Math.max(0.5, width - 0.5).toFixed(1)}" height="${ROW - 1}" fill="hsl(${hue} 85% 68%)"/><text x="${(x + 2).toFixed(1)}" y="${y + 12}">${escaped(text)}</text></g>`
})
writeFileSync(
  out,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="monospace" font-size="10.5">\n<rect width="100%" height="100%" fill="#fff"/>\n${drawn.join('\n')}\n</svg>\n`,
)
