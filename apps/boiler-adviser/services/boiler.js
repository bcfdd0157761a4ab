import { adviceOf } from './advice.js'
import { boilingAt, excessAir, fuelSaved, fuels, stackLoss, wallLoss } from './combustion.js'
import { refuse } from './lib/rows.js'
import { column, meansBy, qualityOf } from './lib/series.js'
import { iso } from './lib/time.js'

const HOUR = 3_600_000
const spans = { day: [24, 0.25], week: [168, 1], month: [720, 4] }
const numbers = [
  'steam_flow',
  'fuel_flow',
  'flue_gas_temperature',
  'flue_gas_oxygen',
  'combustion_air_temperature',
  'steam_pressure',
  'feedwater_temperature',
  'blow_down_flow',
  'flue_gas_co',
]
const needed = numbers.slice(0, 5)

/** {boiler?, span?} tells how it fires; {boiler?, whatIf: {oxygen, flue}} what another setting would bring. */
export async function http({ boiler, span = 'week', whatIf }, context) {
  const { assets, points, kpis, settings, now } = context
  const asset = assets.boiler.find(({ id }) => id === boiler) ?? assets.boiler[0]
  if (!asset) refuse('boiler_missing', 'Expected a boiler, saw none', 'Bind one to the app.')
  const [hours, step] = spans[span] ?? spans.week
  const width = step * HOUR
  const to = Math.floor(Date.parse(now) / width) * width
  const from = to - hours * HOUR
  const cells = await cellsOf(asset, points, from, to, width, settings)
  const firing = cells.filter(({ fires }) => fires === true)
  const figures = figuresOf(cells, firing, settings)
  if (whatIf) return whatIfOf(figures, whatIf, settings)
  const told = await kpis.of(asset.id, { from: iso(from), to: iso(to) })
  // The platform names them by the class and its variant before: industrial_boiler_weighed_fuel_efficiency_direct.
  const kpi = (name) =>
    told.find((each) => each.name === name || each.name.endsWith(`_${name}`)) ?? { value: null, quality: 'bad' }
  return {
    id: asset.id,
    name: asset.name,
    from,
    to,
    figures,
    direct: kpi('efficiency_direct'),
    coal: kpi('coal_equivalent_per_steam'),
    cells: cells.map(({ from: when, fires, oxygen, flue, stack, indirect, load }) =>
      fires ? [when, oxygen, flue, stack, indirect, load] : [when, null, null, null, null, fires === false ? 0 : null],
    ),
    map: mapOf(firing, settings),
    starts: startsOf(cells, await history(asset.points.burner_on, points, from, to)),
    advice: adviceOf(figures, settings),
  }
}

const history = async (point, points, from, to) =>
  point ? column((await points.history([point], { from: iso(from), to: iso(to), buckets: 1_440 }))[0]) : []

/** Below a fiftieth of what full load takes (about 650 kW for a t/h of steam) nothing fires: a meter creeps. m³/h. */
const leastFuel = ({ rated_steam_flow, heating_value }) => (0.02 * rated_steam_flow * 650 * 3.6) / heating_value

async function cellsOf({ points: of }, points, from, to, width, settings) {
  const asked = numbers.filter((name) => of[name])
  const told = await points.history(
    asked.map((name) => of[name]),
    { from: iso(from), to: iso(to), buckets: Math.min(2_000, Math.round((to - from) / width) * 4) },
  )
  const means = Object.fromEntries(
    asked.map((name) => [name, meansBy(column(told.find(({ point }) => point === of[name])), from, to, width)]),
  )
  return means.steam_flow.map(({ from: when }, i) => {
    const value = Object.fromEntries(asked.map((name) => [name, means[name][i].value]))
    const {
      fuel_flow: fuel,
      steam_flow: steam,
      flue_gas_oxygen: oxygen,
      flue_gas_temperature: flue,
      combustion_air_temperature: air,
    } = value
    const known = needed.every((name) => value[name] !== null) && oxygen < 20.9
    const fires = fuel === null ? null : fuel > leastFuel(settings) ? (known ? true : null) : false
    const load = steam === null ? null : steam / settings.rated_steam_flow
    const stack = fires ? stackLoss(flue, air, oxygen, fuels[settings.fuel]) : null
    return {
      from: when,
      fires,
      load,
      fuel,
      steam,
      oxygen,
      flue,
      air,
      stack,
      wall: fires ? wallLoss(settings.other_losses, load) : null,
      indirect: fires ? 100 - stack - wallLoss(settings.other_losses, load) : null,
      pressure: value.steam_pressure ?? null,
      feedwater: value.feedwater_temperature ?? null,
      blowDown: value.blow_down_flow ?? null,
      co: value.flue_gas_co ?? null,
    }
  })
}

/** Means that count by the fuel that was burnt meanwhile. */
function figuresOf(cells, firing, settings) {
  const fuel = firing.reduce((sum, cell) => sum + cell.fuel, 0)
  const mean = (name) => {
    const told = firing.filter((cell) => cell[name] !== null)
    const weight = told.reduce((sum, cell) => sum + cell.fuel, 0)
    return weight > 0 ? told.reduce((sum, cell) => sum + cell[name] * cell.fuel, 0) / weight : null
  }
  const known = cells.length === 0 ? 0 : cells.filter(({ fires }) => fires !== null).length / cells.length
  const quality = firing.length === 0 ? 'bad' : qualityOf(0, known)
  const oxygen = mean('oxygen')
  const steam = mean('steam')
  const blowDown = mean('blowDown')
  const pressure = mean('pressure')
  return {
    quality,
    known,
    firing: firing.length / Math.max(1, cells.length),
    fuel: firing.length > 0 ? fuel / firing.length : null,
    oxygen,
    excess: oxygen === null ? null : excessAir(oxygen),
    flue: mean('flue'),
    air: mean('air'),
    stack: mean('stack'),
    wall: mean('wall'),
    indirect: mean('indirect'),
    load: mean('load'),
    steam,
    co: mean('co'),
    feedwater: mean('feedwater'),
    boiling: pressure === null ? null : boilingAt(pressure + 0.101325),
    blowDown: blowDown === null || !(steam > 0) ? null : (100 * blowDown) / (steam + blowDown),
    price: settings.fuel_price,
  }
}

function whatIfOf(figures, { oxygen, flue }, settings) {
  const { stack, indirect, fuel, air } = figures
  if (indirect === null)
    refuse('nothing_fires', 'Expected a time in which the burner fires, saw none', 'Choose a longer time.')
  if (!(oxygen >= 0 && oxygen < 20 && flue > air))
    refuse('setting_unfit', 'Expected oxygen below 20 % and a flue gas warmer than the air', 'Enter another setting.')
  const then = stackLoss(flue, air, oxygen, fuels[settings.fuel])
  const efficiency = indirect + stack - then
  const share = efficiency > indirect ? fuelSaved(indirect, efficiency) : -fuelSaved(efficiency, indirect)
  return {
    stack: then,
    excess: excessAir(oxygen),
    efficiency,
    share: 100 * share,
    money: share * fuel * settings.hours * settings.fuel_price,
  }
}

/** The burner over its load: bands of a tenth, with mean oxygen and stack loss. */
function mapOf(firing) {
  const bands = Array.from({ length: 11 }, (_, i) => ({
    load: 10 * i,
    cells: firing.filter(({ load }) => load !== null && Math.min(10, Math.floor(load * 10)) === i),
  }))
  return bands
    .filter(({ cells }) => cells.length > 0)
    .map(({ load, cells }) => {
      const mean = (name) => cells.reduce((sum, cell) => sum + cell[name], 0) / cells.length
      return { load, count: cells.length, oxygen: mean('oxygen'), stack: mean('stack'), indirect: mean('indirect') }
    })
}

/** How often the burner began, in an hour: every start blows warm air out of the boiler. */
function startsOf(cells, burner) {
  if (burner.length < 2) return null
  let starts = 0
  for (let i = 1; i < burner.length; i++) if (burner[i - 1][1] === 0 && burner[i][1] > 0) starts++
  const hours = (burner.at(-1)[0] - burner[0][0]) / HOUR
  return hours > 0 && cells.length > 0 ? starts / hours : null
}
