interface Words {
  readonly en: string
  readonly zh: string
}

/** A model of library/models that runs at machines of the demo plant. */
export interface DemoModel {
  /** Folder in library/models. */
  readonly model: string
  readonly name: Words
  /** Names from the top of the tree down; of several machines points are called alike. */
  readonly assets: readonly (readonly string[])[]
  /** By input: the name of a point, or a number that stands. */
  readonly inputs: Readonly<Record<string, string | number>>
  /** What is on the plates, in the units of the model. */
  readonly parameters?: Readonly<Record<string, number>>
  /** Outputs that become points. */
  readonly outputs: Readonly<Record<string, Words>>
  /** By output: the point that measures the same. */
  readonly measured?: Readonly<Record<string, string>>
  /** s; absent: at each change. */
  readonly every?: number
}

const below = (...place: readonly string[]): readonly string[] => ['Demo plant', ...place]
const boiler = below('Utilities', 'Boiler house', 'Boiler 1')
const furnace = below('Rolling mill', 'Reheating furnace')
const pump = below('Process', 'Cooling water', 'Pump P-101')
const exchanger = below('Process', 'Cooling water', 'Exchanger E-101')
const motor = below('Process', 'Cooling water', 'Motor M-101')
const gas = below('Process', 'Gas', 'Compressor K-201')
const wind = below('Energy', 'Wind turbine 1')

/** Natural gas, as the boiler and the furnace burn it: shares by mass, %. */
const naturalGas = { carbon: 74, hydrogen: 24.5, sulphur: 0, oxygen_of_fuel: 0, nitrogen: 1.5, heating_value: 53 }

/** What the demo plant runs of the library. */
export const demoModels: readonly DemoModel[] = [
  {
    model: 'excess-air',
    name: { en: 'Excess air of a flame', zh: '过量空气系数' },
    assets: [boiler, furnace],
    inputs: { oxygen: 'Flue gas oxygen' },
    outputs: { excess_air: { en: 'Excess air', zh: '过量空气' } },
    every: 2,
  },
  {
    model: 'stack-loss',
    name: { en: 'Stack loss after Siegert', zh: '排烟热损失（Siegert 公式）' },
    assets: [boiler],
    inputs: {
      flue_gas_temperature: 'Flue gas temperature',
      air_temperature: 'Combustion air temperature',
      oxygen: 'Flue gas oxygen',
    },
    outputs: { loss: { en: 'Stack loss', zh: '排烟热损失' } },
    every: 2,
  },
  {
    model: 'boiler-indirect-efficiency',
    name: { en: 'Boiler efficiency, indirect method', zh: '锅炉热效率（反平衡法）' },
    assets: [boiler],
    inputs: {
      oxygen: 'Flue gas oxygen',
      flue_gas_temperature: 'Flue gas temperature',
      air_temperature: 'Combustion air temperature',
    },
    parameters: { ...naturalGas, other_losses: 1.5 },
    outputs: {
      efficiency_net: { en: 'Efficiency, indirect', zh: '反平衡热效率' },
      dry_gas_loss: { en: 'Dry gas loss', zh: '干烟气热损失' },
    },
    measured: { efficiency_net: 'Efficiency' },
    every: 5,
  },
  {
    model: 'pump-efficiency',
    name: { en: 'Head and efficiency of a pump', zh: '泵的扬程与效率' },
    assets: [pump],
    inputs: {
      flow: 'Flow',
      suction_pressure: 'Suction pressure',
      discharge_pressure: 'Discharge pressure',
      power: 'Motor power',
    },
    parameters: { motor_efficiency: 95 },
    outputs: {
      head: { en: 'Head', zh: '扬程' },
      pump_efficiency: { en: 'Pump efficiency', zh: '泵效率' },
    },
    every: 1,
  },
  {
    model: 'heat-exchanger-lmtd',
    name: {
      en: 'Heat exchanger: duty, k-value and fouling (LMTD)',
      zh: '换热器热负荷、传热系数与污垢热阻（对数平均温差法）',
    },
    assets: [exchanger],
    // The cooling water of P-101, which is not measured at the exchanger.
    inputs: {
      hot_in: 'Hot inlet',
      hot_out: 'Hot outlet',
      cold_in: 'Cold inlet',
      cold_out: 'Cold outlet',
      cold_flow: 108,
    },
    parameters: { area: 95, clean_coefficient: 860 },
    outputs: {
      coefficient: { en: 'Heat transfer coefficient', zh: '传热系数' },
      fouling: { en: 'Fouling resistance', zh: '污垢热阻' },
    },
    every: 5,
  },
  {
    model: 'motor-load',
    name: { en: 'Load of a motor from its electric power', zh: '由输入电功率求电机负载' },
    assets: [motor],
    inputs: { active_power: 'Active power' },
    parameters: { rated_power: 160 },
    outputs: {
      load: { en: 'Load', zh: '负载率' },
      losses: { en: 'Losses', zh: '损耗' },
    },
  },
  {
    model: 'voltage-unbalance',
    name: { en: 'Voltage unbalance and what a motor may still give', zh: '电压不平衡度与电机降容' },
    assets: [motor],
    inputs: { voltage_ab: 'Voltage AB', voltage_bc: 'Voltage BC', voltage_ca: 'Voltage CA' },
    outputs: {
      unbalance: { en: 'Voltage unbalance', zh: '电压不平衡度' },
      derating: { en: 'Derating', zh: '降容系数' },
    },
    every: 1,
  },
  {
    model: 'vibration-zone',
    name: { en: 'Vibration zone of a machine, A to D', zh: '机器振动区域 A～D' },
    assets: [motor, gas],
    inputs: { velocity: 'Vibration' },
    outputs: { severity: { en: 'Vibration zone', zh: '振动区域' } },
  },
  {
    model: 'compressor-isentropic-power',
    name: { en: 'Isentropic power and efficiency of a compressor', zh: '压缩机等熵功率与等熵效率' },
    assets: [gas],
    inputs: {
      inlet_flow: 'Inlet flow',
      inlet_pressure: 'Inlet pressure',
      outlet_pressure: 'Outlet pressure',
      inlet_temperature: 'Inlet temperature',
      power: 'Shaft power',
    },
    parameters: { exponent: 1.31 },
    outputs: {
      isentropic_power: { en: 'Isentropic power', zh: '等熵功率' },
      isentropic_efficiency: { en: 'Isentropic efficiency', zh: '等熵效率' },
    },
    every: 1,
  },
  {
    model: 'wind-power-curve',
    name: {
      en: 'Power of a wind turbine after its curve, corrected for air density',
      zh: '风机功率曲线期望功率（空气密度修正）',
    },
    assets: [wind],
    inputs: {
      wind_speed: 'Wind speed',
      air_temperature: 'Air temperature',
      air_pressure: 'Air pressure',
      air_humidity: 'Air humidity',
    },
    outputs: { expected_power: { en: 'Expected power', zh: '期望功率' } },
    measured: { expected_power: 'Active power' },
    every: 1,
  },
  {
    model: 'gear-mesh-frequencies',
    name: { en: 'Frequencies of a pair of gears', zh: '齿轮副特征频率' },
    assets: [wind],
    inputs: { speed: 'Rotor speed' },
    parameters: { driving_teeth: 110, driven_teeth: 33, common_factor: 11 },
    outputs: { mesh: { en: 'Gear mesh frequency', zh: '齿轮啮合频率' } },
  },
  {
    model: 'degree-days',
    name: { en: 'Degree days of heating and cooling', zh: '采暖与制冷度日' },
    assets: [wind],
    inputs: { outdoor_temperature: 'Air temperature' },
    outputs: { heating: { en: 'Heating degree days', zh: '采暖度日' } },
    every: 60,
  },
]
