export { anomalyScores, HOURS_OF_WEEK, hourOfWeek, type SeasonalBand, seasonalBand } from './anomaly.ts'
export {
  type Adjustment,
  type BaselineFit,
  type BaselineModel,
  type BaselineShape,
  baselineShapes,
  expectedEnergy,
  fitBaseline,
  type Reporting,
  type Savings,
  savingsOf,
} from './baseline.ts'
export { type ChangePointShape, changePointShapes } from './change-point.ts'
export {
  type Capability,
  type ControlChart,
  capability,
  individualsChart,
  type Limits,
  meansChart,
  type Specification,
  SUBGROUP,
} from './control-charts.ts'
export { type Correlation, type Lagged, laggedCorrelations, pearson, spearman } from './correlation.ts'
export {
  type CusumLimits,
  type CusumSums,
  cusum,
  cusumRunLength,
  cusumStep,
  type LevelShift,
  shiftsOf,
} from './cusum.ts'
export { type DegreeDays, degreeDays } from './degree-days.ts'
export { studentQuantile, studentTwoSided, upperChiSquare, upperF } from './distributions.ts'
export { type BatchRun, type Envelope, envelopeOf, scoreBatch } from './envelope.ts'
export { leastSquares, type Solved } from './least-squares.ts'
export { type ParetoBar, pareto } from './pareto.ts'
export {
  coefficientIntervals,
  type Driver,
  fitLinear,
  type LinearFit,
  meanBias,
  predict,
} from './regression.ts'
export { type ResidualTests, testResiduals } from './residual-tests.ts'
export { type RunRule, ruleSets, runRules, type Signal, signalsOf } from './run-rules.ts'
