"""Answers what the package iapws has of water and steam: a JSON list of [MPa, K] a line, a list of states a line."""

import json
import sys

from iapws import IAPWS97


def state(pressure, temperature):
    of = IAPWS97(P=pressure, T=temperature)
    return {
        "region": of.region,
        "volume": of.v,
        "internal_energy": of.u,
        "enthalpy": of.h,
        "entropy": of.s,
        "heat_capacity": of.cp,
        "sound_speed": of.w,
    }


print("ready 0", flush=True)
for line in sys.stdin:
    print(json.dumps([state(*one) for one in json.loads(line)]), flush=True)
