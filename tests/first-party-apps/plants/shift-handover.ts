import { idOf, now, type Plant, type Signal, wander } from '../plant.ts'

const HOUR = 3_600_000
const shift = '2026-11-26T22:00:00.000Z'
const at = (hours: number): string => new Date(Date.parse(shift) + hours * HOUR).toISOString()

const machine = (name: string, share: number, cycle: number, lost?: (ms: number) => boolean) => ({
  name,
  points: {
    execution: ((ms) => (lost?.(ms) ? null : wander(name, ms, HOUR) < share ? 'STOPPED' : 'ACTIVE')) as Signal,
    part_count: ((ms) => Math.floor((ms - now + 90 * HOUR) / (cycle * 1000))) as Signal,
  },
})

export const plant: Plant = {
  settings: { early: 60 },
  assets: {
    machine: [
      machine('Lathe 11', -0.6, 48),
      machine('Lathe 12', -0.45, 48),
      machine('Milling centre 21', -0.3, 130, (ms) => ms > Date.parse(at(5)) && ms < Date.parse(at(5.6))),
    ],
    compressor: [{ name: 'Compressor 1', points: { power: (ms) => 104 + 10 * wander('c1', ms, HOUR) } }],
    boiler: [{ name: 'Boiler 1', points: { steam_flow: (ms) => 6 + wander('b1', ms, HOUR) } }],
  },
  kpis: (asset) =>
    asset === idOf('Lathe 11')
      ? [{ name: 'oee', title: { en: 'OEE', zh: 'OEE' }, value: 71.5, unit: '%', quality: 'good' }]
      : [],
  alarms: (id) => [
    {
      asset: id('Milling centre 21'),
      name: { en: 'Spindle bearing is hot', zh: '主轴轴承温度高' },
      priority: 'high',
      state: 'unacknowledged',
      active: true,
      raisedAt: at(6.4),
    },
  ],
  tables: (id) => ({
    handovers: [
      {
        shift: '2026-11-26T14:00:00.000Z',
        summary: {},
        note: 'Milling centre 21 warms up slowly: watch the spindle. Order 4711 goes first.',
        given_at: at(-0.2),
        given_by: 'Zhao Min',
        given_id: 'z',
        taken_at: at(0.1),
        taken_by: 'Lin Wei',
      },
    ],
    entries: [
      {
        id: 'e1',
        shift,
        at: at(0.6),
        kind: 'production',
        asset: id('Lathe 11'),
        text: 'Changed over to order 4711, first part good.',
        by: 'Lin Wei',
        late: false,
      },
      {
        id: 'e2',
        shift,
        at: at(3.1),
        kind: 'safety',
        text: 'Oil on the floor at gate 3, cleaned and reported.',
        by: 'Chen Hao',
        late: false,
      },
      {
        id: 'e3',
        shift,
        at: at(6.5),
        kind: 'maintenance',
        asset: id('Milling centre 21'),
        text: 'Spindle at 66 °C; feed lowered to 80 %, maintenance called.',
        by: 'Lin Wei',
        late: false,
      },
    ],
    points: [
      {
        id: 'p1',
        text: 'Coolant leak at Lathe 12: tray to be emptied every two hours',
        asset: id('Lathe 12'),
        urgent: true,
        opened_at: at(-20),
        opened_by: 'Zhao Min',
      },
      {
        id: 'p2',
        text: 'Gauge 14 is at calibration until Monday',
        urgent: false,
        opened_at: at(-40),
        opened_by: 'Chen Hao',
      },
      {
        id: 'p3',
        text: 'Light over gate 3',
        urgent: false,
        opened_at: at(-60),
        opened_by: 'Zhao Min',
        closed_at: at(4),
        closed_by: 'Chen Hao',
        answer: 'Tube changed',
      },
    ],
    alarms: [
      { id: 'a1', at: at(2), asset: id('Lathe 11'), name: { en: 'Tool worn' }, priority: 'low' },
      {
        id: 'a2',
        at: at(6.4),
        asset: id('Milling centre 21'),
        name: { en: 'Spindle bearing is hot' },
        priority: 'high',
      },
    ],
  }),
  views: [{ page: 'board', name: 'board' }],
}
