// The offsets at which a job reads on, as one line: `orders 0: 120, 1: 97`.
export function offsetText(
  offsets: Readonly<Record<string, Readonly<Record<string, number>>>>,
): string {
  return Object.entries(offsets)
    .map(([edge, partitions]) => {
      const each = Object.entries(partitions).map(([partition, at]) => `${partition}: ${at}`)
      return `${edge.split('>')[0]} ${each.join(', ')}`
    })
    .join(' · ')
}
