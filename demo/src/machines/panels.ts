import type { Chiller } from '../physics/chiller.ts'
import type { CncMachine } from '../physics/cnc-machine.ts'
import type { DieselGenerator } from '../physics/diesel-generator.ts'
import type { Excavator } from '../physics/excavator.ts'
import type { Furnace } from '../physics/furnace.ts'
import type { GasCompressor } from '../physics/gas-compressor.ts'
import type { PumpSkid } from '../physics/pump-skid.ts'
import type { WindTurbine } from '../physics/wind-turbine.ts'
import { analog, lever, meter, type Panel, state, text } from './shown.ts'

/** The pump, as its class process-pump has it. */
export const pumpPanel: Panel<PumpSkid> = {
  shown: [
    analog('Flow', 'flow', 'm3/h', 0, 600, (skid) => skid.flow),
    analog('Suction pressure', 'suction_pressure', 'bar', -1, 10, (skid) => skid.suction),
    analog('Discharge pressure', 'discharge_pressure', 'bar', 0, 16, (skid) => skid.discharge),
    analog('Motor power', 'motor_power', 'kW', 0, 200, (skid) => skid.motorPower),
    analog('Vibration drive end', 'vibration_drive_end', 'mm/s', 0, 25, (skid) => skid.vibration),
    analog('Bearing temperature', 'bearing_temperature', 'Cel', 0, 150, (skid) => skid.bearing),
    analog('Seal leakage', 'seal_leakage', 'L/h', 0, 50, (skid) => skid.sealLeakage),
    state('Running', 'running', (skid) => skid.running),
  ],
  levers: [lever('Bearing wear', 'bearingWear'), lever('Seal wear', 'sealWear')],
}

/** The exchanger behind the pump, as its class heat-exchanger has it. */
export const exchangerPanel: Panel<PumpSkid> = {
  shown: [
    analog('Hot flow', 'hot_flow', 't/h', 0, 300, (skid) => skid.hotFlow),
    analog('Hot inlet', 'hot_inlet', 'Cel', 0, 250, (skid) => skid.hotInlet),
    analog('Hot outlet', 'hot_outlet', 'Cel', 0, 250, (skid) => skid.hotOutlet),
    analog('Cold inlet', 'cold_inlet', 'Cel', 0, 120, (skid) => skid.coldInlet),
    analog('Cold outlet', 'cold_outlet', 'Cel', 0, 120, (skid) => skid.coldOutlet),
    analog('Hot pressure drop', 'hot_pressure_drop', 'kPa', 0, 400, (skid) => skid.pressureDrop),
  ],
  levers: [lever('Fouling', 'fouling')],
}

/** The motor of the pump, as its class electric-motor has it. */
export const motorPanel: Panel<PumpSkid> = {
  shown: [
    analog('Voltage AB', 'voltage_ab', 'V', 0, 500, (skid) => skid.voltages[0]),
    analog('Voltage BC', 'voltage_bc', 'V', 0, 500, (skid) => skid.voltages[1]),
    analog('Voltage CA', 'voltage_ca', 'V', 0, 500, (skid) => skid.voltages[2]),
    analog('Current A', 'current_a', 'A', 0, 600, (skid) => skid.currents[0]),
    analog('Current B', 'current_b', 'A', 0, 600, (skid) => skid.currents[1]),
    analog('Current C', 'current_c', 'A', 0, 600, (skid) => skid.currents[2]),
    analog('Active power', 'active_power', 'kW', 0, 250, (skid) => skid.motorPower),
    analog('Apparent power', 'apparent_power', 'kV.A', 0, 300, (skid) => skid.apparentPower),
    meter('Energy', 'energy', 'kW.h', (skid) => skid.energy),
    analog('Winding temperature', 'winding_temperature', 'Cel', 0, 200, (skid) => skid.winding),
    analog('Bearing temperature drive', 'bearing_temperature_drive', 'Cel', 0, 150, (skid) => skid.motorBearing),
    analog('Vibration', 'vibration', 'mm/s', 0, 25, (skid) => skid.motorVibration),
    state('Running', 'running', (skid) => skid.running),
  ],
  levers: [lever('Loose phase', 'phaseFault')],
}

/** As its class diesel-engine has it. */
export const dieselPanel: Panel<DieselGenerator> = {
  shown: [
    analog('Engine speed', 'engine_speed', '/min', 0, 2_000, (engine) => engine.speed),
    analog('Torque', 'torque', 'N.m', 0, 2_500, (engine) => engine.torque),
    analog('Fuel rate', 'fuel_rate', 'L/h', 0, 100, (engine) => engine.fuelRate),
    analog('Coolant temperature', 'coolant_temperature', 'Cel', -40, 130, (engine) => engine.coolant),
    analog('Oil pressure', 'oil_pressure', 'kPa', 0, 1_000, (engine) => engine.oilPressure),
    analog('Oil temperature', 'oil_temperature', 'Cel', -40, 150, (engine) => engine.oil),
    analog('Boost pressure', 'boost_pressure', 'kPa', 0, 500, (engine) => engine.boost),
    analog('Exhaust temperature', 'exhaust_temperature', 'Cel', 0, 800, (engine) => engine.exhaust),
    analog('DEF level', 'def_level', '%', 0, 100, (engine) => engine.exhaustFluid),
    analog('Active faults', 'active_faults', '1', 0, 100, (engine) => engine.activeFaults),
    meter('Fuel total', 'fuel_total', 'L', (engine) => engine.fuelTotal),
    meter('Engine hours', 'engine_hours', 'h', (engine) => engine.hours),
  ],
  levers: [lever('Coolant leak', 'coolantLeak'), lever('Injector wear', 'injectorWear')],
}

/** As its class process-compressor has it. */
export const compressorPanel: Panel<GasCompressor> = {
  shown: [
    analog('Inlet flow', 'inlet_flow', 'm3/h', 0, 8_000, (machine) => machine.flow),
    analog('Inlet pressure', 'inlet_pressure', 'kPa', 0, 1_000, (machine) => machine.inletPressure),
    analog('Outlet pressure', 'outlet_pressure', 'kPa', 0, 2_000, (machine) => machine.outletPressure),
    analog('Inlet temperature', 'inlet_temperature', 'Cel', -40, 100, (machine) => machine.inletTemperature),
    analog('Outlet temperature', 'outlet_temperature', 'Cel', -40, 300, (machine) => machine.outletTemperature),
    analog('Shaft power', 'shaft_power', 'kW', 0, 2_000, (machine) => machine.power),
    analog('Speed', 'speed', '/min', 0, 15_000, (machine) => machine.speed),
    analog('Vibration', 'vibration', 'mm/s', 0, 25, (machine) => machine.vibration),
    analog('Bearing temperature', 'bearing_temperature', 'Cel', 0, 150, (machine) => machine.bearing),
    analog('Seal gas pressure', 'seal_gas_pressure', 'kPa', 0, 400, (machine) => machine.sealGas),
    analog('Recycle valve', 'recycle_valve', '%', 0, 100, (machine) => machine.recycle),
    state('Running', 'running', (machine) => machine.running),
  ],
  levers: [
    lever('Fouling', 'fouling'),
    lever('Seal wear', 'sealWear'),
    lever('Bearing wear', 'bearingWear'),
    lever('Low demand', 'lowDemand'),
  ],
}

/** The chiller; no class of the library has it. */
export const chillerPanel: Panel<Chiller> = {
  shown: [
    analog('Leaving water temperature', 'leaving_water_temperature', 'Cel', 0, 20, (chiller) => chiller.leaving),
    analog('Entering water temperature', 'entering_water_temperature', 'Cel', 0, 25, (chiller) => chiller.entering),
    analog('Set point', 'set_point', 'Cel', 4, 15, (chiller) => chiller.setpoint),
    analog('Chilled water flow', 'chilled_water_flow', 'm3/h', 0, 300, (chiller) => chiller.flow),
    analog('Cooling', 'cooling', 'kW', 0, 1_200, (chiller) => chiller.cooling),
    analog('Compressor power', 'compressor_power', 'kW', 0, 400, (chiller) => chiller.power),
    analog('Slide valve', 'slide_valve', '%', 0, 100, (chiller) => chiller.slide),
    analog('Evaporating temperature', 'evaporating_temperature', 'Cel', -10, 20, (chiller) => chiller.evaporating),
    analog('Condensing temperature', 'condensing_temperature', 'Cel', 0, 70, (chiller) => chiller.condensing),
    analog(
      'Condenser entering water temperature',
      'condenser_entering_water_temperature',
      'Cel',
      0,
      50,
      (chiller) => chiller.condenserEntering,
    ),
    analog(
      'Condenser leaving water temperature',
      'condenser_leaving_water_temperature',
      'Cel',
      0,
      60,
      (chiller) => chiller.condenserLeaving,
    ),
    meter('Energy', 'energy', 'kW.h', (chiller) => chiller.energy),
    meter('Operating hours', 'operating_hours', 'h', (chiller) => chiller.hours),
    meter('Starts', 'starts', '1', (chiller) => chiller.starts),
    state('Running', 'running', (chiller) => chiller.running),
  ],
  levers: [lever('Condenser fouling', 'fouling'), lever('Refrigerant loss', 'refrigerantLoss')],
}

/** As its class wind-turbine has it. */
export const windPanel: Panel<WindTurbine> = {
  shown: [
    analog('Wind speed', 'wind_speed', 'm/s', 0, 60, (turbine) => turbine.wind),
    analog('Wind direction', 'wind_direction', 'deg', 0, 360, (turbine) => turbine.direction),
    analog('Nacelle direction', 'nacelle_direction', 'deg', 0, 360, (turbine) => turbine.nacelle),
    analog('Active power', 'active_power', 'kW', -100, 3_500, (turbine) => turbine.power),
    analog('Rotor speed', 'rotor_speed', '/min', 0, 25, (turbine) => turbine.rotorSpeed),
    analog('Pitch angle', 'pitch_angle', 'deg', -5, 95, (turbine) => turbine.pitch),
    analog('Gearbox oil temperature', 'gearbox_oil_temperature', 'Cel', -40, 120, (turbine) => turbine.gearbox),
    analog('Main bearing temperature', 'main_bearing_temperature', 'Cel', -40, 120, (turbine) => turbine.mainBearing),
    analog('Generator temperature', 'generator_temperature', 'Cel', -40, 200, (turbine) => turbine.generator),
    analog('Air temperature', 'air_temperature', 'Cel', -50, 55, (turbine) => turbine.air),
    analog('Air pressure', 'air_pressure', 'hPa', 800, 1_100, (turbine) => turbine.pressure),
    analog('Air humidity', 'air_humidity', '%', 0, 100, (turbine) => turbine.humidity),
    meter('Energy', 'energy', 'kW.h', (turbine) => turbine.energy),
    state('Available', 'available', (turbine) => turbine.available),
    state('Curtailed', 'curtailed', (turbine) => turbine.curtailed),
  ],
  levers: [lever('Ice', 'ice'), lever('Gearbox wear', 'gearboxWear')],
}

/** As its class industrial-furnace has it. */
export const furnacePanel: Panel<Furnace> = {
  shown: [
    analog('Throughput', 'throughput', 't/h', 0, 30, (furnace) => furnace.throughput),
    analog('Charge temperature', 'charge_temperature', 'Cel', -40, 200, (furnace) => furnace.chargeTemperature),
    analog(
      'Discharge temperature',
      'discharge_temperature',
      'Cel',
      0,
      1_400,
      (furnace) => furnace.dischargeTemperature,
    ),
    analog('Zone 1 temperature', 'zone_1_temperature', 'Cel', 0, 1_400, (furnace) => furnace.zones[0]!.temperature),
    analog('Zone 2 temperature', 'zone_2_temperature', 'Cel', 0, 1_400, (furnace) => furnace.zones[1]!.temperature),
    analog('Zone 3 temperature', 'zone_3_temperature', 'Cel', 0, 1_400, (furnace) => furnace.zones[2]!.temperature),
    analog('Fuel flow', 'fuel_flow', 'm3/h', 0, 2_000, (furnace) => furnace.fuelFlow),
    analog(
      'Combustion air temperature',
      'combustion_air_temperature',
      'Cel',
      0,
      600,
      (furnace) => furnace.airTemperature,
    ),
    analog('Flue gas temperature', 'flue_gas_temperature', 'Cel', 0, 1_370, (furnace) => furnace.flueTemperature),
    analog('Flue gas oxygen', 'flue_gas_oxygen', '%', 0, 21, (furnace) => furnace.oxygen),
    analog('Furnace pressure', 'furnace_pressure', 'Pa', -200, 200, (furnace) => furnace.pressure),
    analog('Shell temperature', 'shell_temperature', 'Cel', 0, 400, (furnace) => furnace.shellTemperature),
    { name: 'Fuel total', unit: 'm3', counter: true, read: (furnace) => furnace.fuelTotal },
    { name: 'Product total', unit: 't', counter: true, read: (furnace) => furnace.productTotal },
    state('Running', 'running', (furnace) => furnace.running),
    state('Flame', 'flame', (furnace) => furnace.flame),
  ],
  levers: [lever('Recuperator fouling', 'fouling'), lever('Lining wear', 'liningWear')],
}

/** As its class construction-machine has it. */
export const excavatorPanel: Panel<Excavator> = {
  shown: [
    meter('Operating hours', 'operating_hours', 'h', (machine) => machine.hours),
    meter('Idle hours', 'idle_hours', 'h', (machine) => machine.idleHours),
    meter('Fuel used', 'fuel_used', 'L', (machine) => machine.fuelUsed),
    analog('Fuel remaining', 'fuel_remaining', '%', 0, 100, (machine) => machine.fuel / 3.4),
    analog('DEF remaining', 'def_remaining', '%', 0, 100, (machine) => machine.exhaustFluid),
    state('Engine running', 'engine_running', (machine) => machine.running),
    meter('Load count', 'load_count', '1', (machine) => machine.loads),
    meter('Payload total', 'payload_total', 't', (machine) => machine.payload),
    analog('Latitude', 'latitude', 'deg', -90, 90, (machine) => machine.latitude),
    analog('Longitude', 'longitude', 'deg', -180, 180, (machine) => machine.longitude),
    state('On site', 'on_site', (machine) => machine.onSite),
    analog('Active faults', 'active_faults', '1', 0, 100, (machine) => machine.activeFaults),
    analog('Hours since service', 'hours_since_service', 'h', 0, 1_000, (machine) => machine.sinceService),
    analog('Hydraulic temperature', 'hydraulic_temperature', 'Cel', -40, 130, (machine) => machine.hydraulic),
  ],
  levers: [lever('Cooler dirt', 'coolerDirt')],
}

/** As its class cnc-machine has it. A machine tool takes no faults from outside: its tools wear and it has alarms of its own. */
export const cncPanel: Panel<CncMachine> = {
  shown: [
    text('Execution', 'execution', (machine) => machine.execution),
    text('Mode', 'mode', (machine) => machine.mode),
    state('Planned', 'planned', (machine) => machine.planned),
    text('Program', 'program', (machine) => machine.program),
    meter('Part count', 'part_count', '1', (machine) => machine.parts),
    meter('Rejected count', 'rejected_count', '1', (machine) => machine.rejected),
    analog('Spindle load', 'spindle_load', '%', 0, 200, (machine) => machine.spindleLoad),
    analog('Spindle speed', 'spindle_speed', '/min', 0, 15_000, (machine) => machine.spindleSpeed),
    analog('Spindle temperature', 'spindle_temperature', 'Cel', 0, 120, (machine) => machine.spindle),
    analog('Feed override', 'feed_override', '%', 0, 200, (machine) => machine.feedOverride),
    analog('Tool life', 'tool_life', '%', 0, 100, (machine) => machine.toolLife),
    analog('Power', 'power', 'kW', 0, 60, (machine) => machine.power),
    meter('Energy', 'energy', 'kW.h', (machine) => machine.energy),
    state('Alarm active', 'alarm_active', (machine) => machine.alarm !== ''),
    { name: 'Alarm', text: true, read: (machine) => machine.alarm || 'none' },
  ],
  levers: [],
}
