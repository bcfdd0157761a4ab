import { refuse } from './lib/rows.js'

const bearing = ['elements', 'element_diameter', 'pitch_diameter']

/** {asset, group, flexible, rated_speed?, elements?, element_diameter?, pitch_diameter?, contact_angle?} */
export async function http(input, { assets, tables }) {
  const { asset, group, flexible = false, ...more } = input
  if (!assets.machine.some(({ id }) => id === asset))
    refuse('machine_unknown', 'Expected a machine of this app, saw another', 'Open the page again.')
  if (group !== 1 && group !== 2)
    refuse('group_unfit', `Expected group 1 or 2 of ISO 20816-3, saw ${group}`, 'Above 300 kW it is 1.')
  const told = bearing.filter((name) => more[name] !== undefined)
  // So many elements of that size must fit on the pitch circle.
  const fits =
    told.length === 0 ||
    (told.length === 3 &&
      2 * more.element_diameter < more.pitch_diameter &&
      more.elements * more.element_diameter <= Math.PI * more.pitch_diameter)
  if (!fits)
    refuse(
      'bearing_unfit',
      'Expected a bearing whose elements fit on its pitch circle, saw another',
      "Read the bearing's catalogue: elements, their diameter, pitch diameter.",
    )
  const kept = ['rated_speed', ...bearing, 'contact_angle'].filter((name) => more[name] !== undefined)
  await tables.put('machines', [
    { asset, group, flexible, ...Object.fromEntries(kept.map((name) => [name, more[name]])) },
  ])
  return { saved: true }
}
