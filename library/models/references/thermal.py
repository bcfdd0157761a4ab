"""Works out the reference values of the thermal and fluid models with published packages, none of which is ours.

    python3 -m venv /tmp/references
    /tmp/references/bin/pip install iapws==1.5.5 CoolProp==8.0.0 fluids==1.3.1 ht==1.2.0 PsychroLib==2.5.0 chemicals==1.5.2 scipy==1.17.1
    /tmp/references/bin/python library/models/references/thermal.py

Prints `model.case.output value`. Inputs stand here as they stand in model.yaml, in SI units unless the name says otherwise.
"""

from math import pi, sqrt

import psychrolib
from chemicals.reaction import Hfg
from CoolProp.CoolProp import HAPropsSI, PropsSI
from fluids import control_valve, flow_meter, friction, geometry
from fluids import compressible as gas
from ht import F_LMTD_Fakheri, LMTD, effectiveness_from_NTU, q_rad
from iapws import IAPWS97
from scipy.integrate import quad

psychrolib.SetUnitSystem(psychrolib.SI)
ATMOSPHERE = 101325.0
GRAVITY = 9.80665


def tell(case, **values):
    for name, value in values.items():
        print(f"{case}.{name} {value:.10g}")


def saturated_steam():
    for case, of in (
        ("1MPa", {"P": 1}),
        ("10MPa", {"P": 10}),
        ("200C", {"T": 473.15}),
    ):
        liquid, steam = IAPWS97(x=0, **of), IAPWS97(x=1, **of)
        tell(
            f"saturated-steam.{case}",
            pressure=steam.P,
            temperature=steam.T - 273.15,
            liquid_enthalpy=liquid.h,
            steam_enthalpy=steam.h,
            evaporation=steam.h - liquid.h,
            liquid_density=liquid.rho,
            steam_density=steam.rho,
            liquid_entropy=liquid.s,
            steam_entropy=steam.s,
            wet_enthalpy=0.9 * steam.h + 0.1 * liquid.h,
        )


def boiler_direct():
    """10 t/h at 1.25 MPa gauge, saturated; and 35 t/h at 3.82 MPa gauge, 450 °C. Feedwater at the boiler's pressure."""
    for case, flow, gauge, temperature, feed, blow_down, fuel, heating in (
        ("saturated", 10e3, 1.25, None, 104, 300, 720, 42.0e3),
        ("superheated", 35e3, 3.82, 450, 150, 700, 5200, 22.4e3),
    ):
        p = gauge + 0.101325
        steam = IAPWS97(P=p, x=1) if temperature is None else IAPWS97(P=p, T=temperature + 273.15)
        water, boiling = IAPWS97(P=p, T=feed + 273.15), IAPWS97(P=p, x=0)
        heat = (flow * (steam.h - water.h) + blow_down * (boiling.h - water.h)) / 3600
        tell(f"boiler-direct.{case}", heat=heat, efficiency=100 * heat / (fuel * heating / 3600), ratio=flow / fuel)


MASS = {"CO2": 44.0095e-3, "H2O": 18.01528e-3, "SO2": 64.064e-3, "N2": 28.0134e-3, "O2": 31.9988e-3, "Ar": 39.948e-3}
FLUID = {"CO2": "CO2", "SO2": "SO2", "N2": "Nitrogen", "O2": "Oxygen", "Ar": "Argon"}


def flue(carbon, hydrogen, sulphur, oxygen, nitrogen, moisture, o2_dry, humidity, co_dry=0):
    """mol of each gas from a kg of fuel, burnt to what oxygen and carbon monoxide the dry flue gas has."""
    need = carbon / 12.011e-3 + hydrogen / 4.032e-3 + sulphur / 32.06e-3 - oxygen / MASS["O2"]
    co2, so2 = carbon / 12.011e-3, sulphur / 32.06e-3
    air_o2, air_ar = 0.2095, 0.0093
    least = need / air_o2
    burnt = co2 + so2 + nitrogen / MASS["N2"]
    dry_least = burnt + least * (1 - air_o2)
    # Atoms of oxygen: air · 0.2095 = need + (o2 − co / 2) · dry; and dry = burnt + air · 0.7905 + o2 · dry.
    per_oxygen = (1 - air_o2) / air_o2
    dry = (burnt + per_oxygen * need) / (1 - o2_dry - per_oxygen * (o2_dry - co_dry / 2))
    air = (need + (o2_dry - co_dry / 2) * dry) / air_o2
    extra = o2_dry * dry / air_o2
    water = hydrogen / 2.016e-3 + moisture / MASS["H2O"]
    dry_air_mass = air * 28.9647e-3
    return {
        "ratio": air / least,
        "least_mass": least * 28.9647e-3,
        "dry_ratio": dry_least / least,
        "gas": {
            "CO2": co2,
            "SO2": so2,
            "N2": air * (1 - air_o2 - air_ar) + nitrogen / MASS["N2"],
            "Ar": air * air_ar,
            "O2": extra * air_o2,
        },
        "dry": dry,
        "water": water,
        "vapour": humidity * dry_air_mass / MASS["H2O"],
    }


def heat_of(name, low, high):
    """J/mol of a gas between two temperatures in °C, thin enough to be ideal."""
    at = lambda t: PropsSI("Hmolar", "T", t + 273.15, "P", 2000, FLUID[name])
    return at(high) - at(low)


def vapour(t):
    """J/kg of water vapour, thin enough to be ideal, over water at 0 °C."""
    return IAPWS97(P=0.001, T=t + 273.15).h * 1e3


def losses(fuel, o2, hot, cold, humidity, co=0):
    of = flue(*fuel, o2, humidity, co)
    dry = sum(mol * heat_of(name, cold, hot) for name, mol in of["gas"].items())
    burnt = of["water"] * MASS["H2O"] * (vapour(hot) - IAPWS97(P=0.1, T=cold + 273.15).h * 1e3)
    burnt_sensible = of["water"] * MASS["H2O"] * (vapour(hot) - vapour(cold))
    damp = of["vapour"] * MASS["H2O"] * (vapour(hot) - vapour(cold))
    return of, dry, burnt, burnt_sensible, damp


METHANE = (0.74868, 0.25132, 0, 0, 0, 0)
OIL = (0.86, 0.135, 0.005, 0, 0, 0)
COAL = (0.62, 0.041, 0.006, 0.09, 0.012, 0.08)


def boiler_indirect():
    for case, fuel, gross, o2, hot, cold, humidity, co in (
        ("gas", METHANE, 55.5e6, 0.035, 150, 20, 0.007, 0),
        ("oil", OIL, 45.6e6, 0.05, 220, 25, 0.012, 0),
        ("coal", COAL, 25.0e6, 0.08, 160, 25, 0.01, 0),
        ("monoxide", OIL, 45.6e6, 0.03, 200, 20, 0.01, 0.002),
    ):
        of, dry, burnt, _, damp = losses(fuel, o2, hot, cold, humidity, co)
        monoxide = co * of["dry"] * (Hfg("630-08-0") - Hfg("124-38-9"))
        efficiency = 100 - 100 * (dry + burnt + damp + monoxide) / gross - 1.5
        tell(
            f"boiler-indirect.{case}",
            least_air=of["least_mass"],
            air_ratio=of["ratio"],
            dry=100 * dry / gross,
            water=100 * burnt / gross,
            humidity=100 * damp / gross,
            monoxide=100 * monoxide / gross,
            efficiency=efficiency,
            net=efficiency * gross / (gross - of["water"] * MASS["H2O"] * 2441.7e3),
        )


def excess_air():
    for case, fuel, o2 in (("methane", METHANE, 0.03), ("oil", OIL, 0.045), ("coal", COAL, 0.07)):
        of = flue(*fuel, o2, 0)
        tell(f"excess-air.{case}", dry_ratio=of["dry_ratio"], air_ratio=of["ratio"], excess=100 * (of["ratio"] - 1))


def stack_loss():
    """Of the lower heating value: what the water holds beyond being vapour counts, what made it vapour does not."""
    for case, fuel, net, o2, hot, cold in (
        ("gas", METHANE, 50.03e6, 0.035, 180, 20),
        ("oil", OIL, 42.7e6, 0.04, 200, 20),
    ):
        _, dry, _, wet, _ = losses(fuel, o2, hot, cold, 0)
        tell(f"stack-loss.{case}", loss=100 * (dry + wet) / net)


def compressor_specific_power():
    for case, normal, p, t, phi, power in (("summer", 10, 100e3, 308.15, 0.6, 62), ("winter", 12, 98e3, 273.15 + 5, 0.8, 70)):
        dry = normal / 60 * PropsSI("D", "T", 273.15, "P", ATMOSPHERE, "Air")
        free = dry * HAPropsSI("V", "T", t, "P", p, "R", phi) * 60
        tell(f"compressor-specific-power.{case}", free_air=free, specific=power / free, energy=power / free / 60)


def compressor_isentropic():
    for case, flow, p1, p2, t, kappa, power in (
        ("screw", 20, 1e5, 8e5, 293.15, 1.4, 118),
        ("blower", 90, 1.0e5, 1.7e5, 303.15, 1.4, 128),
    ):
        moles = flow / 60 * p1 / (8.31446261815324 * t)
        work = gas.isentropic_work_compression(T1=t, k=kappa, P1=p1, P2=p2, eta=1) * moles / 1e3
        isothermal = gas.isothermal_work_compression(P1=p1, P2=p2, T=t) * moles / 1e3
        end = gas.isentropic_T_rise_compression(T1=t, P1=p1, P2=p2, k=kappa, eta=1) - 273.15
        tell(
            f"compressor-isentropic.{case}",
            isentropic=work,
            isothermal=isothermal,
            efficiency=100 * work / power,
            isothermal_efficiency=100 * isothermal / power,
            outlet=end,
        )
    # Air as it is: CoolProp's entropy, 20 m³/min from 1 to 8 bar.
    s = PropsSI("S", "T", 293.15, "P", 1e5, "Air")
    work = PropsSI("H", "S", s, "P", 8e5, "Air") - PropsSI("H", "T", 293.15, "P", 1e5, "Air")
    tell(
        "compressor-isentropic.real",
        isentropic=work * 20 / 60 * PropsSI("D", "T", 293.15, "P", 1e5, "Air") / 1e3,
        outlet=PropsSI("T", "S", s, "P", 8e5, "Air") - 273.15,
    )


def leakage():
    """Choked: the nozzle that isentropic stagnation states give; not choked: the same from the pressure ratio."""
    for case, bar, t, d, cd in (("hole", 8, 293.15, 3e-3, 0.65), ("low", 1.5, 293.15, 5e-3, 0.65)):
        p, k, r = bar * 1e5, 1.4, 287.05
        throat = max(gas.P_critical_flow(p, k), 101325)
        end = p / throat
        # Mach number at the throat, from the stagnation pressure.
        mach = sqrt(((end ** ((k - 1) / k)) - 1) * 2 / (k - 1))
        temperature = t / (1 + (k - 1) / 2 * mach**2)
        density = throat / (r * temperature)
        mass = cd * pi / 4 * d * d * density * mach * sqrt(k * r * temperature)
        free = mass / 1.189 * 60
        tell(f"leakage.{case}", mass=mass * 3600, free=free, power=free * 6.5)


def pump_efficiency():
    for case, flow, p1, p2, d1, d2, height, t, power in (
        ("cooling", 720, 0.2e5, 4.1e5, 0.35, 0.3, 0.4, 25, 110),
        ("feed", 60, 0.9e5, 52e5, 0.125, 0.1, 0.0, 105, 132),
    ):
        density = IAPWS97(P=0.101325 + p2 / 1e6, T=t + 273.15).rho
        q = flow / 3600
        v1, v2 = q / (pi / 4 * d1 * d1), q / (pi / 4 * d2 * d2)
        head = (p2 - p1) / (density * GRAVITY) + (v2 * v2 - v1 * v1) / (2 * GRAVITY) + height
        hydraulic = density * GRAVITY * q * head / 1e3
        tell(f"pump-efficiency.{case}", density=density, head=head, hydraulic=hydraulic, efficiency=100 * hydraulic / (power * 0.94))


def pump_npsh():
    for case, p, t, flow, d, height in (("cold", 0.6e5, 20, 300, 0.25, 0.5), ("deaerator", 1.9e5, 110, 80, 0.15, -0.3)):
        density = PropsSI("D", "T", t + 273.15, "P", p, "Water")
        boils = PropsSI("P", "T", t + 273.15, "Q", 0, "Water")
        v = flow / 3600 / (pi / 4 * d * d)
        tell(f"pump-npsh.{case}", available=(p - boils) / (density * GRAVITY) + v * v / (2 * GRAVITY) + height, boils=boils / 1e5)


def pipe():
    for case, flow, rho, mu, d, length, rough, zeta in (
        ("water", 100, 998.2, 1.002e-3, 0.15, 200, 0.05e-3, 4),
        ("oil", 12, 880, 80e-3, 0.1, 150, 0.05e-3, 0),
        ("air", 3000, 9.5, 18.2e-6, 0.2, 400, 0.1e-3, 10),
    ):
        v = flow / 3600 / (pi / 4 * d * d)
        re = rho * v * d / mu
        f = friction.friction_factor(Re=re, eD=rough / d, Method="Colebrook") if re > 2320 else friction.friction_laminar(re)
        tell(f"pipe.{case}", velocity=v, reynolds=re, friction=f, loss=(f * length / d + zeta) * rho * v * v / 2 / 1e3)


def orifice():
    for case, dp, p, rho, mu, d_pipe, d, taps, k in (
        ("steam", 25e3, 1.0e6, 4.86, 15.0e-6, 0.2, 0.13, "corner", 1.3),
        ("air", 12e3, 0.8e6, 9.5, 18.2e-6, 0.1, 0.06, "flange", 1.4),
        ("water", 40e3, 0.6e6, 998.2, 1.002e-3, 0.15, 0.09, "D", None),
        ("small", 20e3, 0.4e6, 998.2, 1.002e-3, 0.0525, 0.03, "flange", None),
    ):
        m = flow_meter.differential_pressure_meter_solver(
            D=d_pipe, D2=d, P1=p, P2=p - dp, rho=rho, mu=mu, k=k or 1.3, meter_type="ISO 5167 orifice", taps=taps,
            epsilon_specified=None if k else 1.0,
        )
        c = flow_meter.C_Reader_Harris_Gallagher(D=d_pipe, Do=d, rho=rho, mu=mu, m=m, taps=taps)
        e = flow_meter.orifice_expansibility(D=d_pipe, Do=d, P1=p, P2=p - dp, k=k) if k else 1.0
        tell(
            f"orifice.{case}",
            mass_h=m * 3600,
            volume=m / rho * 3600,
            coefficient=c,
            expansibility=e,
            reynolds=4 * m / (pi * mu * d_pipe),
            lost=flow_meter.dP_orifice(D=d_pipe, Do=d, P1=p, P2=p - dp, C=c) / 1e3,
        )


def valve():
    for case, flow, rho, boils, p1, p2, fl in (
        ("globe", 360, 965.4, 70.1e3, 680e3, 220e3, 0.9),
        ("ball", 360, 965.4, 70.1e3, 680e3, 220e3, 0.6),
        ("cold", 50, 998.2, 2339.0, 500e3, 400e3, 0.85),
    ):
        of = control_valve.size_control_valve_l(
            rho=rho, Psat=boils, Pc=22120e3, mu=3.1e-4, P1=p1, P2=p2, Q=flow / 3600, FL=fl, full_output=True
        )
        limit = fl * fl * (p1 - control_valve.FF_critical_pressure_ratio_l(boils, 22120e3) * boils)
        tell(f"valve.{case}", kv=of["Kv"], choked=float(of["choked"]), sigma=(p1 - boils) / (p1 - p2), limit=limit / 1e5)


def exchanger_lmtd():
    for case, hot_in, hot_out, cold_in, cold_out, cold, cp, area, arrangement in (
        ("counter", 95, 60, 30, 55, 12, 4.18, 60, 0),
        ("parallel", 120, 80, 20, 50, 5, 4.18, 25, 1),
        ("shell", 110, 70, 25, 48, 20, 4.18, 75, 2),
    ):
        duty = cold * cp * (cold_out - cold_in)
        mean = LMTD(hot_in, hot_out, cold_in, cold_out, counterflow=arrangement != 1)
        f = F_LMTD_Fakheri(Thi=hot_in, Tho=hot_out, Tci=cold_in, Tco=cold_out, shells=1) if arrangement == 2 else 1.0
        u = duty * 1e3 / (area * f * mean)
        tell(f"lmtd.{case}", duty=duty, mean=mean, f=f, u=u, fouling=1 / u - 1 / 1100)


def exchanger_entu():
    for case, subtype, hot_in, cold_in, hot, cold in (
        ("counter", "counterflow", 90, 25, 8, 10),
        ("equal", "counterflow", 90, 25, 10, 10),
        ("parallel", "parallel", 90, 25, 8, 10),
        ("shell", "S&T", 90, 25, 8, 10),
    ):
        u = 1 / (1 / 1500 + 0.0002)
        least, most = min(hot, cold) * 4.18, max(hot, cold) * 4.18
        ntu = u * 30 / (least * 1e3)
        e = effectiveness_from_NTU(NTU=ntu, Cr=least / most, subtype=subtype)
        duty = e * least * (hot_in - cold_in)
        tell(
            f"entu.{case}",
            u=u,
            ntu=ntu,
            effectiveness=e,
            duty=duty,
            hot_out=hot_in - duty / (hot * 4.18),
            cold_out=cold_in + duty / (cold * 4.18),
        )


def psychrometrics():
    for case, t, phi, p in (
        ("room", 25, 0.5, ATMOSPHERE),
        ("tropic", 35, 0.8, ATMOSPHERE),
        ("frost", -5, 0.7, ATMOSPHERE),
        ("plateau", 20, 0.4, 80e3),
        ("dryer", 80, 0.1, ATMOSPHERE),
    ):
        ratio, wet, dew, vapour_pressure, h, v, mu = psychrolib.CalcPsychrometricsFromRelHum(t, phi, p)
        tell(
            f"psychrometrics.{case}",
            ratio_g=ratio * 1e3,
            wet=wet,
            dew=dew,
            vapour=vapour_pressure / 1e3,
            enthalpy=h / 1e3,
            volume=v,
        )


def cooling_tower():
    """Merkel's integral by adaptive quadrature over PsychroLib's enthalpies; the model has four points."""
    for case, hot, cold, wet, water, air in (("design", 37, 32, 28, 1000, 700e3 / 3600 * 4), ("large", 45, 30, 22, 500, 480)):
        cp = 4.186
        h1 = psychrolib.GetMoistAirEnthalpy(wet, psychrolib.GetHumRatioFromTWetBulb(wet, wet, ATMOSPHERE)) / 1e3
        ratio = water / air

        def gap(t):
            return psychrolib.GetSatAirEnthalpy(t, ATMOSPHERE) / 1e3 - (h1 + ratio * cp * (t - cold))

        integral, _ = quad(lambda t: cp / gap(t), cold, hot)
        tell(
            f"cooling-tower.{case}",
            air=air,
            effectiveness=100 * (hot - cold) / (hot - wet),
            heat=water * cp * (hot - cold),
            merkel=integral,
            ratio=ratio,
        )


def kiln():
    """25 t/h of clinker, heats from 20 °C: zur Strassen's formula as cement works have it in kJ, the shell by ht's radiation."""
    clinker, fuel = 25e3 / 3600, 3.1e3 / 3600
    shell = q_rad(emissivity=0.9, T=533.15, T2=293.15) + 12 * (533.15 - 293.15)
    heats = {
        "input": fuel * 30.5e3 / clinker,
        "gas": (52e3 / 3600) * 1.05 * (330 - 20) / clinker,
        "cooler": (24e3 / 3600) * 1.015 * (220 - 20) / clinker,
        "clinker": 0.8 * (100 - 20),
        "shell": shell * 650 / 1e3 / clinker,
        "formation": 4.1868 * (4.11 * 5.5 + 6.48 * 1.5 + 7.646 * 65.5 - 5.116 * 21.5 - 0.59 * 3.2),
    }
    left = heats["input"] - sum(heat for name, heat in heats.items() if name != "input")
    tell("kiln.case", **heats, open=left, efficiency=100 * heats["formation"] / heats["input"])


def tank():
    for case, d, length, depth, level in (("fuel", 2.4, 6, 0.6, 1.1), ("flat", 3, 10, 0, 2.2), ("round", 2, 5, 1, 0.4)):
        whole = geometry.V_horiz_ellipsoidal(D=d, L=length, a=depth, h=d)
        part = geometry.V_horiz_ellipsoidal(D=d, L=length, a=depth, h=level)
        if depth * 2 == d:
            sphere = geometry.V_horiz_spherical(D=d, L=length, a=depth, h=level)
            assert abs(sphere / part - 1) < 1e-9
        tell(f"tank.{case}", volume=part, capacity=whole, fill=100 * part / whole, mass=part * 998.2)


for model in (
    saturated_steam,
    boiler_direct,
    boiler_indirect,
    excess_air,
    stack_loss,
    compressor_specific_power,
    compressor_isentropic,
    leakage,
    pump_efficiency,
    pump_npsh,
    pipe,
    orifice,
    valve,
    exchanger_lmtd,
    exchanger_entu,
    psychrometrics,
    cooling_tower,
    kiln,
    tank,
):
    model()
