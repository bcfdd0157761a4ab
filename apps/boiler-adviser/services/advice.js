import { fuelSaved, fuels, stackLoss } from './combustion.js'

/** Heat that a kilogram of water takes for a kelvin between 100 and 190 °C, kJ: mean of IF97, within 3 %. */
const WATER = 4.35

/** What is worth doing, the dearest first: money of a year at the fuel and the hours of now. */
export function adviceOf(figures, settings) {
  const { stack, indirect, oxygen, flue, air, fuel, steam, co, feedwater, boiling, blowDown } = figures
  if (indirect === null) return []
  const cost = fuel * settings.hours * settings.fuel_price
  const constants = fuels[settings.fuel]
  /** An efficiency that rises by so many per cent of the heat. */
  const worth = (gain) => fuelSaved(indirect, indirect + gain) * cost
  const list = []
  if (oxygen > settings.target_oxygen + 0.3) {
    const gain = stack - stackLoss(flue, air, settings.target_oxygen, constants)
    list.push({ advice: 'oxygen', seen: oxygen, wanted: settings.target_oxygen, gain, saving: worth(gain) })
  }
  if (flue > settings.target_flue + 10) {
    const gain = stack - stackLoss(settings.target_flue, air, oxygen, constants)
    list.push({ advice: 'flue', seen: flue, wanted: settings.target_flue, gain, saving: worth(gain) })
  }
  // Heat of the fuel, kW.
  const fired = (fuel * settings.heating_value) / 3.6
  if (blowDown !== null && boiling !== null && blowDown > settings.target_blow_down + 0.5) {
    const water = steam * (blowDown / (100 - blowDown) - settings.target_blow_down / (100 - settings.target_blow_down))
    const gain = (100 * ((water * 1000) / 3600) * WATER * (boiling - (feedwater ?? 20))) / fired
    list.push({
      advice: 'blow_down',
      seen: blowDown,
      wanted: settings.target_blow_down,
      gain,
      saving: (gain / indirect) * cost,
    })
  }
  if (feedwater !== null && feedwater < settings.target_feedwater - 5) {
    const gain = (100 * ((steam * 1000) / 3600) * 4.2 * (settings.target_feedwater - feedwater)) / fired
    list.push({
      advice: 'feedwater',
      seen: feedwater,
      wanted: settings.target_feedwater,
      gain,
      saving: (gain / indirect) * cost,
    })
  }
  // More than 100 ppm is a burner that wants a person before it wants money.
  if (co !== null && co > 100) list.push({ advice: 'co', seen: co, wanted: 100, gain: null, saving: null })
  return list.sort((a, b) => (b.saving ?? Infinity) - (a.saving ?? Infinity))
}
