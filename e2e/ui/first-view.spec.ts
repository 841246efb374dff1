// The first look at each reference system: all of its pipeline, at the smallest window and at a
// large one, and names that can be read.
import { expect, test } from './support/lab-test'

const LABS = [
  'r0-vendas-ecommerce',
  'r1-ventas-events',
  'r2-ecommerce-transactions',
  'r3-sales-dashboards',
  'r4-simulator',
]
const SIZES = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
]
/** Letters of a name on the screen, in px. */
const LEGIBLE_PX = 7.5

test('every reference system is seen whole when it is opened', async ({ lab }) => {
  const { page } = lab
  await lab.open()
  for (const id of LABS) {
    await page.goto(page.url().replace(/#.*/, `#/lab/${id}`))
    for (const size of SIZES) {
      await page.setViewportSize(size)
      const view = () =>
        page.evaluate(() => {
          const canvas = document.querySelector('.canvas')?.getBoundingClientRect()
          const nodes = [...document.querySelectorAll('.vue-flow__node .node')]
          const first = nodes[0]?.querySelector<HTMLElement>('.nt')
          if (canvas === undefined || first === undefined || first === null)
            return { outside: -1, letters: 0 }
          const outside = nodes.filter(node => {
            const box = node.getBoundingClientRect()
            return (
              box.left < canvas.left ||
              box.right > canvas.right ||
              box.top < canvas.top ||
              box.bottom > canvas.bottom
            )
          })
          const zoom = first.getBoundingClientRect().width / first.offsetWidth
          return {
            outside: outside.length,
            letters: Number.parseFloat(getComputedStyle(first).fontSize) * zoom,
          }
        })
      await expect
        .poll(async () => (await view()).outside, { message: `${id} at ${size.width}` })
        .toBe(0)
      expect((await view()).letters, `${id} at ${size.width}`).toBeGreaterThan(LEGIBLE_PX)
    }
  }
})
