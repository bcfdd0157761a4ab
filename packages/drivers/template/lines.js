import { defineFaults, Fault } from '@millrace/drivers/kit'

defineFaults('acme_ups', {
  address_malformed: {
    blame: 'configuration',
    status: 422,
    says: 'Expected {expected} at position {position} of "{address}", saw {seen}.',
    remedy: 'Write a name such as battery.charge, as the manual of the UPS lists them.',
  },
})

/** Longest line that the UPS may send, bytes. */
const LONGEST = 200

/** Throws `acme_ups.address_malformed` with the position of the mistake. */
export function checkName(address) {
  const [good] = /^[a-z][a-z0-9]*(\.[a-z][a-z0-9]*)*/.exec(address) ?? ['']
  if (good === address && address !== '') return
  throw new Fault('acme_ups.address_malformed', {
    expected: 'small letters and digits between points',
    position: good.length + 1,
    address,
    seen: good.length < address.length ? `"${address.slice(good.length, good.length + 12)}"` : 'the end',
  })
}

/** Cuts what the UPS says into lines. The protocol has no numbers for its answers: each line has number 0. */
export class Lines {
  #rest = Buffer.alloc(0)
  #sink

  constructor(sink) {
    this.#sink = sink
  }

  get partial() {
    return this.#rest.length > 0
  }

  push(chunk) {
    let bytes = Buffer.concat([this.#rest, chunk])
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a)) {
      this.#sink(0, bytes.subarray(0, end))
      bytes = bytes.subarray(end + 1)
    }
    if (bytes.length > LONGEST)
      throw new Fault('driver.frame_malformed', { expected: `lines of at most ${LONGEST} bytes`, seen: 'a longer one' })
    this.#rest = Buffer.from(bytes)
  }
}

/** One question: `GET name` is answered by `VALUE name 87.5` or `ERROR name UNKNOWN`, `SET name 50` by `OK name`. */
export function ask(verb, name, value) {
  return {
    name: `${verb} ${name}`,
    encode: () => Buffer.from(value === undefined ? `${verb} ${name}\n` : `${verb} ${name} ${value}\n`),
    check: (frame) => {
      const [word, about] = readAnswer(frame)
      const right = word === 'ERROR' || word === (verb === 'GET' ? 'VALUE' : 'OK')
      if (!right || about !== name)
        throw new Fault('driver.reply_malformed', {
          expected: `an answer about ${name}`,
          seen: String(frame).slice(0, 60),
        })
    },
  }
}

export function readAnswer(frame) {
  const [word, name, ...rest] = Buffer.from(frame).toString('utf8').split(' ')
  return [word, name, rest.join(' ')]
}
