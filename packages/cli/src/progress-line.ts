import type { Progress } from '@millrace/backup'

const EVERY_MS = 1_000

export const say = (text: string): void => void process.stderr.write(`${text}\n`)

export const megabytes = (bytes: number): string =>
  `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 })} MB`

/** Tells of a long step on standard error: on a terminal in one line that changes, elsewhere a line a while. */
export function progressLine(what: string): { tell: (progress: Progress) => void; end: () => void } {
  const isTerminal = process.stderr.isTTY === true
  const every = isTerminal ? EVERY_MS / 10 : EVERY_MS * 5
  let shown = performance.now()
  let open = false
  return {
    tell: ({ files, ofFiles, bytes, ofBytes }) => {
      if (performance.now() - shown < every) return
      shown = performance.now()
      const text = `${what} ${files} of ${ofFiles}, ${megabytes(bytes)} of ${megabytes(ofBytes)}`
      process.stderr.write(isTerminal ? `\r\u001b[2K${text}` : `${text}\n`)
      open = isTerminal
    },
    end: () => {
      if (open) process.stderr.write('\n')
      open = false
    },
  }
}
