// Changes of a lab's dashboard, each as a change of its YAML text: text in, text out. A lab without
// a dashboard first gets the tiles that it shows.
import { isMap, isSeq, parseDocument, YAMLSeq, type YAMLMap } from 'yaml'
import type { DashboardTile } from '@shared/lab'

const LINE_WIDTH = 150

type Change = (tiles: unknown[], make: (tile: DashboardTile) => unknown) => void

function edit(text: string, shown: readonly DashboardTile[], change: Change): string {
  const document = parseDocument(text)
  if (document.errors.length > 0 || !isMap(document.contents)) return text
  const make = (tile: DashboardTile) => {
    const node = document.createNode(tile)
    if (isMap(node)) node.flow = true
    return node
  }
  const known: unknown = document.get('dashboard', true)
  const tiles = isSeq(known) && known.items.length > 0 ? known : new YAMLSeq()
  if (tiles !== known) {
    tiles.items = shown.map(make)
    document.set('dashboard', tiles)
  }
  change(tiles.items, make)
  if (tiles.items.length === 0) document.delete('dashboard')
  return document.toString({ lineWidth: LINE_WIDTH, flowCollectionPadding: true })
}

/** `to` is its place once it has been taken out. */
export const moveTile = (
  text: string,
  shown: readonly DashboardTile[],
  from: number,
  to: number,
): string =>
  edit(text, shown, tiles => {
    const [tile] = tiles.splice(from, 1)
    if (tile !== undefined) tiles.splice(to, 0, tile)
  })

/** Two tiles that take each other's places; all others stay. */
export const swapTiles = (
  text: string,
  shown: readonly DashboardTile[],
  one: number,
  other: number,
): string =>
  edit(text, shown, tiles => {
    const both = [tiles[one], tiles[other]]
    if (both.includes(undefined)) return
    ;[tiles[other], tiles[one]] = both
  })

export const removeTile = (text: string, shown: readonly DashboardTile[], at: number): string =>
  edit(text, shown, tiles => void tiles.splice(at, 1))

/** Behind the one that it is like, with all that is written of it. */
export const copyTile = (text: string, shown: readonly DashboardTile[], at: number): string =>
  edit(text, shown, tiles => {
    const tile = tiles[at]
    if (!isMap(tile)) return
    const copy = tile.clone()
    // What is said beside the first one is said of that one.
    if (isMap(copy)) copy.comment = copy.commentBefore = null
    tiles.splice(at + 1, 0, copy)
  })

export const addTile = (
  text: string,
  shown: readonly DashboardTile[],
  tile: DashboardTile,
): string => edit(text, shown, (tiles, make) => void tiles.push(make(tile)))

export const changeTile = (
  text: string,
  shown: readonly DashboardTile[],
  at: number,
  change: Partial<DashboardTile>,
): string =>
  edit(text, shown, tiles => {
    const tile = tiles[at]
    if (isMap(tile)) set(tile, change)
  })

function set(tile: YAMLMap, change: Partial<DashboardTile>): void {
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) tile.delete(name)
    else tile.set(name, value)
  }
}
