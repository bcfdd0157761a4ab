import styles from './chart.module.css'

const viewWidth = 100
const viewHeight = 24

/** The path through the values, broken at gaps; the range is theirs, a flat one runs through the middle. */
export function sparkPath(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return ''
  const low = Math.min(...known)
  const span = Math.max(...known) - low
  const x = (index: number) => ((index / Math.max(1, values.length - 1)) * viewWidth).toFixed(1)
  const y = (value: number) =>
    (span === 0 ? viewHeight / 2 : 1 + (1 - (value - low) / span) * (viewHeight - 2)).toFixed(1)
  let path = ''
  let lifted = true
  values.forEach((value, index) => {
    if (value === null) lifted = true
    else {
      path += `${lifted ? 'M' : 'L'}${x(index)} ${y(value)}`
      lifted = false
    }
  })
  return path
}

/** Below so few values a line says nothing. */
const fewest = 4

/** A word-sized trend, from the first known value on; decoration beside a number that says the same, so hidden from screen readers. */
export function Sparkline({ values, height = 24 }: { values: readonly (number | null)[]; height?: number }) {
  const known = values.slice(values.findIndex((value) => value !== null))
  if (known.length < fewest) return null
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${viewWidth} ${viewHeight}`}
      preserveAspectRatio="none"
      width="100%"
      height={height}
      aria-hidden="true"
    >
      <path d={sparkPath(known)} />
    </svg>
  )
}
