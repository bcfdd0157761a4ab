import { Fault, Status, systemClock } from '@millrace/core'
import { type Column, limitsUnlessTold, type Rows, type RunningModel } from '../face.ts'
import { FormulaProgram } from '../formula/program.ts'
import type { ModelManifest } from '../manifest/manifest.ts'
import { checkCall } from './call.ts'
import type { GuardedResults, GuardedRows } from './guarded.ts'
import { InputGate } from './inputs.ts'
import { OutputGate, picked, type Stretch, usable } from './outputs.ts'
import { type Reason, ReasonTable, Verdict } from './reasons.ts'
import { joined, partOf, StretchLength, turnOfLoop } from './stretches.ts'

/**
 * Stands between a caller and a model, whatever it runs in: rows that lack something never reach it, and what it gives is believed
 * only as far as its manifest says. Every output of every row has a value, a status, and a reason where it is not good.
 */
export class Guard {
  readonly #manifest: ModelManifest
  readonly #rules: FormulaProgram | undefined
  readonly #most: number
  readonly #stretch: StretchLength

  /** @param manifest checked */
  constructor(manifest: ModelManifest) {
    this.#manifest = manifest
    this.#rules = rulesOf(manifest)
    this.#most = manifest.limits?.rows ?? limitsUnlessTold.rows
    this.#stretch = new StretchLength(manifest.runtime.kind === 'formula' ? undefined : this.#most)
  }

  /**
   * Rejects with nothing that the model does: that is told of its rows. Throws `model.rows_unfit` for a call that is none. Many rows
   * go in stretches, between which others have their turn.
   */
  async run(
    model: RunningModel,
    rows: GuardedRows,
    parameters: Readonly<Record<string, number>> = {},
  ): Promise<GuardedResults> {
    checkCall(this.#manifest, rows, parameters)
    const reasons = new ReasonTable()
    const parts: GuardedResults[] = []
    let from = 0
    do {
      if (from > 0) await turnOfLoop()
      const until = Math.min(rows.length, from + this.#stretch.length)
      const begun = systemClock.monotonic()
      const call = new GuardedCall(this.#manifest, partOf(rows, from, until), { parameters, reasons })
      if (this.#rules) call.judge(this.#rules)
      parts.push(await call.run(model, this.#most))
      this.#stretch.took(until - from, systemClock.monotonic() - begun)
      from = until
    } while (from < rows.length)
    return joined(parts, reasons.rows)
  }
}

/** The rules of validity as conditions of a formula. */
function rulesOf(manifest: ModelManifest): FormulaProgram | undefined {
  const { validity = [] } = manifest
  if (validity.length === 0) return undefined
  const outputs = validity.map(({ en, zh }, i) => ({ name: `rule${i}`, type: 'boolean' as const, en, zh }))
  const formulas = Object.fromEntries(validity.map(({ holds }, i) => [`rule${i}`, holds]))
  return new FormulaProgram({ ...manifest, outputs }, { kind: 'formula', outputs: formulas })
}

/** What the rows of a failed call are, by code of the fault. */
const statuses: Readonly<Record<string, number>> = {
  'model.slow': Status.BadTimeout,
  'model.greedy': Status.BadResourceUnavailable,
}

class GuardedCall {
  readonly #manifest: ModelManifest
  readonly #reasons: ReasonTable
  readonly #verdict: Verdict
  readonly #settings: Readonly<Record<string, number>>
  /** Rows of the call by their place in {@link #rows}; absent where all of them may reach the model. */
  readonly #places: Uint32Array | undefined
  /** Those that may. */
  readonly #rows: Rows

  constructor(
    manifest: ModelManifest,
    rows: GuardedRows,
    { parameters, reasons }: { readonly parameters: Readonly<Record<string, number>>; readonly reasons: ReasonTable },
  ) {
    this.#manifest = manifest
    this.#reasons = reasons
    this.#verdict = new Verdict(rows.length)
    const columns = manifest.inputs.map((input): [string, Column] => {
      const given = Object.hasOwn(rows.inputs, input.name) ? rows.inputs[input.name] : undefined
      return [input.name, new InputGate(input, this.#verdict, this.#reasons).admit(given)]
    })
    this.#settings = this.#settingsOf(parameters)
    const places = usable(this.#verdict)
    this.#places = places
    this.#rows = {
      length: places ? places.length : rows.length,
      time: places ? (picked(rows.time, places) as Float64Array) : rows.time,
      values: Object.fromEntries(columns.map(([name, of]) => [name, places ? picked(of, places) : of])),
    }
  }

  #settingsOf(parameters: Readonly<Record<string, number>>): Record<string, number> {
    const outside = Status.UncertainEngineeringUnitsExceeded
    const settings: [string, number][] = []
    for (const { name, unit, default: usual, low = -Infinity, high = Infinity } of this.#manifest.parameters ?? []) {
      const value = Object.hasOwn(parameters, name) ? parameters[name]! : usual
      const say = (status: number, kind: Reason['kind'], bound?: number): void => {
        const more = { ...(bound === undefined ? {} : { bound }), ...(unit === undefined ? {} : { unit }) }
        this.#verdict.putAll(status, this.#reasons.numberOf({ kind, name, ...more }), value)
      }
      if (value - value !== 0) say(Status.BadConfigurationError, 'parameter_none')
      else if (value < low) say(outside, 'parameter_low', low)
      else if (value > high) say(outside, 'parameter_high', high)
      settings.push([name, value])
    }
    return Object.fromEntries(settings)
  }

  /** Where a rule does not hold, or cannot be told, nobody should rely on what the model makes of it. */
  judge(rules: FormulaProgram): void {
    const { values } = rules.run(this.#rows, this.#settings)
    this.#manifest.validity?.forEach(({ holds }, i) => {
      const column = values[`rule${i}`]!
      for (let at = 0; at < column.length; at++)
        if (column[at] !== 1)
          this.#verdict.put(
            this.#places ? this.#places[at]! : at,
            Status.UncertainSubNormal,
            this.#reasons.numberOf({ kind: 'rule', name: holds }),
          )
    })
  }

  async run(model: RunningModel, most: number): Promise<GuardedResults> {
    const { outputs } = this.#manifest
    const gates = outputs.map((output) => new OutputGate(output, this.#verdict, this.#reasons))
    let fault: Fault | undefined
    for (let from = 0; from < this.#rows.length; from += most) {
      const length = Math.min(most, this.#rows.length - from)
      const stretch: Stretch = { from, length, ...(this.#places ? { places: this.#places } : {}) }
      try {
        const { values } = await model.run(this.#cut(from, length), this.#settings)
        outputs.forEach(({ name }, i) => {
          gates[i]!.take(Object.hasOwn(values, name) ? values[name] : undefined, stretch)
        })
      } catch (thrown) {
        if (!(thrown instanceof Fault) || !thrown.code.startsWith('model.')) throw thrown
        fault ??= thrown
        const reason = this.#reasons.numberOf({ kind: 'fault', name: thrown.code, says: thrown.message })
        for (const gate of gates) gate.fail(stretch, statuses[thrown.code] ?? Status.BadUnexpectedError, reason)
      }
    }
    return {
      length: this.#verdict.length,
      outputs: Object.fromEntries(outputs.map(({ name }, i) => [name, gates[i]!.done()])),
      reasons: this.#reasons.rows,
      ...(fault ? { fault } : {}),
    }
  }

  #cut(from: number, length: number): Rows {
    const { time, values, length: all } = this.#rows
    if (length === all) return this.#rows
    const cut = (column: Column): Column =>
      column instanceof Float64Array ? column.subarray(from, from + length) : column.slice(from, from + length)
    return {
      length,
      time: time.subarray(from, from + length),
      values: Object.fromEntries(Object.entries(values).map(([name, column]) => [name, cut(column)])),
    }
  }
}
