import { ucum } from '@atomic-ehr/ucum'
import { Fault } from './fault.ts'

/** Throws `core.unit_unknown` unless the text is a UCUM unit (case-sensitive codes, ucum.org §§ 1–20). */
export function checkUnit(code: string): void {
  if (!ucum.validate(code).valid) throw new Fault('core.unit_unknown', { seen: code })
}
