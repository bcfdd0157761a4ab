import { refuse } from './lib/rows.js'

/** {asset, rated_flow, full_power, unloaded_power, least_flow?}: what is on the plate, held against itself. */
export async function http({ asset, rated_flow, full_power, unloaded_power, least_flow }, { assets, tables }) {
  if (!assets.compressor.some(({ id }) => id === asset))
    refuse('machine_unknown', 'Expected a compressor of this station, saw another', 'Open the page again.')
  if (!(rated_flow > 0 && full_power > 0))
    refuse('plate_unfit', 'Expected a flow and a power above 0', 'Read the plate of the machine.')
  if (!(unloaded_power >= 0 && unloaded_power < full_power))
    refuse(
      'plate_unfit',
      `Expected a power unloaded below ${full_power} kW, saw ${unloaded_power}`,
      'A screw compressor takes a quarter to a third of its power unloaded.',
    )
  if (least_flow !== undefined && !(least_flow >= 0 && least_flow < rated_flow))
    refuse(
      'plate_unfit',
      `Expected a least flow below ${rated_flow} m³/min, saw ${least_flow}`,
      'Leave it empty for a machine of fixed speed.',
    )
  await tables.put('plates', [
    { asset, rated_flow, full_power, unloaded_power, ...(least_flow > 0 ? { least_flow } : {}) },
  ])
  return { saved: true }
}
