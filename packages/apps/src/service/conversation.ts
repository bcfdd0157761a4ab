import { type CellEnd, placeOf, type Talk, wordsOf } from '@millrace/runtime/cells'
import { type HostCall, hostCalls } from './host.ts'
import { limits } from './limits.ts'
import type { Heard, Said, ThreadCall, Thrown, Verdict } from './messages.ts'
import { plainOf } from './plain.ts'

type Outcome = Verdict extends infer Of ? (Of extends { ms: number } ? Omit<Of, 'ms'> : never) : never

const JSON_WANTED = `at most ${limits.given} characters of plain JSON`

/** One call of a service, within its thread: what it says is counted and read here, since a service may bend the rest. */
export class Conversation {
  readonly #talk: Talk
  readonly #pass: (word: Heard) => void
  #leftMs: number
  #ms = 0
  #taken = 0
  #asked = 0
  #lines = 0
  /** Asked, and not answered yet. */
  readonly #open = new Set<string>()
  #outcome: Outcome | undefined

  constructor(talk: Talk, timeMs: number, pass: (word: Heard) => void) {
    this.#talk = talk
    this.#leftMs = timeMs
    this.#pass = pass
  }

  /** What came of it; nothing while it waits. */
  begin({ entry, input, context }: ThreadCall): Verdict | undefined {
    this.#talk.begin((texts) => this.#hear(texts))
    return this.#say(['begin', entry, input, context])
  }

  told(word: Said): Verdict | undefined {
    if (word.is === 'end') {
      this.#talk.end()
      return { is: 'ended', ms: this.#ms }
    }
    if (!this.#open.delete(word.id)) return this.#verdict()
    return this.#say([word.is, word.id, word.text])
  }

  /** Computed since this was asked for. */
  takeMs(): number {
    const more = this.#ms - this.#taken
    this.#taken = this.#ms
    return more
  }

  #say(texts: readonly string[]): Verdict | undefined {
    const begun = performance.now()
    const end = this.#talk.say(texts, this.#leftMs)
    const ms = performance.now() - begun
    this.#ms += ms
    this.#leftMs = Math.max(1, this.#leftMs - ms)
    // What stops it is also thrown where it is, and may come here as if it had failed.
    if (end && (this.#outcome?.is === 'failed' || this.#outcome?.is === 'lied')) this.#outcome = end
    else if (end) this.#end(end)
    if (!this.#outcome && this.#open.size === 0) this.#end({ is: 'stuck' })
    return this.#verdict()
  }

  #verdict(): Verdict | undefined {
    return this.#outcome && ({ ...this.#outcome, ms: this.#ms } as Verdict)
  }

  #end(outcome: Outcome | CellEnd): void {
    this.#outcome ??= outcome
    this.#talk.end()
  }

  #hear([is, first = '', second = '', third = '']: readonly string[]): void {
    if (is === 'ask') this.#hearAsk(first, second, third)
    else if (is === 'log') this.#hearLine(first, second, third)
    else this.#end(outcomeOf(is, first))
  }

  #hearAsk(id: string, name: string, text: string): void {
    this.#asked++
    const read = plainOf(text)
    const args = 'value' in read ? read.value : undefined
    if (this.#asked > limits.asked) this.#end({ is: 'asks' })
    else if (!Array.isArray(args)) {
      const expected = `${JSON_WANTED} in what it asks of ${name.slice(0, 40)}`
      this.#end({ is: 'lied', expected, seen: 'seen' in read ? read.seen : 'no list' })
    } else if (hostCalls.includes(name as HostCall) && !this.#open.has(id)) {
      // Only a service that bent what our code stands on asks otherwise.
      this.#open.add(id)
      this.#pass({ is: 'ask', id, name, args })
    }
  }

  #hearLine(level: string, text: string, more: string): void {
    this.#lines++
    if (this.#lines > limits.lines) {
      this.#end({ is: 'talks' })
      return
    }
    const read = more === '' ? undefined : plainOf(more, limits.line)
    const fields = read && 'value' in read && typeof read.value === 'object' ? read.value : undefined
    this.#pass({
      is: 'log',
      level: level === 'warn' ? 'warn' : 'info',
      text: text.slice(0, limits.line),
      ...(fields === undefined || fields === null ? {} : { fields: fields as Record<string, unknown> }),
    })
  }
}

function outcomeOf(is: string | undefined, text: string): Outcome {
  if (is === 'none') return { is: 'broken', seen: `it exports no function ${text.slice(0, 40)}` }
  if (is === 'lied') return { is: 'lied', expected: JSON_WANTED, seen: thrownOf(text).seen }
  if (is !== 'done') return { is: 'failed', ...thrownOf(text) }
  const read = plainOf(text)
  return 'seen' in read ? { is: 'lied', expected: JSON_WANTED, seen: read.seen } : { is: 'done', output: read.value }
}

function thrownOf(text: string): Thrown {
  const read = plainOf(text)
  const said = 'value' in read && Array.isArray(read.value) ? read.value : []
  const [name, message, stack, code, remedy] = Array.from({ length: 5 }, (_, i) => String(said[i] ?? '')) as [
    string,
    string,
    string,
    string,
    string,
  ]
  const where = placeOf(stack)
  return {
    seen: wordsOf({ name: name === 'Refused' ? '' : name, message, stack: '' }),
    ...(where === undefined ? {} : { where: where.slice(0, 200) }),
    ...(code === '' ? {} : { code: code.slice(0, 100) }),
    ...(remedy === '' ? {} : { remedy: wordsOf({ name: '', message: remedy, stack: '' }) }),
  }
}
