"""Answers what published Python packages compute: one JSON question a line, one JSON answer a line."""

import json
import os
import sys

import fluids
import ht
import numpy
import pandas
import pvlib
import windpowerlib
from iapws import IAPWS97
from windpowerlib.power_output import power_curve, power_curve_density_correction

curves = pandas.read_csv(
    os.path.join(os.path.dirname(windpowerlib.__file__), "oedb", "power_curves.csv")
).set_index("turbine_type")


def water(pressure, temperature):
    state = IAPWS97(P=pressure, T=temperature)
    return {"v": state.v, "h": state.h, "s": state.s, "cp": state.cp, "region": state.region}


def saturated(pressure):
    liquid, steam = IAPWS97(P=pressure, x=0), IAPWS97(P=pressure, x=1)
    return {"t": liquid.T, "liquid": liquid.h, "steam": steam.h, "rho": steam.rho}


def boiler(deaerator, blow_down, pressure, flow, efficiency):
    """Fuel energy in kJ/h, as the AMO Tools Suite balances a boiler."""
    feed, steam, boiling = IAPWS97(P=deaerator, x=0), IAPWS97(P=pressure, x=1), IAPWS97(P=pressure, x=0)
    feed_flow = flow / (1 - blow_down)
    heat = flow * steam.h + feed_flow * blow_down * boiling.h - feed_flow * feed.h
    return heat / efficiency


def turbine(name):
    row = curves.loc[name].dropna()
    return {"speed": [float(speed) for speed in row.index], "power": [float(power) for power in row.values]}


def wind(name, speed, density):
    curve = turbine(name)
    speeds, powers = numpy.array(curve["speed"]), numpy.array(curve["power"])
    if density is None:
        return [float(p) for p in power_curve(numpy.array(speed), speeds, powers)]
    rho = numpy.full(len(speed), density)
    return [float(p) for p in power_curve_density_correction(numpy.array(speed), speeds, powers, rho)]


def pv(irradiance, temperature, rating, gamma):
    return float(pvlib.pvsystem.pvwatts_dc(irradiance, temperature, rating, gamma))


def work(t1, p1, p2, k, eta):
    return fluids.isentropic_work_compression(T1=t1, k=k, P1=p1, P2=p2, eta=eta)


def lmtd(hot_in, hot_out, cold_in, cold_out):
    return ht.LMTD(hot_in, hot_out, cold_in, cold_out)


known = {f.__name__: f for f in (water, saturated, boiler, turbine, wind, pv, work, lmtd)}
print("ready 0", flush=True)
for line in sys.stdin:
    name, *arguments = json.loads(line)
    print(json.dumps(known[name](*arguments)), flush=True)
