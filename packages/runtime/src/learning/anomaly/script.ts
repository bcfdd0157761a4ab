/** Of the package, beside `forest.js`: scores of forest.ts a second time. */
export const anomalyScript = `import { forest } from './forest.js'

const { roots, inputs, usual, median, outputs } = forest
const input = Int8Array.from(forest.input)
const split = Float64Array.from(forest.split)
const above = Int32Array.from(forest.above)

// Liu, Ting and Zhou, Isolation Forest, 2008, equation 2.
function scoreOf(values) {
  let depths = 0
  for (const root of roots) {
    let node = root
    let depth = 0
    while (input[node] >= 0) {
      node = values[input[node]] <= split[node] ? node + 1 : above[node]
      depth++
    }
    depths += depth + split[node]
  }
  return 2 ** (-depths / roots.length / usual)
}

// The input whose place taken by its usual value lowers the score most.
function causeOf(values) {
  let cause = 0
  let least = Infinity
  for (let i = 0; i < values.length; i++) {
    const own = values[i]
    values[i] = median[i]
    const score = scoreOf(values)
    values[i] = own
    if (score < least) { least = score; cause = i }
  }
  return inputs[cause]
}

export function run(row, parameters) {
  const values = inputs.map((name) => row[name])
  const score = scoreOf(values)
  const unusual = score > parameters[outputs.threshold]
  return { [outputs.score]: score, [outputs.unusual]: unusual, [outputs.cause]: unusual ? causeOf(values) : '-' }
}
`
