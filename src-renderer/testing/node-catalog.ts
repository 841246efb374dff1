// The catalogue of nodes as the host sends it. The JSON is written from the real descriptors by
// src-main/pipeline/plan/catalogue.test.ts, which fails when it is out of date.
import type { NodeInfo } from '@shared/contract'
import catalog from './node-catalog.json?raw'
import toy from './toy-node.json?raw'

// Parse boundary: both were made from this type.
export const nodeCatalog = JSON.parse(catalog) as readonly NodeInfo[]

/** A type that no screen knows by name. */
export const toyNode = JSON.parse(toy) as NodeInfo
