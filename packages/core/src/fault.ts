/** Whose fault it is decides who must act: the caller, the configuration, a device or link, or we. */
export type Blame = 'caller' | 'configuration' | 'device' | 'us'

/** One row of the error table. `says` and `remedy` may hold `{slots}` filled from the fault's facts. */
export interface FaultRow {
  readonly blame: Blame
  /** HTTP status when it leaves through the API. */
  readonly status: number
  /** What was expected and what was seen. */
  readonly says: string
  /** What to do now. */
  readonly remedy: string
}

const table = new Map<string, FaultRow>()

/** Adds a package's or module's rows to the error table, under `prefix.`; returns them for docs and tests. */
export function defineFaults<const Rows extends Record<string, FaultRow>>(prefix: string, rows: Rows): Rows {
  for (const [name, row] of Object.entries(rows)) table.set(`${prefix}.${name}`, row)
  return rows
}

/** Every row known to this process, by code. */
export function faultTable(): ReadonlyMap<string, FaultRow> {
  return table
}

export type Facts = Readonly<Record<string, string | number | boolean | undefined>>

const fill = (text: string, facts: Facts): string =>
  text.replace(/\{(\w+)\}/g, (slot, name: string) => (facts[name] === undefined ? slot : String(facts[name])))

/** The one error class of the house: a code of the error table and the facts of this case. */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: string
  readonly facts: Facts

  constructor(code: string, facts: Facts = {}, cause?: unknown) {
    const row = table.get(code)
    super(row ? fill(row.says, facts) : `${code} ${JSON.stringify(facts)}`, cause === undefined ? {} : { cause })
    this.code = code
    this.facts = facts
  }

  get row(): FaultRow {
    return table.get(this.code) ?? { blame: 'us', status: 500, says: this.message, remedy: 'Report this as a defect.' }
  }

  get remedy(): string {
    return fill(this.row.remedy, this.facts)
  }
}

/** Anything that was thrown, as text for a log or a status line: a fault says its remedy too. */
export function sayFault(thrown: unknown): string {
  if (thrown instanceof Fault) return `${thrown.code}: ${thrown.message} ${thrown.remedy}`
  return thrown instanceof Error ? thrown.message : String(thrown)
}

export const coreFaults = defineFaults('core', {
  batch_malformed: {
    blame: 'us',
    status: 500,
    says: 'Expected an encoded sample batch, saw {seen}.',
    remedy: 'The file was cut or damaged; it is read up to the last whole batch.',
  },
  unit_unknown: {
    blame: 'caller',
    status: 422,
    says: 'Expected a UCUM unit, saw "{seen}".',
    remedy: 'Use a UCUM code such as Cel, bar, kW.h or 1 (ucum.org lists them).',
  },
  unit_special: {
    blame: 'caller',
    status: 422,
    says: 'Expected a special unit (Cel, [degF], [pH], dB …) to stand alone, saw "{seen}".',
    remedy: 'In a compound a difference is meant: use K in place of Cel, as in W/(m2.K).',
  },
  unit_mismatch: {
    blame: 'caller',
    status: 422,
    says: 'Expected a unit that converts to {expected}, saw {seen}.',
    remedy: 'Choose a unit of the same dimension.',
  },
  unit_compound: {
    blame: 'caller',
    status: 422,
    says: 'Expected a unit with whole exponents up to 99 and at most 24 factors, saw {seen}.',
    remedy: 'Divide by a unit before, so that a number of dimension one is raised or multiplied.',
  },
  id_malformed: {
    blame: 'caller',
    status: 422,
    says: 'Expected {expected}, saw "{seen}".',
    remedy: 'Copy the id as it is shown.',
  },
})
