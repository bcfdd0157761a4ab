/** How often what, of one version and output. */
export interface Side {
  good: number
  uncertain: number
  bad: number
  /** Of given − measured. */
  residuals: number
  sum: number
  squares: number
}
interface Output {
  readonly now: Side
  readonly canary: Side
  differences: number
  sum: number
  largest: number
}
export interface Version {
  ms: number
  faults: number
}

/** What two versions made of the same rows, as far as it was counted. */
export interface Tallied {
  rows: number
  readonly now: Version
  readonly canary: Version
  readonly outputs: Record<string, Output>
}
