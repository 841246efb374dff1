// A lab as the room may see it: titles, types and edges of its nodes, and its dashboard. Settings,
// notes, records and connections are left out by naming what is kept, so that a new field of the lab
// file stays hidden until somebody adds it here.
import { edgesInto, edgesOf, MAIN_PORT, type LabFile, type LocalText } from '@shared/lab'
import { hideIn } from '@shared/text/hide-addresses'

export function shownLab(lab: LabFile): LabFile {
  const { sluice, id, title, summary, timezone, nodes, dashboard } = lab
  const into = edgesInto(edgesOf(lab))
  return {
    sluice,
    id,
    title: hidden(title),
    ...(summary === undefined ? {} : { summary: hidden(summary) }),
    ...(timezone === undefined ? {} : { timezone }),
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([name, node]) => {
        const from = (into.get(name) ?? []).map(edge =>
          edge.port === MAIN_PORT ? edge.from : `${edge.from}.${edge.port}`,
        )
        const shown = {
          type: node.type,
          ...(node.title === undefined ? {} : { title: hidden(node.title) }),
          ...(from.length === 0 ? {} : { from }),
        }
        return [name, shown]
      }),
    ),
    ...(dashboard === undefined
      ? {}
      : {
          dashboard: dashboard.map(({ notes: _, ...tile }) => ({
            ...tile,
            ...(tile.title === undefined ? {} : { title: hidden(tile.title) }),
            ...(tile.text === undefined ? {} : { text: hidden(tile.text) }),
          })),
        }),
  }
}

function hidden(text: LocalText): LocalText {
  if (typeof text === 'string') return hideIn(text)
  const { en, 'pt-BR': pt, es } = text
  return {
    en: hideIn(en),
    ...(pt === undefined ? {} : { 'pt-BR': hideIn(pt) }),
    ...(es === undefined ? {} : { es: hideIn(es) }),
  }
}
