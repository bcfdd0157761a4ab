export {
  type BoundCondition,
  type BoundMachine,
  boundAlarm,
  boundKpi,
  type ClassKpiDefinition,
  classKpi,
  type LeftOut,
} from './bound.ts'
export { type CheckedClass, checkClass } from './check.ts'
export {
  type Cited,
  type ClassAlarm,
  type ClassComparison,
  type ClassCurve,
  type ClassDerived,
  type ClassKpi,
  type ClassParameter,
  type ClassPoint,
  type ClassReference,
  type ClassSource,
  type ClassVariant,
  type EquipmentClass,
  type EquipmentKind,
  equipmentKinds,
  type PointValue,
} from './class.ts'
export { type ClassDifference, classDifferences } from './differences.ts'
export { ClassMachine, type ClassNames, checkAlarm, checkKpi, namesOfClass } from './formulas.ts'
export { equipmentFolder, listClasses, readClass } from './library.ts'
export { type Reproduced, reproduce } from './reference.ts'
