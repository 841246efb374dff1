// The first look at each reference system, at the smallest window and at a large one: no text is
// too small to read, the view begins with the sources, and an overview shows what lies outside.
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
const LEGIBLE_PX = 11

test('every reference system can be read when it is opened', async ({ lab }) => {
  const { page } = lab
  await lab.open()
  for (const id of LABS) {
    await page.goto(page.url().replace(/#.*/, `#/lab/${id}`))
    for (const size of SIZES) {
      await page.setViewportSize(size)
      const view = () =>
        page.evaluate(least => {
          const canvas = document.querySelector('.canvas')?.getBoundingClientRect()
          const nodes = [...document.querySelectorAll('.vue-flow__node .node')]
          const isInside = (node: Element) => {
            const box = node.getBoundingClientRect()
            return (
              canvas !== undefined &&
              box.left >= canvas.left &&
              box.right <= canvas.right &&
              box.top >= canvas.top &&
              box.bottom <= canvas.bottom
            )
          }
          const sizes = nodes
            .flatMap(node => [...node.querySelectorAll<HTMLElement>('.nh, .nt, .nd, .nf')])
            .filter(text => text.offsetWidth > 0)
            .map(text => {
              const zoom = text.getBoundingClientRect().width / text.offsetWidth
              return Number.parseFloat(getComputedStyle(text).fontSize) * zoom
            })
          return {
            hasNodes: nodes.length > 0,
            isLegible: Math.min(...sizes) > least,
            sourcesOutside: nodes.filter(node => node.matches('.src') && !isInside(node)).length,
            hasOverview: document.querySelector('.mm') !== null || nodes.every(isInside),
          }
        }, LEGIBLE_PX - 0.05)
      // The view follows the window, and the lab the address, a moment later.
      await expect.poll(view, { message: `${id} at ${size.width}` }).toEqual({
        hasNodes: true,
        isLegible: true,
        sourcesOutside: 0,
        hasOverview: true,
      })
    }
  }
})
