import { defineFunctions } from '../expression/index.ts'
import { humidityRatio, isentropicPower, isothermalPower, moistAirDensity } from './air.ts'
import { excessAirRatio, flueGasLoss, gasAvailableHeat, gasExcessAir } from './combustion.ts'
import { hydraulicPower, logMeanDifference, motorEfficiency, motorLoad, unbalance, vibrationZone } from './machine.ts'
import { temperatureFactor } from './solar.ts'
import {
  boilingTemperature,
  enthalpyAt,
  entropyAt,
  heatCapacityAt,
  saturatedEnthalpy,
  saturatedEntropy,
  saturatedVolume,
  saturationLine,
  soundSpeedAt,
  volumeAt,
  waterRegion,
} from './water-state.ts'
import { normalisedWindSpeed } from './wind.ts'

const pressure = { name: 'pressure', unit: 'MPa' }
const temperature = { name: 'temperature', unit: 'K' }

/** What expressions may call of physics. Pressures of water and steam are absolute; units are converted before. */
defineFunctions({
  water_enthalpy: {
    parameters: [pressure, temperature],
    result: { unit: 'kJ/kg' },
    kernel: enthalpyAt,
    says: {
      en: 'Enthalpy of water or steam at an absolute pressure and a temperature (IAPWS-IF97).',
      zh: '给定绝对压力和温度的水或蒸汽焓（IAPWS-IF97）。',
    },
  },
  water_density: {
    parameters: [pressure, temperature],
    result: { unit: 'kg/m3' },
    kernel: (p, t) => 1 / volumeAt(p, t),
    says: {
      en: 'Density of water or steam at an absolute pressure and a temperature (IAPWS-IF97).',
      zh: '给定绝对压力和温度的水或蒸汽密度（IAPWS-IF97）。',
    },
  },
  water_entropy: {
    parameters: [pressure, temperature],
    result: { unit: 'kJ/(kg.K)' },
    kernel: entropyAt,
    says: {
      en: 'Entropy of water or steam at an absolute pressure and a temperature (IAPWS-IF97).',
      zh: '给定绝对压力和温度的水或蒸汽熵（IAPWS-IF97）。',
    },
  },
  water_heat_capacity: {
    parameters: [pressure, temperature],
    result: { unit: 'kJ/(kg.K)' },
    kernel: heatCapacityAt,
    says: {
      en: 'Isobaric heat capacity of water or steam at an absolute pressure and a temperature (IAPWS-IF97).',
      zh: '给定绝对压力和温度的水或蒸汽定压比热容（IAPWS-IF97）。',
    },
  },
  water_sound_speed: {
    parameters: [pressure, temperature],
    result: { unit: 'm/s' },
    kernel: soundSpeedAt,
    says: {
      en: 'Speed of sound in water or steam at an absolute pressure and a temperature (IAPWS-IF97).',
      zh: '给定绝对压力和温度的水或蒸汽中的声速（IAPWS-IF97）。',
    },
  },
  water_region: {
    parameters: [pressure, temperature],
    result: { unit: '1' },
    kernel: (p, t) => waterRegion(p, t) || Number.NaN,
    says: {
      en: 'Region of IAPWS-IF97: 1 liquid, 2 steam, 3 about the critical point, 5 hot steam.',
      zh: 'IAPWS-IF97 区域：1 液态、2 蒸汽、3 近临界、5 高温蒸汽。',
    },
  },
  boiling_temperature: {
    parameters: [pressure],
    result: { unit: 'K' },
    kernel: boilingTemperature,
    says: {
      en: 'Boiling temperature of water at an absolute pressure (IAPWS-IF97).',
      zh: '绝对压力下水的沸点（IAPWS-IF97）。',
    },
  },
  vapour_pressure: {
    parameters: [temperature],
    result: { unit: 'MPa' },
    kernel: saturationLine,
    says: {
      en: 'Absolute pressure at which water boils at a temperature (IAPWS-IF97).',
      zh: '给定温度的水饱和压力，绝压（IAPWS-IF97）。',
    },
  },
  boiling_enthalpy: {
    parameters: [pressure],
    result: { unit: 'kJ/kg' },
    kernel: (p) => saturatedEnthalpy(p, true),
    says: {
      en: 'Enthalpy of boiling water at an absolute pressure (IAPWS-IF97).',
      zh: '绝对压力下饱和水焓（IAPWS-IF97）。',
    },
  },
  wet_steam_enthalpy: {
    parameters: [pressure, { name: 'dryness', unit: '1' }],
    result: { unit: 'kJ/kg' },
    kernel(p, x) {
      if (!(x >= 0 && x <= 1)) return Number.NaN
      const liquid = saturatedEnthalpy(p, true)
      return liquid + x * (saturatedEnthalpy(p, false) - liquid)
    },
    says: {
      en: 'Enthalpy of saturated steam of a dryness from 0 to 1 at an absolute pressure (IAPWS-IF97).',
      zh: '绝对压力下干度为 0～1 的饱和蒸汽焓（IAPWS-IF97）。',
    },
  },
  boiling_density: {
    parameters: [pressure],
    result: { unit: 'kg/m3' },
    kernel: (p) => 1 / saturatedVolume(p, true),
    says: {
      en: 'Density of boiling water at an absolute pressure (IAPWS-IF97).',
      zh: '绝对压力下饱和水密度（IAPWS-IF97）。',
    },
  },
  boiling_entropy: {
    parameters: [pressure],
    result: { unit: 'kJ/(kg.K)' },
    kernel: (p) => saturatedEntropy(p, true),
    says: {
      en: 'Entropy of boiling water at an absolute pressure (IAPWS-IF97).',
      zh: '绝对压力下饱和水熵（IAPWS-IF97）。',
    },
  },
  steam_entropy: {
    parameters: [pressure],
    result: { unit: 'kJ/(kg.K)' },
    kernel: (p) => saturatedEntropy(p, false),
    says: {
      en: 'Entropy of dry saturated steam at an absolute pressure (IAPWS-IF97).',
      zh: '绝对压力下干饱和蒸汽熵（IAPWS-IF97）。',
    },
  },
  steam_density: {
    parameters: [pressure],
    result: { unit: 'kg/m3' },
    kernel: (p) => 1 / saturatedVolume(p, false),
    says: {
      en: 'Density of dry saturated steam at an absolute pressure (IAPWS-IF97).',
      zh: '绝对压力下干饱和蒸汽密度（IAPWS-IF97）。',
    },
  },
  air_density: {
    parameters: [{ name: 'pressure', unit: 'Pa' }, temperature, { name: 'humidity', unit: '1' }],
    result: { unit: 'kg/m3' },
    kernel: moistAirDensity,
    says: { en: 'Density of moist air (IEC 61400-12-1).', zh: '湿空气密度（IEC 61400-12-1）。' },
  },
  humidity_ratio: {
    parameters: [{ name: 'pressure', unit: 'Pa' }, temperature, { name: 'humidity', unit: '1' }],
    result: { unit: '1' },
    kernel: humidityRatio,
    says: { en: 'Water in moist air, kg for a kg of dry air.', zh: '湿空气含湿量（kg/kg 干空气）。' },
  },
  isentropic_power: {
    parameters: [
      { name: 'inlet', unit: 'Pa' },
      { name: 'outlet', unit: 'Pa' },
      { name: 'flow', unit: 'm3/s' },
      { name: 'exponent', unit: '1' },
    ],
    result: { unit: 'kW' },
    kernel: isentropicPower,
    says: {
      en: 'Power of loss-free adiabatic compression: absolute pressures, flow at the inlet, isentropic exponent.',
      zh: '无损失绝热压缩功率（绝对压力、入口流量、等熵指数）。',
    },
  },
  isothermal_power: {
    parameters: [
      { name: 'inlet', unit: 'Pa' },
      { name: 'outlet', unit: 'Pa' },
      { name: 'flow', unit: 'm3/s' },
    ],
    result: { unit: 'kW' },
    kernel: isothermalPower,
    says: { en: 'Power of loss-free isothermal compression.', zh: '无损失等温压缩功率。' },
  },
  excess_air_ratio: {
    parameters: [{ name: 'oxygen', unit: '%' }],
    result: { unit: '1' },
    kernel: excessAirRatio,
    says: {
      en: 'Air over theoretical air from the oxygen of dry flue gas: 21/(21 − O₂).',
      zh: '由干烟气含氧量求过量空气系数：21/(21−O₂)。',
    },
  },
  flue_gas_loss: {
    parameters: [
      { name: 'flue_gas', unit: 'Cel' },
      { name: 'air', unit: 'Cel' },
      { name: 'oxygen', unit: '%' },
      { name: 'a2', unit: '1' },
      { name: 'b', unit: '1' },
    ],
    result: { unit: '%' },
    kernel: flueGasLoss,
    says: {
      en: 'Heat that leaves with the flue gas, of the lower heating value, after Siegert; A2 and B of the fuel.',
      zh: '排烟热损失（占低位热值，Siegert 公式，A2、B 为燃料系数）。',
    },
  },
  gas_excess_air: {
    parameters: [{ name: 'oxygen', unit: '1' }],
    result: { unit: '1' },
    kernel: gasExcessAir,
    says: {
      en: 'Share of excess air of natural gas from the oxygen of dry flue gas (US DOE).',
      zh: '天然气过剩空气率（由干烟气含氧量，US DOE）。',
    },
  },
  gas_available_heat: {
    parameters: [
      { name: 'excess_air', unit: '1' },
      { name: 'air', unit: 'Cel' },
      { name: 'flue_gas', unit: 'Cel' },
    ],
    result: { unit: '1' },
    kernel: gasAvailableHeat,
    says: {
      en: 'Share of the higher heating value of natural gas that stays in a furnace (US DOE).',
      zh: '天然气高位热值中留在炉内的可用热比例（US DOE）。',
    },
  },
  normal_wind_speed: {
    parameters: [
      { name: 'speed', unit: 'm/s' },
      { name: 'density', unit: 'kg/m3' },
    ],
    result: { unit: 'm/s' },
    kernel: normalisedWindSpeed,
    says: {
      en: 'Wind speed of the same power in air of 1.225 kg/m³ (IEC 61400-12-1).',
      zh: '折算到 1.225 kg/m³ 空气密度的风速（IEC 61400-12-1）。',
    },
  },
  pv_temperature_factor: {
    parameters: [
      { name: 'module', unit: 'Cel' },
      { name: 'coefficient', unit: '/K' },
    ],
    result: { unit: '1' },
    kernel: temperatureFactor,
    says: {
      en: 'Power of a module at its temperature against 25 °C (IEC 61724-1).',
      zh: '组件在其温度下相对 25 °C 的功率系数（IEC 61724-1）。',
    },
  },
  motor_load: {
    parameters: [
      { name: 'input', unit: 'kW' },
      { name: 'rated', unit: 'kW' },
      { name: 'efficiency_full', unit: '1' },
      { name: 'efficiency_half', unit: '1' },
    ],
    result: { unit: '1' },
    kernel: motorLoad,
    says: {
      en: 'Share of its rated output that a motor gives, from the electric power it takes.',
      zh: '由输入电功率估算的电机负载率。',
    },
  },
  motor_efficiency: {
    parameters: [
      { name: 'load', unit: '1' },
      { name: 'efficiency_full', unit: '1' },
      { name: 'efficiency_half', unit: '1' },
    ],
    result: { unit: '1' },
    kernel: motorEfficiency,
    says: {
      en: 'Efficiency of a motor at a load, from those at full and half load.',
      zh: '由满载和半载效率估算的电机效率。',
    },
  },
  unbalance: {
    parameters: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
    result: { unit: '1' },
    fromZero: true,
    kernel: unbalance,
    says: {
      en: 'Greatest deviation of three phases from their mean (NEMA MG 1).',
      zh: '三相相对平均值的最大偏差（NEMA MG 1）。',
    },
  },
  log_mean_difference: {
    parameters: [
      { name: 'one_end', unit: 'K' },
      { name: 'other_end', unit: 'K' },
    ],
    result: { unit: 'K' },
    kernel: logMeanDifference,
    says: { en: 'Logarithmic mean of the temperature differences at both ends.', zh: '两端温差的对数平均值。' },
  },
  hydraulic_power: {
    parameters: [
      { name: 'density', unit: 'kg/m3' },
      { name: 'flow', unit: 'm3/h' },
      { name: 'head', unit: 'm' },
    ],
    result: { unit: 'kW' },
    kernel: hydraulicPower,
    says: { en: 'Power that lifting a flow takes (ISO 9906).', zh: '水力功率（ISO 9906）。' },
  },
  vibration_zone: {
    parameters: [
      { name: 'velocity', unit: 'mm/s' },
      { name: 'group', unit: '1' },
      { name: 'flexible', unit: '1' },
    ],
    result: { unit: '1' },
    kernel: vibrationZone,
    says: {
      en: 'Zone of ISO 20816-3, 1 = A to 4 = D; group 1 above 300 kW, 2 up to it; support 0 rigid, 1 flexible.',
      zh: 'ISO 20816-3 振动区域，1=A～4=D；300 kW 以上为 1 组，以下为 2 组；支承 0 刚性、1 柔性。',
    },
  },
})
