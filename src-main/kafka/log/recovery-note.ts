// What the recovery of a partition found in its files: the engine's status tells it to people.
export type RecoveryNote =
  | { readonly kind: 'cut'; readonly file: string; readonly bytes: number }
  | {
      readonly kind: 'damaged'
      readonly file: string
      readonly movedTo: string
      readonly offset: number
      readonly lostBytes: number
    }
  /** A file that only sums up others was read from them anew: nothing is lost. */
  | { readonly kind: 'remade'; readonly file: string; readonly movedTo: string }
  | { readonly kind: 'missing'; readonly file: string }
