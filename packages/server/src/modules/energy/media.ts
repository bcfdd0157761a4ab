/** What flows through a meter. `unit`: UCUM code in which it is told. */
interface Medium {
  readonly unit: string
  readonly en: string
  readonly zh: string
}

export const media = {
  electricity: { unit: 'kW.h', en: 'Electricity', zh: '电力' },
  natural_gas: { unit: 'm3', en: 'Natural gas', zh: '天然气' },
  steam: { unit: 't', en: 'Steam', zh: '蒸汽' },
  heat: { unit: 'MJ', en: 'Heat', zh: '热力' },
  water: { unit: 't', en: 'Water', zh: '水' },
  compressed_air: { unit: 'm3', en: 'Compressed air', zh: '压缩空气' },
} as const satisfies Readonly<Record<string, Medium>>
export type MediumName = keyof typeof media

export const mediumNames = Object.keys(media) as readonly MediumName[]

/** coal: kilograms of standard coal (29,307 kJ each, GB/T 2589-2020, 3.10) per unit; carbon: kilograms of CO₂ per unit. */
export const gains = ['coal', 'carbon'] as const
export type Gain = (typeof gains)[number]

export interface KnownFactor {
  readonly medium: MediumName
  readonly gives: Gain
  readonly value: number
  readonly source: string
  readonly year: number
  readonly note: string
}

const GBT_2589 = 'GB/T 2589-2020'
const GUIDE_1722 = '发改办气候〔2015〕1722号, 工业其他行业企业温室气体排放核算方法与报告指南（试行）'

/** What ships with the platform, as version 0; an organisation sets its own on top. A medium without one has none that holds for all. */
export const knownFactors: readonly KnownFactor[] = [
  {
    medium: 'electricity',
    gives: 'coal',
    value: 0.1229,
    source: `${GBT_2589}, 附录 A`,
    year: 2020,
    note: 'Equivalent value (当量值): 3600 kJ/kWh by 29307 kJ/kgce.',
  },
  {
    medium: 'electricity',
    gives: 'carbon',
    value: 0.5306,
    source: '生态环境部、国家统计局 公告2025年第47号: 2023年全国电力平均二氧化碳排放因子',
    year: 2023,
    note: 'National average; the announcement has those of regions and provinces too, and one without traded renewables.',
  },
  {
    medium: 'natural_gas',
    gives: 'coal',
    value: 1.33,
    source: `${GBT_2589}, 附录 A`,
    year: 2020,
    note: 'Upper end of 1.1000 to 1.3300 kgce/m³: set your own from the measured heating value.',
  },
  {
    medium: 'natural_gas',
    gives: 'carbon',
    value: 2.162,
    source: GUIDE_1722,
    year: 2015,
    note: '389.31 GJ/10⁴ m³ × 15.3 tC/TJ × 99 % × 44/12.',
  },
  {
    medium: 'heat',
    gives: 'coal',
    value: 0.03412,
    source: `${GBT_2589}, 附录 A`,
    year: 2020,
    note: 'Equivalent value (当量值): 1000 kJ/MJ by 29307 kJ/kgce.',
  },
  { medium: 'heat', gives: 'carbon', value: 0.11, source: GUIDE_1722, year: 2015, note: 'Bought heat: 0.11 tCO₂/GJ.' },
  {
    medium: 'steam',
    gives: 'coal',
    value: 128.6,
    source: `${GBT_2589}, 附录 A`,
    year: 2020,
    note: 'Low-pressure steam, 3763 MJ/t: set your own from pressure and temperature.',
  },
  {
    medium: 'water',
    gives: 'coal',
    value: 0.2571,
    source: `${GBT_2589}, 附录 B`,
    year: 2020,
    note: 'Fresh water as a medium that carries energy (耗能工质).',
  },
  {
    medium: 'compressed_air',
    gives: 'coal',
    value: 0.04,
    source: `${GBT_2589}, 附录 B`,
    year: 2020,
    note: 'As a medium that carries energy (耗能工质), per m³ at normal conditions.',
  },
]
