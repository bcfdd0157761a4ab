import './functions.ts'

export { humidityRatio, isentropicPower, isothermalPower, moistAirDensity } from './air.ts'
export { excessAirRatio, flueGasLoss, gasAvailableHeat, gasExcessAir } from './combustion.ts'
export {
  hydraulicPower,
  logMeanDifference,
  motorEfficiency,
  motorLoad,
  unbalance,
  vibrationZone,
} from './machine.ts'
export { expectedPower, performanceRatio, temperatureFactor } from './solar.ts'
export {
  boilingDensity,
  boilingEnthalpy,
  boilingEntropy,
  saturationPressure,
  saturationTemperature,
  steamDensity,
  steamEnthalpy,
  steamEntropy,
  waterDensity,
  waterEnthalpy,
  waterEntropy,
  waterHeatCapacity,
  waterVolume,
  wetSteamEnthalpy,
} from './water.ts'
export { curvePower, normalisedWindSpeed, type PowerCurve, powerCoefficient, powerCurve } from './wind.ts'
