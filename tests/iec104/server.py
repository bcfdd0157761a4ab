"""A controlled station on c104 (lib60870). Prints `ready <port>`; commands come on standard input, each has one line as answer.

set <object> <value> [quality]   a new value, sent spontaneously; quality: letters of I N S B V (invalid, not topical …, overflow)
held <object>                    what the station holds
late <object> <seconds>          sends the value with a time so many seconds ago
fail 0|1                         commands are refused from now on
burst <object> <count>           so many spontaneous reports, counting from 1
masters                          open connections
"""

import datetime
import socket
import sys

import c104

T = c104.Type
GOOD = c104.Quality()
UTC = datetime.timezone.utc
BITS = {
    "I": c104.Quality.Invalid,
    "N": c104.Quality.NonTopical,
    "S": c104.Quality.Substituted,
    "B": c104.Quality.Blocked,
    "V": c104.Quality.Overflow,
}
DOUBLE = [c104.Double.INTERMEDIATE, c104.Double.OFF, c104.Double.ON, c104.Double.INDETERMINATE]
failing = False


def now():
    return datetime.datetime.now(UTC)


def info(kind, value, quality, time=None):
    """The information object of a type; `time` is None for types without one."""
    name = kind.name
    if name.startswith("M_SP"):
        return c104.SingleInfo(bool(int(value)), quality, time)
    if name.startswith("M_DP"):
        return c104.DoubleInfo(DOUBLE[int(value)], quality, time)
    if name.startswith("M_ST"):
        return c104.StepInfo(c104.Int7(int(value)), False, quality, time)
    if name.startswith("M_BO"):
        # Byte32 of a number below 2^31 holds 0 in c104 2.2.1; of bytes it holds what it was given.
        return c104.BinaryInfo(c104.Byte32(int(value).to_bytes(4, "little")), quality, time)
    if name in ("M_ME_NA_1", "M_ME_TD_1", "M_ME_ND_1"):
        return c104.NormalizedInfo(c104.NormalizedFloat(float(value)), quality, time)
    if name in ("M_ME_NB_1", "M_ME_TE_1"):
        return c104.ScaledInfo(c104.Int16(int(value)), quality, time)
    if name in ("M_ME_NC_1", "M_ME_TF_1"):
        return c104.ShortInfo(float(value), quality, time)
    if name.startswith("M_IT"):
        return c104.BinaryCounterInfo(int(value), c104.UInt5(1), c104.BinaryCounterQuality(), time)
    if name == "M_EP_TD_1":
        state = [c104.EventState.INTERMEDIATE, c104.EventState.OFF, c104.EventState.ON, c104.EventState.INDETERMINATE]
        return c104.ProtectionEventInfo(state[int(value)], c104.UInt16(250), quality, time)
    if name == "M_EP_TE_1":
        return c104.ProtectionStartInfo(c104.StartEvents.General | c104.StartEvents.PhaseL2, c104.UInt16(250), quality, time)
    return c104.ProtectionCircuitInfo(c104.OutputCircuits.General | c104.OutputCircuits.PhaseL3, c104.UInt16(250), quality, time)


def timed(kind):
    return kind.name[5:7] in ("TB", "TD", "TE", "TF")


# object, type, first value
POINTS = [
    (1, T.M_SP_NA_1, 1),
    (3, T.M_DP_NA_1, 2),
    (5, T.M_ST_NA_1, -17),
    (7, T.M_BO_NA_1, 0xDEADBEEF),
    (9, T.M_ME_NA_1, -0.5),
    (11, T.M_ME_NB_1, -12345),
    (13, T.M_ME_NC_1, 21.5),
    (15, T.M_IT_NA_1, -1234567890),
    (21, T.M_ME_ND_1, 0.25),
    (30, T.M_SP_TB_1, 1),
    (31, T.M_DP_TB_1, 1),
    (32, T.M_ST_TB_1, 63),
    (33, T.M_BO_TB_1, 0x12345678),
    (34, T.M_ME_TD_1, 0.5),
    (35, T.M_ME_TE_1, 32767),
    (36, T.M_ME_TF_1, -1e10),
    (37, T.M_IT_TB_1, 2147483647),
    (38, T.M_EP_TD_1, 2),
    (39, T.M_EP_TE_1, 0),
    (40, T.M_EP_TF_1, 0),
    # Return information of the commands.
    (145, T.M_SP_NA_1, 0),
    (146, T.M_DP_NA_1, 1),
    (147, T.M_ST_NA_1, 0),
    (148, T.M_ME_NA_1, 0),
    (149, T.M_ME_NB_1, 0),
    (150, T.M_ME_NC_1, 0),
    (151, T.M_BO_NA_1, 0),
    (0x100F00, T.M_ME_NB_1, 7),
    (900, T.M_ME_NB_1, 0),
]
COMMANDS = [
    (T.C_SC_NA_1, T.C_SC_TA_1, 145),
    (T.C_DC_NA_1, T.C_DC_TA_1, 146),
    (T.C_RC_NA_1, T.C_RC_TA_1, 147),
    (T.C_SE_NA_1, T.C_SE_TA_1, 148),
    (T.C_SE_NB_1, T.C_SE_TB_1, 149),
    (T.C_SE_NC_1, T.C_SE_TC_1, 150),
    (T.C_BO_NA_1, T.C_BO_TA_1, 151),
]


def on_command(point: c104.Point, previous_info: c104.Information, message: c104.IncomingMessage) -> c104.ResponseState:
    if failing:
        return c104.ResponseState.FAILURE
    if message.is_select_command:
        return c104.ResponseState.SUCCESS
    target = point.station.get_point(point.related_io_address)
    if target.type.name.startswith("M_ST"):
        move = 1 if point.value == c104.Step.HIGHER else -1
        target.value = c104.Int7(int(target.value) + move)
    else:
        target.value = point.value
    return c104.ResponseState.SUCCESS


def main():
    global failing
    port = int(sys.argv[1])
    if port == 0:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
    server = c104.Server(ip="127.0.0.1", port=port, tick_rate_ms=50)
    stations = {}
    points = {}
    for common in (1, 300):
        station = stations[common] = server.add_station(common_address=common)
        for address, kind, value in POINTS:
            point = station.add_point(io_address=address, type=kind)
            point.info = info(kind, value, GOOD, now() if timed(kind) else None)
            if common == 1:
                points[address] = point
    station = stations[1]
    for plain, with_time, target in COMMANDS:
        number = target - 100
        for base, mode in ((1000, c104.CommandMode.DIRECT), (2000, c104.CommandMode.SELECT_AND_EXECUTE)):
            if mode != c104.CommandMode.DIRECT and plain == T.C_BO_NA_1:
                continue
            for address, kind in ((base + number, plain), (base + 100 + number, with_time)):
                point = station.add_point(
                    io_address=address, type=kind, related_io_address=target, related_io_autoreturn=True, command_mode=mode
                )
                point.on_receive(callable=on_command)
    server.start()
    print("ready", port, flush=True)
    for line in sys.stdin:
        words = line.split()
        if not words:
            continue
        point = points.get(int(words[1])) if len(words) > 1 else None
        answer = "ok"
        if words[0] == "set":
            quality = GOOD
            for letter in words[3] if len(words) > 3 else "":
                quality = quality | BITS[letter]
            point.info = info(point.type, words[2], quality, now() if timed(point.type) else None)
            answer = str(point.transmit(cause=c104.Cot.SPONTANEOUS))
        elif words[0] == "late":
            time = now() - datetime.timedelta(seconds=int(words[2]))
            point.info = info(point.type, point.value, GOOD, time)
            point.transmit(cause=c104.Cot.SPONTANEOUS)
            answer = str(int(time.timestamp() * 1000))
        elif words[0] == "burst":
            for value in range(1, int(words[2]) + 1):
                point.value = c104.Int16(value)
                point.transmit(cause=c104.Cot.SPONTANEOUS)
        elif words[0] == "held":
            answer = str(point.value)
        elif words[0] == "fail":
            failing = words[1] == "1"
        elif words[0] == "masters":
            answer = str(server.open_connection_count)
        print(answer, flush=True)


main()
