import { Status } from '@millrace/core'
import {
  type CheckedFormula,
  checkExpression,
  checkFormula,
  compileExpression,
  type Frame,
  type Kernel,
  newFrame,
  parseExpression,
  splitAggregates,
  TextNumbers,
  type ValueType,
} from '../expression/index.ts'
import { curvePower, powerCurve } from '../physics/index.ts'
import type { ClassAlarm, ClassDerived, ClassKpi, EquipmentClass, PointValue } from './class.ts'

const number = (unit: string | undefined): ValueType =>
  unit === undefined ? { type: 'number' } : { type: 'number', unit }

/** The names that formulas of a class may use, with their types. */
export interface ClassNames {
  /** Points, then derived values in their order. */
  readonly points: ReadonlyMap<string, ValueType>
  readonly parameters: ReadonlyMap<string, ValueType>
}

/** @param variant whose units replace those of the class */
export function namesOfClass(equipment: EquipmentClass, variant?: string): ClassNames {
  const units = equipment.variants?.find(({ name }) => name === variant)?.units ?? {}
  const { points, parameters, derived = [] } = equipment
  return {
    points: new Map([
      ...points.map(({ name, type, unit }): [string, ValueType] => [
        name,
        type === 'number' ? number(units[name] ?? unit) : { type },
      ]),
      ...derived.map(({ name, unit }): [string, ValueType] => [name, number(unit)]),
    ]),
    parameters: new Map(parameters.map(({ name, unit }) => [name, number(units[name] ?? unit)])),
  }
}

/** A derived value may use points, parameters and what is derived before it. Throws as the expressions do. */
export function checkDerived(equipment: EquipmentClass, names: ClassNames, { name, unit, formula }: ClassDerived) {
  const known = new Map([...names.points, ...names.parameters])
  const after = (equipment.derived ?? []).findIndex((one) => one.name === name)
  for (const later of (equipment.derived ?? []).slice(after)) known.delete(later.name)
  return checkExpression(parseExpression(formula ?? '0'), known, number(unit))
}

export const checkAlarm = (names: ClassNames, { when }: ClassAlarm) =>
  checkExpression(parseExpression(when), new Map([...names.points, ...names.parameters]), { type: 'boolean' })

export const checkKpi = (names: ClassNames, { formula, unit }: ClassKpi): CheckedFormula =>
  checkFormula(splitAggregates(parseExpression(formula)), names, number(unit))

/** One machine of a class, ready to be told values: what is derived follows from what is measured. */
export class ClassMachine {
  readonly names: ClassNames
  readonly texts = new TextNumbers()
  readonly frame: Frame
  readonly #slots: ReadonlyMap<string, number>
  readonly #derived: readonly { readonly slot: number; readonly status: () => number; readonly value: () => number }[]

  /** @param parameters of this machine; those of the class stand in for what is not given */
  constructor(equipment: EquipmentClass, parameters: Readonly<Record<string, number>> = {}, variant?: string) {
    this.names = namesOfClass(equipment, variant)
    this.#slots = new Map(
      [...this.names.points.keys(), ...this.names.parameters.keys()].map((name, slot) => [name, slot]),
    )
    this.frame = newFrame(this.#slots.size)
    for (const { name, default: usual } of equipment.parameters) this.set(name, parameters[name] ?? usual)
    for (const { name, else: stand } of equipment.points) if (stand !== undefined) this.set(name, stand)
    this.#derived = (equipment.derived ?? []).map((derived) => this.#follow(equipment, derived))
  }

  slotOf = (name: string): number | undefined => this.#slots.get(name)

  /** Every value after one of these needs {@link derive} before it is read. */
  set(name: string, value: PointValue): void {
    const slot = this.#slots.get(name)
    if (slot === undefined) return
    this.frame.value[slot] = typeof value === 'string' ? this.texts.numberOf(value) : Number(value)
    this.frame.status[slot] = Status.Good
  }

  derive(): void {
    for (const { slot, value, status } of this.#derived) {
      this.frame.value[slot] = value()
      this.frame.status[slot] = status()
    }
  }

  kernel(checked: ReturnType<typeof checkExpression>): Kernel {
    return compileExpression(checked, this.slotOf, this.texts)
  }

  #follow(equipment: EquipmentClass, derived: ClassDerived) {
    const slot = this.#slots.get(derived.name)!
    if (derived.curve === undefined) {
      const kernel = this.kernel(checkDerived(equipment, this.names, derived))
      return { slot, value: () => kernel.evaluate(this.frame), status: () => kernel.status }
    }
    const { x, y } = equipment.curves!.find(({ name }) => name === derived.curve)!
    const curve = powerCurve(x, y)
    const input = this.#slots.get(derived.at!)!
    return {
      slot,
      value: () => curvePower(curve, this.frame.value[input]!),
      status: () => this.frame.status[input]!,
    }
  }
}
