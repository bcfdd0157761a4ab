/** Numbers from 0 to below 1 that are the same in every run: mulberry32 (T. Ettinger, public domain). */
export function uniforms(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The first `count` of 0 to n − 1 in an order drawn by lot, each once. */
export function drawn(n: number, count: number, uniform: () => number): Uint32Array {
  const places = Uint32Array.from({ length: n }, (_, i) => i)
  for (let i = 0; i < count; i++) {
    const other = i + Math.floor(uniform() * (n - i))
    const kept = places[i]!
    places[i] = places[other]!
    places[other] = kept
  }
  return places.slice(0, count)
}
