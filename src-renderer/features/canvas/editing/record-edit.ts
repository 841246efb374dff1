// Changes of a record schema, each as a change of the YAML text: what is not touched keeps its
// comments, its order and its style.
import { isMap, isNode, isScalar, type Document, type YAMLMap } from 'yaml'
import { edit, flow, merge, type Path } from './lab-edit'

/** A short kind is written in one line, as people write it. */
export function setField(text: string, path: Path, spec: unknown): string {
  return edit(text, document => {
    const old: unknown = document.getIn(path, true)
    // In a block there is room for comments, and they stay.
    if (isMap(old) && old.flow !== true && isObject(spec)) return merge(document, path, spec)
    const node = flow(document, spec)
    if (isNode(node) && isNode(old)) {
      if (old.comment != null) node.comment = old.comment
      if (isScalar(node) && isScalar(old) && typeof node.value === typeof old.value)
        node.type = old.type
    }
    document.setIn(path, node)
  })
}

/** After the field named `after`, or at the end. */
export function addField(
  text: string,
  within: Path,
  { name, spec, after }: { readonly name: string; readonly spec: unknown; readonly after?: string },
): string {
  return edit(text, document => {
    const fields = mapAt(document, within)
    if (fields === undefined) return
    const at = after === undefined ? -1 : placeIn(fields, after)
    const pair = document.createPair(name, flow(document, spec))
    fields.items.splice(at < 0 ? fields.items.length : at + 1, 0, pair)
  })
}

export function removeField(text: string, path: Path): string {
  return edit(text, document => void document.deleteIn(path))
}

export function renameField(text: string, within: Path, name: string, to: string): string {
  return edit(text, document => {
    const key = mapAt(document, within)?.items.find(item => keyOf(item) === name)?.key
    if (isScalar(key)) key.value = to
  })
}

export function moveField(text: string, within: Path, name: string, by: 1 | -1): string {
  return edit(text, document => {
    const fields = mapAt(document, within)
    const at = fields === undefined ? -1 : placeIn(fields, name)
    const to = at + by
    if (fields === undefined || at < 0 || to < 0 || to >= fields.items.length) return
    fields.items.splice(to, 0, ...fields.items.splice(at, 1))
  })
}

const isObject = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function mapAt(document: Document, path: Path): YAMLMap | undefined {
  const found: unknown = document.getIn(path, true)
  return isMap(found) ? found : undefined
}
const keyOf = ({ key }: { readonly key: unknown }) => (isScalar(key) ? key.value : key)
const placeIn = (fields: YAMLMap, name: string) =>
  fields.items.findIndex(item => keyOf(item) === name)
