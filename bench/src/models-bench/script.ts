import { limitsUnlessTold, type ModelPackage, openScriptRuntime, type Rows } from '@millrace/runtime'

const ROWS = 10_000
const INPUTS = ['flow', 'inlet', 'outlet', 'power'] as const

const words = { en: 'Pump', zh: '泵' }

/** A pump's efficiency: four numbers in, two out, a condition and a square root between. */
const code = `export function run({ flow, inlet, outlet, power }, { density }) {
  const head = (outlet - inlet) / (density * 9.80665)
  const hydraulic = flow * (outlet - inlet)
  return { efficiency: power > 0 ? hydraulic / power : null, speed: Math.sqrt(2 * 9.80665 * Math.max(0, head)) }
}`

const pump: ModelPackage = {
  manifest: {
    id: 'bench/pump',
    version: '1.0.0',
    title: words,
    description: words,
    owner: 'Millrace',
    licence: 'Apache-2.0',
    sources: [{ id: 'none', kind: 'page', title: 'Made for the benchmark', seen: true }],
    taxonomy: { domain: 'fluid' },
    inputs: INPUTS.map((name) => ({ ...words, name, type: 'number' })),
    outputs: ['efficiency', 'speed'].map((name) => ({ ...words, name, type: 'number' })),
    parameters: [{ ...words, name: 'density', default: 998.2 }],
    runtime: { kind: 'script', file: 'model.js' },
    cases: [],
  },
  files: new Map([['model.js', new TextEncoder().encode(code)]]),
  digest: `sha256:${'0'.repeat(64)}`,
}

const rows: Rows = {
  length: ROWS,
  time: Float64Array.from({ length: ROWS }, (_, i) => 1.7e15 + i * 1e6),
  values: Object.fromEntries(
    INPUTS.map((name, place) => [
      name,
      Float64Array.from({ length: ROWS }, (_, i) => place * 1e5 + (i % 97) * 100 + 1),
    ]),
  ),
}

/** Rows a second of one script that is called with as many at a time as it may have, the way to its thread and back included. */
export async function scriptRate(
  quick: boolean,
  progress: (text: string) => void,
): Promise<{ readonly script_rows_per_s: number }> {
  const runtime = openScriptRuntime()
  try {
    const model = await runtime.start(pump, { ...limitsUnlessTold, timeMs: 10_000 })
    // Of the first calls, code that is not yet compiled is part.
    for (let i = 0; i < 5; i++) await model.run(rows, {})
    const seconds = quick ? 0.5 : 5
    const begun = performance.now()
    let calls = 0
    while (performance.now() - begun < seconds * 1_000) {
      await model.run(rows, {})
      calls++
    }
    const perS = (calls * ROWS) / ((performance.now() - begun) / 1_000)
    progress(`script: ${Math.round(perS)} rows/s in batches of ${ROWS}, ${INPUTS.length} inputs`)
    return { script_rows_per_s: perS }
  } finally {
    await runtime.close()
  }
}
