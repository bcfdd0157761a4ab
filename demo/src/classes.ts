/** A machine of the demo plant with the equipment class that it is one of, and what is on its plate. */
export interface DemoMachine {
  /** Names from the top of the tree down. */
  readonly asset: readonly string[]
  readonly class: string
  /** In the units of the class; what is left out is as the class has it. */
  readonly plate?: Readonly<Record<string, number>>
  /** By point of the class the name of a point that no name or title of the class tells. */
  readonly points?: Readonly<Record<string, string>>
}

const machine = (
  place: readonly string[],
  equipment: string,
  plate?: Readonly<Record<string, number>>,
): DemoMachine => ({ asset: ['Demo plant', ...place], class: equipment, ...(plate ? { plate } : {}) })

/** How the demo plant is planned to work: three shifts, every day. Its machines are work units with this calendar. */
export const demoCalendar = (zone: string) => ({
  name: 'Demo plant',
  content: {
    zone,
    dayBegins: '06:00',
    weekBegins: 1,
    shifts: [
      { name: 'Early', begin: '06:00', end: '14:00', days: [1, 2, 3, 4, 5, 6, 7] },
      { name: 'Late', begin: '14:00', end: '22:00', days: [1, 2, 3, 4, 5, 6, 7] },
      { name: 'Night', begin: '22:00', end: '06:00', days: [1, 2, 3, 4, 5, 6, 7] },
    ],
    holidays: [],
    exceptions: [],
  },
})

/** Which machine of the demo plant is of which class. The packaging line is of none; the air station is looked at as its first compressor. */
export const demoMachines: readonly DemoMachine[] = [
  machine(['Utilities', 'Boiler house', 'Boiler 1'], 'industrial-boiler'),
  machine(['Process', 'Cooling water', 'Pump P-101'], 'process-pump', { rated_flow: 400 }),
  machine(['Process', 'Cooling water', 'Exchanger E-101'], 'heat-exchanger', {
    area: 95,
    clean_coefficient: 800,
    hot_heat_capacity: 2.2,
  }),
  machine(['Process', 'Cooling water', 'Motor M-101'], 'electric-motor', { rated_power: 160, rated_current: 290 }),
  machine(['Process', 'Gas', 'Compressor K-201'], 'process-compressor', { isentropic_exponent: 1.31 }),
  machine(['Energy', 'Diesel generator'], 'diesel-engine', { rated_power: 250 }),
  machine(['Energy', 'Wind turbine 1'], 'wind-turbine'),
  machine(['Rolling mill', 'Reheating furnace'], 'industrial-furnace', { rated_throughput: 16 }),
  machine(['Workshop', 'CNC 7'], 'cnc-machine'),
  machine(['Site', 'Excavator 22'], 'construction-machine'),
  {
    ...machine(['Utilities', 'Compressed air'], 'air-compressor', { rated_flow: 20, rated_pressure: 7 }),
    points: {
      power: 'Compressor 1/Power',
      flow: 'Compressor 1/Flow',
      state: 'Compressor 1/Operating state',
      energy: 'Compressor 1/Energy',
      discharge_pressure: 'Network pressure',
      discharge_temperature: 'Compressor 1/Outlet temperature',
      dew_point: 'Pressure dew point',
    },
  },
  { asset: ['Weather and PV'], class: 'pv-plant', points: { energy: 'Energy total' } },
]
