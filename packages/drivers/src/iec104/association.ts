import { type Clock, Fault, type Timer } from '@millrace/core'
import type { DriverCounters } from '../kit/driver.ts'
import '../kit/faults.ts'
import {
  ApduDecoder,
  decodeControl,
  encodeInformation,
  encodeSupervisory,
  encodeUnnumbered,
  SEQUENCE,
  Unnumbered,
} from './codec.ts'
import './faults.ts'
import { countTimeout } from '../kit/trace.ts'

/** Frames that a station may send beyond the last acknowledged one, whatever its k: nobody floods us. */
const MOST_UNACKNOWLEDGED = 2_048
/** ASDUs of ours that wait for the window to open. */
const MOST_QUEUED = 1_024

/** The parameters of IEC 60870-5-104 §9.6; t0 is the kit's. */
export interface Window {
  /** Most frames of ours without an acknowledgement. */
  readonly k: number
  /** Frames of the other after which we acknowledge at the latest. */
  readonly w: number
  /** Within it whatever we send must be acknowledged, ms. */
  readonly t1Ms: number
  /** … and we acknowledge, ms. */
  readonly t2Ms: number
  /** After so long without a frame we send a test frame, ms. */
  readonly t3Ms: number
}

export interface AssociationNeeds {
  readonly window: Window
  readonly clock: Clock
  readonly counters: DriverCounters
  write(bytes: Uint8Array): void
  /** One ASDU; the bytes are valid until it returns. */
  asdu(bytes: Uint8Array): void
  /** Resolves when everything that `asdu` was given has been taken: only then it is acknowledged. */
  taken(): Promise<void>
  /** STARTDT and STOPDT of the other side, and its confirmations. */
  unnumbered(code: number): void
  /** Once, when the association must end. */
  broken(reason: Fault): void
}

/**
 * Numbered and acknowledged transfer between two stations over a connection that is open (IEC 60870-5-104 §5), alike on
 * both sides. Nothing is acknowledged before it has been taken: a station that keeps events until then loses none.
 */
export class Association {
  readonly #needs: AssociationNeeds
  readonly #decoder: ApduDecoder
  readonly #queue: Uint8Array[] = []
  /** V(S), and the number up to which the other side has acknowledged. */
  #send = 0
  #acknowledged = 0
  /** When each frame that is not acknowledged was sent, oldest first. */
  #sentAt: number[] = []
  /** V(R), and the number up to which we have acknowledged. */
  #receive = 0
  #confirmed = 0
  #confirming = false
  #heardAt: number
  #t1: Timer | undefined
  #t2: Timer | undefined
  #t3: Timer | undefined
  /** Runs from a test frame or a STARTDT until its confirmation. */
  #control: Timer | undefined
  #ended = false
  /** True between STARTDT and STOPDT: only then frames carry ASDUs. */
  started = false

  constructor(needs: AssociationNeeds) {
    this.#needs = needs
    this.#decoder = new ApduDecoder((apdu) => this.#take(apdu))
    this.#heardAt = needs.clock.monotonic()
    this.#watchSilence(needs.window.t3Ms)
  }

  /** Frames sent that the other side has not acknowledged, and those that wait for the window. */
  get outstanding(): number {
    return distance(this.#send, this.#acknowledged) + this.#queue.length
  }

  /** What came over the connection. */
  read(chunk: Uint8Array): void {
    if (this.#ended) return
    const { counters } = this.#needs
    counters.bytesIn += chunk.length
    counters.trace?.frame('in', chunk)
    try {
      this.#decoder.push(chunk)
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      this.#break(failure)
    }
  }

  /** Sends an ASDU now, or when the window opens. Throws `driver.bus_full`. */
  send(asdu: Uint8Array): void {
    if (this.#ended) return
    if (this.#queue.length >= MOST_QUEUED)
      throw new Fault('driver.bus_full', { waiting: this.#queue.length, kind: 'ASDU' })
    this.#queue.push(asdu)
    this.#pump()
  }

  /** Sends STARTDT act and expects its confirmation within t1. */
  start(): void {
    this.#await('a confirmation of STARTDT')
    this.sendUnnumbered(Unnumbered.startAct)
  }

  sendUnnumbered(code: number): void {
    this.#write(encodeUnnumbered(code))
  }

  /** Idempotent. */
  end(): void {
    this.#ended = true
    for (const timer of [this.#t1, this.#t2, this.#t3, this.#control]) timer?.cancel()
    this.#queue.length = 0
  }

  #take(apdu: Uint8Array): void {
    if (this.#ended) return
    const control = decodeControl(apdu)
    this.#heardAt = this.#needs.clock.monotonic()
    if (control.format === 'U') {
      this.#takeUnnumbered(control.function)
      return
    }
    if (control.format === 'S') {
      this.#acknowledge(control.receive)
      return
    }
    if (!this.started) throw broken('no ASDU before STARTDT', 'one')
    if (control.send !== this.#receive) throw broken(`frame ${this.#receive}`, `frame ${control.send}`)
    this.#acknowledge(control.receive)
    this.#receive = (this.#receive + 1) % SEQUENCE
    this.#needs.asdu(apdu.subarray(4))
    this.#received()
  }

  #takeUnnumbered(code: number): void {
    switch (code) {
      case Unnumbered.testAct:
        this.sendUnnumbered(Unnumbered.testCon)
        return
      case Unnumbered.testCon:
        this.#heard()
        return
      case Unnumbered.startCon:
        this.started = true
        this.#heard()
        break
      default:
    }
    this.#needs.unnumbered(code)
  }

  #acknowledge(receive: number): void {
    const count = distance(receive, this.#acknowledged)
    const sent = distance(this.#send, this.#acknowledged)
    if (count > sent)
      throw broken(`an acknowledgement of at most frame ${this.#send}`, `one of all before frame ${receive}`)
    if (count === 0) return
    this.#acknowledged = receive
    this.#sentAt.splice(0, count)
    this.#t1?.cancel()
    this.#t1 = undefined
    this.#watchOldest()
    this.#pump()
  }

  #pump(): void {
    const { k } = this.#needs.window
    while (this.#queue.length > 0 && distance(this.#send, this.#acknowledged) < k) {
      this.#write(encodeInformation(this.#send, this.#confirmed, this.#queue.shift()!))
      this.#send = (this.#send + 1) % SEQUENCE
      this.#sentAt.push(this.#needs.clock.monotonic())
      this.#watchOldest()
    }
  }

  #watchOldest(): void {
    const { clock, window } = this.#needs
    if (this.#t1 || this.#sentAt.length === 0) return
    const left = window.t1Ms - (clock.monotonic() - this.#sentAt[0]!)
    this.#t1 = clock.after(Math.max(0, left), () => this.#break(this.#unanswered('an acknowledgement')))
  }

  #received(): void {
    const { clock, window } = this.#needs
    const count = distance(this.#receive, this.#confirmed)
    if (count > MOST_UNACKNOWLEDGED) throw new Fault('iec104.overrun', { count })
    if (this.#confirming) return
    if (count >= window.w) this.#confirm()
    else this.#t2 ??= clock.after(window.t2Ms, () => this.#confirm())
  }

  #confirm(): void {
    this.#t2?.cancel()
    this.#t2 = undefined
    this.#confirming = true
    const upTo = this.#receive
    void this.#needs.taken().then(() => {
      this.#confirming = false
      if (this.#ended) return
      this.#confirmed = upTo
      this.#write(encodeSupervisory(upTo))
      if (this.#receive !== upTo) this.#received()
    })
  }

  #watchSilence(ms: number): void {
    const { clock, window } = this.#needs
    this.#t3 = clock.after(ms, () => {
      const silent = clock.monotonic() - this.#heardAt
      if (silent < window.t3Ms) {
        this.#watchSilence(window.t3Ms - silent)
        return
      }
      if (!this.#control) {
        this.#await('a confirmation of a test frame')
        this.sendUnnumbered(Unnumbered.testAct)
      }
      this.#watchSilence(window.t3Ms)
    })
  }

  #await(expected: string): void {
    const { clock, window } = this.#needs
    this.#control = clock.after(window.t1Ms, () => this.#break(this.#unanswered(expected)))
  }

  #heard(): void {
    this.#control?.cancel()
    this.#control = undefined
  }

  #write(bytes: Uint8Array): void {
    if (this.#ended) return
    const { counters } = this.#needs
    counters.bytesOut += bytes.length
    counters.trace?.frame('out', bytes)
    this.#needs.write(bytes)
  }

  #unanswered(expected: string): Fault {
    countTimeout(this.#needs.counters)
    return new Fault('iec104.unanswered', { expected, ms: this.#needs.window.t1Ms })
  }

  #break(reason: Fault): void {
    if (this.#ended) return
    this.end()
    this.#needs.broken(reason)
  }
}

/** How far `a` is ahead of `b`, numbers that begin again after 32767. */
function distance(a: number, b: number): number {
  return (a - b + SEQUENCE) % SEQUENCE
}

function broken(expected: string, seen: string): Fault {
  return new Fault('iec104.sequence_broken', { expected, seen })
}
