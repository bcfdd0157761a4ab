import type { Micros } from '@millrace/core'
import { InstantPoint, type LateTold } from '../rows/instant.ts'
import type { DerivedDefinition } from './definition.ts'
import { DerivedProgram } from './program.ts'

/** Where results go. */
export interface DerivedTold extends LateTold {
  value(number: number, time: Micros, value: number, status: number): void
}

/** A derived point, sample by sample of its inputs: at every instant at which one has a sample, it has one. */
export class DerivedPoint extends InstantPoint<DerivedTold, DerivedDefinition> {
  readonly #program: DerivedProgram

  /** Throws the faults of parsing and checking. */
  constructor(definition: DerivedDefinition) {
    const program = new DerivedProgram(definition)
    super(definition, program.places)
    this.#program = program
  }

  protected override tell(at: Micros, told: DerivedTold): void {
    this.#program.run(this.places)
    const last = this.#program.places - 1
    told.value(this.definition.number, at, this.places.value[last]!, this.places.status[last]!)
  }
}
