// How much a fuzz test does: little in CI, more by a flag (SLUICE_FUZZ=10 does ten times as much).
const TIMES = Math.max(1, Number(process.env.SLUICE_FUZZ ?? 1))

export const rounds = (inCi: number): number => inCi * TIMES
