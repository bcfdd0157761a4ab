"""
Reference cases of the models of rotating, electrical and renewable machines, reliability, quality, control and energy.

    python machines.py            every model's cases, as YAML under `cases:` of its model.yaml
    python machines.py NAME …     of these models alone

Worked out by packages that others wrote, in the versions that the sources of the models name:
numpy 2.4.6, scipy 1.17.1, pandas 3.1.1, statsmodels 0.15.0, pvlib 0.16.1, windpowerlib 0.2.2, pandapower 3.5.6, pint 0.25.3.
Cases that somebody published are written in model.yaml by hand and are not here.
"""

import sys

import numpy as np

CASES = {}


def of(model):
    def add(function):
        CASES.setdefault(model, []).append(function)
        return function

    return add


def plain(value):
    """A number as YAML reads it, a condition, or a text."""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    text = repr(float(value))
    if "e" in text:
        mantissa, exponent = text.split("e")
        return f"{mantissa if '.' in mantissa else mantissa + '.0'}e{int(exponent):+d}"
    return text[:-2] if text.endswith(".0") else text


def expected(value, relative=None, absolute=None):
    parts = [f"value: {plain(value)}"]
    if relative is not None:
        parts.append(f"relative: {plain(relative)}")
    if absolute is not None:
        parts.append(f"absolute: {plain(absolute)}")
    return "{ " + ", ".join(parts) + " }"


def flow(pairs):
    return "{ " + ", ".join(f"{name}: {value}" for name, value in pairs.items()) + " }" if pairs else "{}"


def case(name, source, rows, parameters=None, every=None):
    lines = [f"  - name: '{name}'", f"    source: {source}"]
    if parameters:
        lines.append(f"    parameters: {flow({key: plain(value) for key, value in parameters.items()})}")
    if every is not None:
        lines.append(f"    everyMs: {plain(every)}")
    lines.append("    rows:")
    for inputs, outputs in rows:
        given = flow({key: plain(value) for key, value in inputs.items()})
        lines.append(f"      - {{ inputs: {given}, outputs: {flow(outputs)} }}")
    return "\n".join(lines)


def window(values, name, last, more=None):
    """Rows of a model that gathers a window: how many there are, and at the last row what it tells."""
    rows = []
    for i, value in enumerate(values):
        outputs = {"collected": expected(i + 1, absolute=0)}
        if i == len(values) - 1:
            outputs.update(last)
        rows.append(({name: value, **(more or {})}, outputs))
    return rows


HORSEPOWER = 0.7456998715822702


@of("motor-load")
def catalogue_curves():
    """The shares of load and efficiencies of MotorEfficiency.unit.cpp; the model knows two points of the five."""
    curves = {
        200: {0.25: 0.930393384, 0.5: 0.949504131, 0.75: 0.9569034, 1: 0.956259245},
        100: {0.25: 0.921519665, 0.5: 0.946047805, 0.75: 0.951033931, 1: 0.949413679},
    }
    for power, curve in curves.items():
        rated = power * HORSEPOWER
        parameters = {"rated_power": rated, "efficiency_full": curve[1], "efficiency_half": curve[0.5]}
        # At half and full load the model is told; between and below it lacks the other points of the curve.
        for load in (0.25, 0.5, 0.75, 1):
            most = {(200, 0.25): 1.2, (200, 0.75): 0.1, (100, 0.25): 0.4, (100, 0.75): 0.03}.get((power, load), 1e-9)
            taken = load * rated / curve[load]
            outputs = {
                "load": expected(100 * load, absolute=most),
                "efficiency": expected(100 * curve[load], absolute=most),
                "shaft_power": expected(load * rated, absolute=most * rated / 100),
                "losses": expected(taken - load * rated, absolute=most * rated / 100),
            }
            yield case(f"{power} hp at {load:.0%} of its load", "amo", [({"active_power": taken}, outputs)], parameters)


def induction_motor(slip, voltage=460 / np.sqrt(3)):
    """Equivalent circuit of the example of Chapman: 460 V, 25 hp, 60 Hz, four poles; 1.1 kW of rotational losses."""
    r1, x1, r2, x2, xm = 0.641, 1.106, 0.332, 0.464, 26.3
    field = 1 / (1 / (1j * xm) + 1 / (r2 / slip + 1j * x2))
    current = voltage / (r1 + 1j * x1 + field)
    gap = 3 * abs(current) ** 2 * field.real
    return {
        "taken": 3 * voltage * current.real / 1000,
        "current": abs(current),
        "stator": 3 * abs(current) ** 2 * r1 / 1000,
        "rotor": slip * gap / 1000,
        "shaft": (1 - slip) * gap / 1000 - 1.1,
        "speed": 1800 * (1 - slip),
    }


@of("motor-slip-load")
def slip_of_the_circuit():
    from scipy.optimize import brentq

    rated = brentq(lambda slip: induction_motor(slip)["shaft"] - 25 * HORSEPOWER, 0.01, 0.1)
    parameters = {
        "rated_power": 25 * HORSEPOWER,
        "rated_speed": 1800 * (1 - rated),
        "rated_voltage": 460,
        "rated_frequency": 60,
        "pole_pairs": 2,
    }
    for share, voltage, relative in ((0.75, 460, 0.045), (1, 437, 0.01)):
        motor = induction_motor(share * rated, voltage / np.sqrt(3))
        outputs = {
            "slip": expected(100 * share * rated, relative=1e-9),
            "load": expected(100 * motor["shaft"] / (25 * HORSEPOWER), relative=relative),
        }
        inputs = {"speed": motor["speed"], "voltage": voltage, "frequency": 60}
        yield case(f"Equivalent circuit at {share:.0%} of the rated slip and {voltage} V", "circuit", [(inputs, outputs)], parameters)


@of("motor-efficiency")
def losses_of_the_circuit():
    for slip in (0.012, 0.03):
        motor = induction_motor(slip)
        parameters = {
            "resistance": 2 * 0.641 * (235 + 20) / (235 + 90),
            "resistance_temperature": 20,
            "iron_loss": 0,
            "friction_loss": 1.1,
            "additional_loss": 0,
            "rated_current": 31,
            "pole_pairs": 2,
        }
        inputs = {
            "active_power": motor["taken"],
            "current": motor["current"],
            "speed": motor["speed"],
            "frequency": 60,
            "winding_temperature": 90,
        }
        outputs = {
            "stator_loss": expected(motor["stator"], relative=1e-9),
            "rotor_loss": expected(motor["rotor"], relative=1e-9),
            "shaft_power": expected(motor["shaft"], relative=1e-9),
            "efficiency": expected(100 * motor["shaft"] / motor["taken"], relative=1e-9),
            "total_loss": expected(motor["taken"] - motor["shaft"], relative=1e-9),
        }
        yield case(f"Equivalent circuit at {slip:.1%} slip, resistance measured cold", "circuit", [(inputs, outputs)], parameters)


@of("motor-efficiency-class")
def polynomials_of_the_table():
    for power, poles, name, row in (
        (55, 4, 4, (0.2412, -2.3608, 8.446, 86.8321)),
        (132, 8, 3, (0.7189, -5.1678, 15.705, 77.074)),
        (30, 6, 2, (0.0148, -2.4978, 13.247, 77.5603)),
    ):
        limit = np.polyval(row, np.log10(power))
        outputs = {"limit": expected(limit, relative=1e-9), "margin": expected(95 - limit, absolute=1e-7)}
        parameters = {"rated_power": power, "poles": poles, "class": name}
        yield case(f"{power} kW, {poles} poles, IE{name}", "polyval", [({"efficiency": 95}, outputs)], parameters)


@of("voltage-unbalance")
def symmetrical_components():
    turn = np.exp(2j * np.pi / 3)
    for ab, bc, degrees in ((400, 392, -118.5), (10_400, 10_150, -121.2)):
        first = ab
        second = bc * np.exp(1j * np.radians(degrees))
        third = -(first + second)
        positive = abs(first + turn * second + turn**2 * third)
        negative = abs(first + turn**2 * second + turn * third)
        sizes = [abs(first), abs(second), abs(third)]
        mean = np.mean(sizes)
        outputs = {
            "unbalance_factor": expected(100 * negative / positive, relative=1e-6),
            "unbalance": expected(100 * max(abs(size - mean) for size in sizes) / mean, relative=1e-9),
        }
        inputs = dict(zip(("voltage_ab", "voltage_bc", "voltage_ca"), sizes))
        yield case(f"{ab} V and {bc} V at {degrees}°", "fortescue", [(inputs, outputs)])


@of("transformer-loss")
def power_flow():
    import pandapower as pp
    from scipy.optimize import minimize_scalar

    def flow_of(apparent, factor):
        net = pp.create_empty_network()
        high, low = pp.create_bus(net, vn_kv=10), pp.create_bus(net, vn_kv=0.4)
        pp.create_ext_grid(net, high)
        pp.create_transformer_from_parameters(
            net, high, low, sn_mva=0.63, vn_hv_kv=10, vn_lv_kv=0.4, vkr_percent=100 * 4.6 / 630, vk_percent=4, pfe_kw=0.54, i0_percent=0.15
        )
        active = apparent * factor
        pp.create_load(net, low, p_mw=active / 1000, q_mvar=apparent * np.sqrt(1 - factor**2) / 1000)
        pp.runpp(net, tolerance_mva=1e-12)
        loss = 1000 * net.res_trafo.pl_mw[0]
        return loss, active / (active + loss), net.res_bus.vm_pu[low]

    best = minimize_scalar(lambda share: -flow_of(630 * share, 0.9)[1], bounds=(0.1, 1), method="bounded", options={"xatol": 1e-4}).x
    for apparent, factor in ((500, 0.9), (150, 0.8)):
        loss, efficiency, voltage = flow_of(apparent, factor)
        inputs = {"apparent_power": apparent, "power_factor": factor, "relative_voltage": voltage}
        outputs = {
            "total_loss": expected(loss, relative=0.01),
            "efficiency": expected(100 * efficiency, absolute=0.005),
            "best_loading": expected(100 * best, relative=0.02),
        }
        parameters = {"rated_power": 630, "no_load_loss": 0.54, "load_loss": 4.6}
        yield case(f"Power flow, 630 kVA with {apparent} kVA at {factor}", "pandapower", [(inputs, outputs)], parameters)


@of("wind-power-curve")
def density_corrected_curve():
    from windpowerlib import WindTurbine, density, power_output

    curve = WindTurbine(turbine_type="V112/3000", hub_height=94).power_curve
    # Below 7.5 m/s windpowerlib has the exponent 1/3 of IEC 61400-12-1 alone; above, one of its own.
    for speed, celsius, hectopascal in ((6.8, 5, 850), (5.2, 32, 905), (4.4, -18, 1030), (10.2, 15, 1013.25), (14, 15, 1013.25), (2.5, 15, 1013.25)):
        rho = density.ideal_gas(100 * hectopascal, 94, 94, celsius + 273.15)
        if speed < 7.5:
            power = power_output.power_curve_density_correction(np.array([speed]), curve.wind_speed, curve.value, np.array([rho]))[0]
        else:
            power = power_output.power_curve(np.array([speed]), curve.wind_speed, curve.value)[0]
        inputs = {"wind_speed": speed, "air_temperature": celsius, "air_pressure": hectopascal, "air_humidity": 0}
        # It takes 287.058 J/(kg·K) for dry air, IEC 287.05.
        outputs = {
            "expected_power": expected(power / 1000, relative=2e-4),
            "density": expected(rho, relative=5e-5),
            "normal_speed": expected(speed * np.cbrt(rho / 1.225), relative=2e-5),
            # By the power of a rotor of 112 m whose coefficient is one.
            "power_coefficient": expected(
                power / power_output.power_coefficient_curve(np.array([speed]), np.array([0, 50]), np.ones(2), 112, np.array([rho]))[0],
                relative=2e-4,
            ),
        }
        yield case(f"V112/3000 at {speed} m/s, {celsius} °C and {hectopascal} hPa", "windpowerlib", [(inputs, outputs)])


@of("pv-performance-ratio")
def clear_days():
    import pandas as pd
    from pvlib import location, pvsystem, temperature

    for day, air in (("2024-06-21", 28.0), ("2024-12-21", 2.0)):
        times = pd.date_range(day, periods=24, freq="h", tz="Asia/Shanghai")
        light = location.Location(35, 105, "Asia/Shanghai").get_clearsky(times, model="haurwitz")["ghi"]
        module = temperature.faiman(light, air, 2)
        dc = pvsystem.pvwatts_dc(light, module, 420, -0.0036)
        energy, insolation = 0.93 * dc.sum(), light.sum() / 1000
        outputs = {
            "performance_ratio": expected(100 * energy / 420 / insolation, relative=1e-9),
            "corrected_ratio": expected(93, relative=1e-9),
            "final_yield": expected(energy / 420, relative=1e-9),
            "reference_yield": expected(insolation, relative=1e-9),
        }
        inputs = {"energy": energy, "insolation": insolation, "module_temperature": (light * module).sum() / light.sum()}
        parameters = {"rated_power": 420, "temperature_coefficient": -0.0036}
        yield case(f"Clear {day} at {air:g} °C, with 7 % of losses", "pvlib", [(inputs, outputs)], parameters)


@of("pv-module-power")
def pvwatts():
    from pvlib import inverter, pvsystem, temperature

    for name, light, air, wind, rating in (
        ("A bright day", 870, 24, 3.2, 420),
        ("Cold and bright: the inverter limits", 1100, -5, 6, 340),
        ("Little light", 60, 12, 0.5, 420),
    ):
        module = temperature.faiman(light, air, wind, u0=25, u1=6.84)
        dc = pvsystem.pvwatts_dc(light, module, 420, -0.0036)
        ac = inverter.pvwatts(dc, rating, eta_inv_nom=0.96, eta_inv_ref=0.9637)
        outputs = {
            "module_temperature": expected(module, relative=1e-9),
            "dc_power": expected(dc, relative=1e-9),
            "ac_power": expected(ac, relative=1e-9),
        }
        inputs = {"irradiance": light, "air_temperature": air, "wind_speed": wind}
        yield case(name, "pvlib", [(inputs, outputs)], {"rated_power": 420, "temperature_coefficient": -0.0036, "inverter_rating": rating})


@of("diesel-bsfc")
def in_pounds_and_inches():
    import pint

    unit = pint.UnitRegistry()
    torque, speed = 1250 * unit("lbf * ft"), 1500 / unit("minute")
    fuel, volume, heat = 120 * unit("lb / hour"), 912 * unit("inch ** 3"), 18_360 * unit("Btu / lb")
    power = (torque * speed * 2 * np.pi).to("horsepower")
    specific = (fuel / power).to("lb / (horsepower * hour)")
    inputs = {"torque": torque.m_as("N * m"), "speed": 1500, "fuel_flow": fuel.m_as("kg / hour")}
    outputs = {
        "brake_power": expected(power.m_as("kW"), relative=1e-9),
        # The factor that the page prints has six digits.
        "bsfc": expected(specific.magnitude * 608.277, relative=1e-6),
        "thermal_efficiency": expected(100 * (power / (fuel * heat)).m_as("dimensionless"), relative=1e-9),
        "mean_pressure": expected((torque * 2 * 2 * np.pi / volume).m_as("bar"), relative=1e-9),
    }
    parameters = {"heating_value": heat.m_as("MJ / kg"), "displacement": volume.m_as("L"), "turns_per_cycle": 2}
    yield case("1250 lbf·ft, 1500/min and 120 lb/h, as pint converts", "pint", [(inputs, outputs)], parameters)


@of("bearing-life")
def weibull():
    from scipy.stats import weibull_min

    ten, five = weibull_min.isf(0.90, 1.5), weibull_min.isf(0.95, 1.5)
    load = 0.56 * 4 + 1.5 * 2.2
    hours = (52.7 / load) ** 3 * 1e6 / 60 / 1480
    inputs = {"speed": 1480, "radial_load": 4, "axial_load": 2.2}
    # a1 is printed as 0.62.
    outputs = {
        "equivalent_load": expected(load, relative=1e-9),
        "life_hours": expected(hours, relative=1e-9),
        "modified_life_hours": expected(hours * five / ten, relative=0.002),
    }
    parameters = {"dynamic_rating": 52.7, "radial_factor": 0.56, "axial_factor": 1.5, "reliability_factor": 0.62}
    yield case("Radial and axial load, at 95 % reliability", "weibull", [(inputs, outputs)], parameters)


@of("gear-mesh-frequencies")
def teeth_that_meet():
    for driving, driven, common in ((24, 71, 1), (24, 60, 12)):
        meets = np.arange(1, driving * driven + 1)
        again = meets[(meets % driving == 0) & (meets % driven == 0)][0]
        # A mesh whose strength swells once a turn, 1 s of 4096 samples: its lines are 1 Hz apart.
        time = np.arange(4096) / 4096
        wave = (1 + 0.5 * np.cos(2 * np.pi * 25 * time)) * np.cos(2 * np.pi * 25 * driving * time)
        lower, mesh, upper = sorted(np.argsort(np.abs(np.fft.rfft(wave)))[-3:])
        outputs = {
            "hunting": expected(driving * 25 / again, relative=1e-9),
            "driving": expected(mesh - lower, relative=1e-9),
            "driven": expected(25 * driving / driven, relative=1e-9),
            "lower_sideband": expected(lower, relative=1e-9),
            "upper_sideband": expected(upper, relative=1e-9),
        }
        parameters = {"driving_teeth": driving, "driven_teeth": driven, "common_factor": common}
        yield case(f"{driving} and {driven} teeth at 1500/min", "teeth", [({"speed": 1500}, outputs)], parameters)


@of("tool-life")
def implicit_taylor():
    from scipy.optimize import brentq

    for speed, feed, depth, constant, n, a, b in ((180, 0.25, 2, 245, 0.25, 0.35, 0.12), (45, 0.4, 3, 58, 0.125, 0.5, 0.15)):
        life = brentq(lambda t: speed * t**n * feed**a * depth**b - constant, 1e-6, 1e6, xtol=1e-12, rtol=1e-15)
        wanted = brentq(lambda v: v * 30**n * feed**a * depth**b - constant, 1, 1e5, xtol=1e-12, rtol=1e-15)
        inputs = {"cutting_speed": speed, "feed": feed, "depth": depth, "cutting_time": 0.8}
        outputs = {
            "life": expected(life, relative=1e-9),
            "speed_for_life": expected(wanted, relative=1e-9),
            "share_used": expected(100 * 0.8 / life, relative=1e-9),
            "pieces": expected(life // 0.8, absolute=0),
        }
        parameters = {"constant": constant, "exponent": n, "feed_exponent": a, "depth_exponent": b, "wanted_life": 30}
        yield case(f"{speed} m/min, {feed} mm and {depth} mm", "solver", [(inputs, outputs)], parameters)


@of("energy-baseline")
def months():
    import statsmodels.api as sm

    draw = np.random.default_rng(7)
    days = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] * 2, dtype=float)
    season = np.cos(2 * np.pi * (np.arange(24) - 0.5) / 12)
    heating = np.maximum(0, 260 * season + draw.normal(0, 20, 24))
    cooling = np.maximum(0, -150 * season + draw.normal(0, 12, 24))
    made = draw.uniform(800, 1400, 24)
    used = 1150 * days + 95 * heating + 60 * cooling + 38 * made + draw.normal(0, 900, 24)
    fit = sm.OLS(used, np.column_stack([days, heating, cooling, made])).fit()
    base, warm, cold, tonne = fit.params
    parameters = {
        "base_load": base,
        "heating_slope": warm,
        "cooling_slope": cold,
        "production_slope": tonne,
        "standard_error": np.sqrt(fit.mse_resid),
        "most_heating": heating.max(),
        "most_cooling": cooling.max(),
        "most_production": made.max(),
    }
    for name, at in (("A winter month", (31, 240, 0, 1200)), ("A summer month", (30, 0, 110, 900))):
        told = fit.predict(np.array([at], dtype=float))[0]
        energy = round(0.96 * told, 1)
        inputs = dict(zip(("days", "heating_degree_days", "cooling_degree_days", "production"), at))
        outputs = {
            "expected": expected(told, relative=1e-9),
            "saving": expected(told - energy, relative=1e-7),
            "ratio": expected(100 * energy / told, relative=1e-9),
            "deviation": expected((energy - told) / np.sqrt(fit.mse_resid), relative=1e-7),
        }
        yield case(name, "statsmodels", [({"energy": energy, **inputs}, outputs)], parameters)


@of("degree-days")
def days_of_hours():
    import pandas as pd

    draw = np.random.default_rng(11)
    hours = pd.date_range("2024-04-20", periods=96, freq="h")
    air = pd.Series(19 + 9 * np.sin(2 * np.pi * (np.arange(96) - 9) / 24) + np.repeat([-9, -2, 4, 11], 24) + draw.normal(0, 1, 96), hours)
    daily = air.resample("D").mean()
    rows = []
    for mean in daily:
        heating, cooling = max(0.0, 18 - mean), max(0.0, mean - 26)
        rows.append(({"outdoor_temperature": mean}, {"heating": expected(heating, absolute=1e-9), "cooling": expected(cooling, absolute=1e-9)}))
    yield case("Four days, their means by pandas", "pandas", rows)
    first = air.iloc[:6]
    under = (18 - first).clip(lower=0) / 24
    rows = [
        ({"outdoor_temperature": value, "length": 1}, {"heating": expected(part, absolute=1e-9)}) for value, part in zip(first, under)
    ]
    yield case("Six hours of the first day", "pandas", rows)


@of("carbon-emission")
def table_of_the_epa():
    import pint

    unit = pint.UnitRegistry()
    million = 1e6 * unit("Btu_it")
    per = (1 * unit("kg") / million).m_as("kg / GJ")
    # Columns of table 1: MMBtu of a short ton, kg of CO2 and g of CH4 and N2O of a MMBtu, and what it prints of a short ton.
    for name, heat, factor, methane, nitrous, printed, printed_methane, printed_nitrous in (
        ("Anthracite", 25.09, 103.69, 11, 1.6, 2602, 276, 40),
        ("Bituminous coal", 24.93, 93.28, 11, 1.6, 2325, 274, 40),
        ("Petroleum coke", 30.00, 102.41, 32, 4.2, 3072, 960, 126),
    ):
        inputs = {"energy": (heat * million).m_as("kWh")}
        outputs = {
            "carbon_dioxide": expected(printed, absolute=0.5),
            "equivalent": expected(printed + (printed_methane * 25 + printed_nitrous * 298) / 1000, absolute=0.7),
        }
        parameters = {"factor": factor * per, "methane_factor": methane * per, "nitrous_oxide_factor": nitrous * per, "factor_year": 2022, "reporting_year": 2022}
        yield case(f"{name}: a short ton as EPA prints it", "epa", [(inputs, outputs)], parameters)
    energy = (1000 * million).m_as("kWh")
    outputs = {
        "carbon_dioxide": expected(53_060, relative=1e-9),
        "equivalent": expected(53_060 + 1 * 25 + 0.1 * 298, relative=1e-9),
        "intensity": expected(1000 * (53_060 + 25 + 29.8) / energy, relative=1e-9),
    }
    parameters = {"factor": 53.06 * per, "methane_factor": per, "nitrous_oxide_factor": 0.1 * per}
    yield case("Natural gas, 1000 MMBtu", "pint", [({"energy": energy}, outputs)], parameters)


@of("harmonic-distortion")
def waveform():
    parts = {1: 100, 3: 12.5, 5: 31, 7: 17.5, 11: 7, 13: 4.5}
    angle = 2 * np.pi * np.arange(2048) / 2048
    wave = sum(np.sqrt(2) * size * np.sin(order * angle + 0.3 * order) for order, size in parts.items())
    lines = np.abs(np.fft.rfft(wave)) * np.sqrt(2) / 2048
    orders = np.arange(1, 50)
    squares = lines[1:50] ** 2
    rms = np.sqrt(np.mean(wave**2))
    inputs = {"fundamental": 100, **{f"h{order}": size for order, size in parts.items() if order > 1}}
    outputs = {
        "thd": expected(100 * np.sqrt(squares[1:].sum() / squares[0]), relative=1e-9),
        "rms": expected(rms, relative=1e-9),
        "k_factor": expected((squares * orders**2).sum() / squares.sum(), relative=1e-9),
        "distortion_factor": expected(lines[1] / rms, relative=1e-9),
    }
    yield case("Current of a six-pulse rectifier", "fft", [(inputs, outputs)])


def spectrum_case(name, x, every, low, high, hann):
    from scipy import signal, stats

    rate = 1000 / every
    shape = "hann" if hann else "boxcar"
    frequency, density = signal.periodogram(x, rate, window=shape, detrend="constant", scaling="density")
    _, power = signal.periodogram(x, rate, window=shape, detrend="constant", scaling="spectrum")
    band = (frequency > 0) & (frequency >= low) & (frequency <= high)
    strongest = np.flatnonzero(band)[np.argmax(power[band])]
    velocity = np.sqrt((density[band] * frequency[1] / (2 * np.pi * frequency[band]) ** 2).sum())
    x0 = x - np.mean(x)
    last = {
        "rms": expected(np.std(x), relative=1e-9),
        "peak": expected(np.abs(x0).max(), relative=1e-9),
        "crest_factor": expected(np.abs(x0).max() / np.std(x), relative=1e-9),
        "kurtosis": expected(stats.kurtosis(x, fisher=False), relative=1e-9),
        "dominant_frequency": expected(frequency[strongest], relative=1e-6),
        "dominant_amplitude": expected(np.sqrt(2 * power[strongest]), relative=1e-9),
        "velocity": expected(1000 * velocity, relative=1e-6),
        "resolution": expected(frequency[1], relative=1e-6),
    }
    parameters = {"samples": len(x), "low": low, "high": high, "hann": hann}
    return case(name, "scipy", window(x, "acceleration", last), parameters, every)


@of("vibration-spectrum")
def spectra():
    draw = np.random.default_rng(3)
    time = np.arange(64) / 1000
    x = 0.5 + 3 * np.sin(2 * np.pi * 125 * time) + 1.2 * np.sin(2 * np.pi * 250 * time + 1) + draw.normal(0, 0.2, 64)
    yield spectrum_case("Two tones and noise, no window", np.round(x, 4), 1, 10, 400, 0)
    time = np.arange(128) / 2000
    x = 2 * np.sin(2 * np.pi * 49.3 * time) + 4 * np.sin(2 * np.pi * 312.7 * time + 0.4) + draw.normal(0, 0.5, 128)
    yield spectrum_case("Tones between the lines, Hann window", np.round(x, 4), 0.5, 20, 900, 1)


def envelope_case(name, x, every, low, high, defect, tolerance):
    from scipy import signal

    n, rate = len(x), 1000 / every
    lines = np.fft.rfft(x - x.mean())
    frequency = np.fft.rfftfreq(n, 1 / rate)
    lines[(frequency < low) | (frequency > high)] = 0
    envelope = np.abs(signal.hilbert(np.fft.irfft(lines, n)))
    frequency, power = signal.periodogram(envelope, rate, detrend="constant", scaling="spectrum")
    frequency, amplitude = frequency[1 : n // 2], np.sqrt(2 * power[1 : n // 2])
    near = np.abs(frequency - defect) <= tolerance
    last = {
        "envelope_mean": expected(envelope.mean(), relative=1e-8),
        "envelope_rms": expected(envelope.std(), relative=1e-8),
        "dominant_frequency": expected(frequency[amplitude.argmax()], relative=1e-6),
        "dominant_amplitude": expected(amplitude.max(), relative=1e-8),
        "defect_amplitude": expected(amplitude[near].max(), relative=1e-8),
        "defect_ratio": expected(amplitude[near].max() / np.median(amplitude), relative=1e-7),
    }
    parameters = {"samples": n, "low": low, "high": high, "defect_frequency": defect, "tolerance": tolerance}
    return case(name, "scipy", window(x, "acceleration", last), parameters, every)


@of("vibration-envelope")
def envelopes():
    draw = np.random.default_rng(5)
    time = np.arange(128) / 4000
    x = (1 + 0.6 * np.cos(2 * np.pi * 125 * time)) * np.sin(2 * np.pi * 1000 * time) + draw.normal(0, 0.05, 128)
    yield envelope_case("A tone of 1 kHz that swells at 125 Hz", np.round(x, 4), 0.25, 500, 1500, 125, 10)
    since = (np.arange(256) / 4000) % (1 / 107)
    x = 8 * np.exp(-600 * since) * np.sin(2 * np.pi * 1250 * since) + draw.normal(0, 0.6, 256) + 2 * np.sin(2 * np.pi * 29 * np.arange(256) / 4000)
    yield envelope_case("Blows at 107 Hz that ring at 1.25 kHz, in noise", np.round(x, 4), 0.25, 800, 1700, 107, 16)


@of("exponential-degradation")
def growth():
    from scipy import stats

    draw = np.random.default_rng(17)
    hours = np.arange(30.0)
    x = np.round(1.2 + 0.4 * np.exp(0.06 * hours + draw.normal(0, 0.08, 30)), 4)
    y = np.log(x - 1.2)
    parameters = {"threshold": 7.1, "offset": 1.2, "forgetting": 0, "least_samples": 10}
    rows = []
    for i, value in enumerate(x):
        outputs = {"samples": expected(i + 1, absolute=0)}
        if i in (9, 19, 29):
            line = stats.linregress(hours[: i + 1], y[: i + 1])
            left = (np.log(7.1 - 1.2) - line.intercept) / line.slope - hours[i]
            outputs.update(
                rate=expected(line.slope, relative=1e-7),
                rate_error=expected(line.stderr, relative=1e-6),
                fitted=expected(1.2 + np.exp(line.intercept + line.slope * hours[i]), relative=1e-8),
                doubling_time=expected(np.log(2) / line.slope, relative=1e-7),
                remaining_life=expected(left, relative=1e-7),
            )
        rows.append(({"indicator": value}, outputs))
    yield case("Growth by 6 % an hour, nothing forgotten", "scipy", rows, parameters, 3_600_000)

    x = np.round(np.exp(np.where(np.arange(24) < 12, 0.01 * np.arange(24), 0.12 + 0.09 * (np.arange(24) - 12)) + draw.normal(0, 0.02, 24)), 4)
    hours = np.arange(24) * 0.5
    parameters = {"threshold": 5, "offset": 0, "forgetting": 3, "least_samples": 10}
    rows = []
    for i, value in enumerate(x):
        outputs = {"samples": expected(i + 1, absolute=0)}
        if i in (11, 23):
            known = slice(0, i + 1)
            # polyfit squares its weights.
            slope, start = np.polyfit(hours[known], np.log(x[known]), 1, w=np.sqrt(np.exp((hours[known] - hours[i]) / 3)))
            outputs.update(
                rate=expected(slope, relative=1e-7),
                fitted=expected(np.exp(start + slope * hours[i]), relative=1e-8),
                remaining_life=expected((np.log(5) - start) / slope - hours[i], relative=1e-7),
            )
        rows.append(({"indicator": value}, outputs))
    yield case("Growth that quickens, with a memory of 3 h", "polyfit", rows, parameters, 1_800_000)


@of("control-loop-performance")
def loops():
    from statsmodels.tsa.ar_model import AutoReg
    from statsmodels.tsa.arima_process import arma2ma

    draw = np.random.default_rng(23)
    for name, phi, delay, order in (("A loop that is sluggish", (1.35, -0.45), 3, 5), ("A loop near its best", (0.35, 0.0), 2, 4)):
        shock = draw.normal(0, 0.4, 140)
        e = np.zeros(140)
        for t in range(2, 140):
            e[t] = phi[0] * e[t - 1] + phi[1] * e[t - 2] + shock[t]
        measured = np.round(50 + e[40:], 4)
        fit = AutoReg(measured - 50, lags=order, trend="c").fit()
        answer = arma2ma(np.r_[1, -fit.params[1:]], [1], lags=delay)
        variance = np.var(measured - 50)
        least = np.mean(fit.resid**2) * np.sum(answer**2)
        index = min(1, least / variance)
        last = {
            "harris_index": expected(index, relative=1e-6),
            "least_deviation": expected(np.sqrt(least), relative=1e-6),
            "deviation": expected(np.sqrt(variance), relative=1e-8),
            "mean_error": expected(np.mean(measured - 50), absolute=1e-9),
            "verdict": expected("good" if index >= 0.7 else "fair" if index >= 0.4 else "poor"),
        }
        yield case(name, "statsmodels", window(measured, "measured", last, {"setpoint": 50}), {"samples": 100, "delay": delay, "order": order}, 1000)


@of("oscillation-index")
def swings():
    from statsmodels.tsa.stattools import acovf

    draw = np.random.default_rng(29)
    swing = 3 * np.sin(2 * np.pi * np.arange(120) / 17) + draw.normal(0, 1, 120)
    for name, values in (("A swing of 17 samples in noise", swing), ("Noise alone", draw.normal(0, 1, 120))):
        measured = np.round(20 + values, 4)
        lags = acovf(measured - 20, adjusted=False, demean=True, fft=False)[:61]
        crossed = np.flatnonzero(lags[:-1] * lags[1:] < 0)
        at = crossed + lags[crossed] / (lags[crossed] - lags[crossed + 1])
        lengths = np.diff(at)
        regularity = np.mean(lengths) / np.std(lengths, ddof=1) / 3
        last = {
            "regularity": expected(regularity, relative=1e-7),
            "period": expected(2 * np.mean(lengths) * 2, relative=1e-7),
            "oscillates": expected(regularity > 1),
            "amplitude": expected(np.sqrt(2) * np.std(measured), relative=1e-8),
            "crossings": expected(len(at), absolute=0),
        }
        yield case(name, "statsmodels", window(measured, "measured", last, {"setpoint": 20}), {"samples": 120}, 2000)


@of("spc-capability")
def pieces():
    import pandas as pd

    draw = np.random.default_rng(31)
    values = np.round(draw.normal(20.02, 0.03, 65) + np.repeat(draw.normal(0, 0.015, 13), 5), 3)
    parameters = {"lower_limit": 19.85, "upper_limit": 20.15, "samples": 60, "subgroup": 5}
    rows = []
    for i, value in enumerate(values):
        outputs = {"collected": expected(i + 1 if i < 60 else 56 + i % 5, absolute=0)}
        if i in (59, 64):
            part = pd.Series(values[i - 59 : i + 1])
            groups = part.groupby(np.arange(60) // 5)
            within = (groups.max() - groups.min()).mean() / 2.325929
            overall = part.std(ddof=1)
            near = min(20.15 - part.mean(), part.mean() - 19.85)
            outputs = {
                "collected": expected(60, absolute=0),
                "mean": expected(part.mean(), relative=1e-10),
                "sigma_within": expected(within, relative=1e-8),
                "sigma_overall": expected(overall, relative=1e-8),
                "cp": expected(0.3 / 6 / within, relative=1e-8),
                "cpk": expected(near / 3 / within, relative=1e-8),
                "pp": expected(0.3 / 6 / overall, relative=1e-8),
                "ppk": expected(near / 3 / overall, relative=1e-8),
            }
        rows.append(({"value": value}, outputs))
    yield case("Subgroups of five over 60 pieces, and five pieces on", "pandas", rows, parameters, 60_000)


MONTGOMERY = [
    9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34, 9.03, 11.47, 10.51, 9.40, 10.08,
    9.37, 10.62, 10.31, 8.52, 10.84, 10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52,
]  # fmt: skip


@of("ewma-chart")
def weighted():
    import pandas as pd

    average = pd.Series([10.0, *MONTGOMERY]).ewm(alpha=0.1, adjust=False).mean().to_numpy()[1:]
    count = np.arange(1, 31)
    half = 2.7 * np.sqrt(0.1 / 1.9 * (1 - 0.9 ** (2 * count)))
    rows = [
        (
            {"value": value},
            {
                "average": expected(z, relative=1e-10),
                "upper": expected(10 + h, relative=1e-10),
                "lower": expected(10 - h, relative=1e-10),
                "signal": expected(abs(z - 10) > h),
                "distance": expected((z - 10) / h, absolute=1e-9),
            },
        )
        for value, z, h in zip(MONTGOMERY, average, half)
    ]
    parameters = {"target": 10, "sigma": 1, "weight": 0.1, "width": 2.7, "exact_limits": 1}
    yield case("30 values of Montgomery, λ = 0.1, exact limits", "pandas", rows, parameters, 3_600_000)


@of("cusum-chart")
def excursions():
    values = np.array(MONTGOMERY)

    def sums(steps):
        partial = np.concatenate([[0], np.cumsum(steps)])
        return (partial - np.minimum.accumulate(partial))[1:]

    above, below = sums(values - 10.5), sums(9.5 - values)
    rows = [
        (
            {"value": value},
            {
                "above": expected(up, absolute=1e-9),
                "below": expected(down, absolute=1e-9),
                "shift_up": expected(up > 5),
                "shift_down": expected(down > 5),
            },
        )
        for value, up, down in zip(values, above, below)
    ]
    yield case("30 values of Montgomery, by excursions of partial sums", "numpy", rows, {"target": 10, "allowance": 0.5, "decision": 5}, 3_600_000)


if __name__ == "__main__":
    for model in sys.argv[1:] or CASES:
        if len(sys.argv) != 2:
            print(f"# {model}")
        for function in CASES[model]:
            for one in function():
                print(one)
