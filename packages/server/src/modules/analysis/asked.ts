/** Ends when whoever asked has left. */
export interface Asked {
  readonly signal: AbortSignal
}
export interface OfPoint extends Asked {
  readonly point: string
}
