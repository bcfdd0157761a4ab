"""What the kernel refuses this process from now on: seccomp for calls of the system, Landlock for files."""

import os
import struct

try:
    import ctypes
except ImportError:
    ctypes = None

# Calls that a model has no use for, by their numbers on x86-64 and arm64 ('-': not there): everything that writes, starts a
# process, reaches another one or the network, wakes the model when it is not asked, or changes the machine.
REFUSED = """
creat 85 -, truncate 76 45, ftruncate 77 46, fallocate 285 47, rename 82 -, renameat 264 38, renameat2 316 276, link 86 -,
linkat 265 37, symlink 88 -, symlinkat 266 36, unlink 87 -, unlinkat 263 35, mkdir 83 -, mkdirat 258 34, rmdir 84 -,
mknod 133 -, mknodat 259 33, chmod 90 -, fchmod 91 52, fchmodat 268 53, chown 92 -, fchown 93 55, lchown 94 -,
fchownat 260 54, utime 132 -, utimes 235 -, futimesat 261 -, utimensat 280 88, setxattr 188 5, lsetxattr 189 6,
fsetxattr 190 7, removexattr 197 14, lremovexattr 198 15, fremovexattr 199 16, memfd_create 319 279, memfd_secret 447 447,
fork 57 -, vfork 58 -, clone 56 220, execve 59 221, execveat 322 281,
rt_sigqueueinfo 129 138, rt_tgsigqueueinfo 297 240, pidfd_open 434 434, pidfd_send_signal 424 424, pidfd_getfd 438 438,
ptrace 101 117, process_vm_readv 310 270, process_vm_writev 311 271, process_madvise 440 440, kcmp 312 272,
setpriority 141 140, ioprio_set 251 30, sched_setaffinity 203 122, sched_setscheduler 144 119, sched_setattr 314 274,
socket 41 198, socketpair 53 199, connect 42 203, bind 49 200, listen 50 201, accept 43 202, accept4 288 242,
sendto 44 206, sendmsg 46 211, sendmmsg 307 269,
mount 165 40, umount2 166 39, pivot_root 155 41, chroot 161 51, unshare 272 97, setns 308 268, move_mount 429 429,
open_tree 428 428, fsopen 430 430, fsconfig 431 431, fsmount 432 432, fspick 433 433, mount_setattr 442 442,
bpf 321 280, perf_event_open 298 241, userfaultfd 323 282, io_uring_setup 425 425, io_uring_enter 426 426,
io_uring_register 427 427, add_key 248 217, request_key 249 218, keyctl 250 219, shmget 29 194, shmat 30 196, shmctl 31 195,
semget 64 190, semop 65 193, semctl 66 191, semtimedop 220 192, msgget 68 186, msgsnd 69 189, msgrcv 70 188, msgctl 71 187,
mq_open 240 180, mq_unlink 241 181, name_to_handle_at 303 264, open_by_handle_at 304 265, inotify_init 253 -,
inotify_init1 294 26, fanotify_init 300 262, setitimer 38 103, alarm 37 -, timer_create 222 107, timerfd_create 283 85,
personality 135 92, init_module 175 105, finit_module 313 273, delete_module 176 106, kexec_load 246 104, reboot 169 142,
swapon 167 224, swapoff 168 225, quotactl 179 60, syslog 103 116, acct 163 89, settimeofday 164 170, clock_settime 227 112,
adjtimex 159 171, clock_adjtime 305 266, sethostname 170 161, setdomainname 171 162
"""
# Said to be missing, so that libraries do without; and every call that is newer than this list.
MISSING = 'clone3 435 435, openat2 437 437'
NEWER = 452
# Of itself alone: the first argument is a process.
OWN = 'kill 62 129, tkill 200 130, tgkill 234 131, prlimit64 302 261'
# To read alone: number of the argument that holds the flags.
OPENS = (('open 2 -', 1), ('openat 257 56', 2))
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

MACHINES = {'x86_64': (0, 0xC000003E), 'aarch64': (1, 0xC00000B7)}
# Of x32, a second way to make the same calls.
OTHER_NUMBERS = 0x4000_0000

EPERM, ENOSYS = 1, 38
LOAD, EQUAL, AT_LEAST, ANY_OF, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, FAIL = 0x7FFF_0000, 0x8000_0000, 0x0005_0000
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16


def numbers(calls, column):
    found = (entry.split()[1 + column] for entry in calls.split(','))
    return [int(number) for number in found if number != '-']


def program():
    """The filter as the kernel reads it (struct sock_filter), or None on a machine whose numbers are not known."""
    column, architecture = MACHINES.get(os.uname().machine, (None, None))
    if column is None:
        return None
    step = struct.Struct('<HBBI').pack
    steps = [
        step(LOAD, 0, 0, ARCHITECTURE),
        step(EQUAL, 1, 0, architecture),
        step(RETURN, 0, 0, KILL),
        step(LOAD, 0, 0, NUMBER),
        step(AT_LEAST, 0, 1, OTHER_NUMBERS),
        step(RETURN, 0, 0, FAIL | EPERM),
        step(AT_LEAST, 0, 1, NEWER),
        step(RETURN, 0, 0, FAIL | ENOSYS),
    ]
    for calls, error in ((REFUSED, EPERM), (MISSING, ENOSYS)):
        for number in numbers(calls, column):
            steps += step(EQUAL, 0, 1, number), step(RETURN, 0, 0, FAIL | error)
    for number in numbers(OWN, column):
        steps += step(EQUAL, 0, 5, number), step(LOAD, 0, 0, ARGUMENTS)
        steps += step(EQUAL, 2, 0, os.getpid()), step(EQUAL, 1, 0, 0), step(RETURN, 0, 0, FAIL | EPERM)
        steps += (step(RETURN, 0, 0, ALLOW),)
    for call, argument in OPENS:
        for number in numbers(call, column):
            steps += step(EQUAL, 0, 4, number), step(LOAD, 0, 0, ARGUMENTS + 8 * argument)
            steps += step(ANY_OF, 0, 1, WRITES), step(RETURN, 0, 0, FAIL | EPERM), step(RETURN, 0, 0, ALLOW)
    return b''.join([*steps, step(RETURN, 0, 0, ALLOW)])


def called(name, *arguments):
    libc = ctypes.CDLL(None, use_errno=True)
    result = getattr(libc, name)(*(ctypes.c_long(of) if isinstance(of, int) else of for of in arguments))
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f'{name} {arguments[0]}: {os.strerror(error)}')
    return result


NO_NEW_PRIVILEGES, SECCOMP, BY_FILTER = 38, 22, 2


def refuse_calls():
    """False where there is no filter for this machine or this Python."""
    steps = program() if ctypes else None
    if not steps:
        return False
    held = ctypes.create_string_buffer(steps)
    filter_ = struct.pack('@HP', len(steps) // 8, ctypes.addressof(held))
    called('prctl', NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    called('prctl', SECCOMP, BY_FILTER, ctypes.c_char_p(filter_), 0, 0)
    return True


CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
BENEATH = 1
# Rights of the first version, which every kernel with Landlock has: reading is two of them.
EVERY_RIGHT, READ_FILE, READ_FOLDER = (1 << 13) - 1, 1 << 2, 1 << 3


def refuse_files(but):
    """Nothing can be read but these paths and what is beneath them. Throws where the kernel has no Landlock."""
    if not ctypes:
        raise OSError('this Python has no ctypes')
    rules = called('syscall', CREATE_RULESET, ctypes.c_char_p(struct.pack('@Q', EVERY_RIGHT)), 8, 0)
    for path in but:
        if os.path.exists(path):
            place = os.open(path, os.O_PATH)
            rights = READ_FILE | READ_FOLDER if os.path.isdir(path) else READ_FILE
            beneath = struct.pack('=Qi', rights, place)
            called('syscall', ADD_RULE, rules, BENEATH, ctypes.c_char_p(beneath), 0)
            os.close(place)
    called('prctl', NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    called('syscall', RESTRICT_SELF, rules, 0)
    os.close(rules)
