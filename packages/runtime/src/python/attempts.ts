/** What of the platform there is to be reached: files in a folder, and doors that count who comes. */
export interface Bait {
  readonly folder: string
  /** A file in it. */
  readonly secret: string
  /** TCP, on this machine. */
  readonly port: number
  /** A Unix socket in the file system, and one without a file. */
  readonly door: string
  readonly nameless: string
}

const connect = (family: string, address: string): string => `socket.socket(socket.${family}).connect(${address})`

/** Expressions of Python that each reach for something that is not the model's; by name. All of them raise where it is kept from them. */
export function pythonAttempts({ folder, secret, port, door, nameless }: Bait): Readonly<Record<string, string>> {
  const own = JSON.stringify(secret)
  return {
    'a file of the system': 'open("/etc/passwd").read()',
    'a file of the platform': `open(${own}).read()`,
    'a folder of the platform': `os.listdir(${JSON.stringify(folder)})`,
    'the environment of the platform': `open("/proc/${process.pid}/environ").read()`,
    'the memory of the platform': `open("/proc/${process.pid}/mem", "rb").read(1)`,
    processes: 'os.listdir("/proc")',
    'the old root': 'os.listdir("/old/etc")',
    'a device': 'os.listdir("/dev")',
    'a file anywhere': 'open("/tmp/x", "w")',
    'a folder': 'os.mkdir("/tmp/millrace-x")',
    'a file of its own': 'open(__file__, "w")',
    'its own file, gone': 'os.unlink(__file__)',
    'its own file, renamed': 'os.rename(__file__, __file__ + "x")',
    'its own file, locked': 'os.chmod(__file__, 0)',
    'a file of the platform, cut': `os.truncate(${own}, 0)`,
    'a file of the platform, touched': `os.utime(${own})`,
    'a file in memory': 'os.write(os.memfd_create("x"), b"x")',
    'a fork': 'os.fork()',
    'a thread': 'threading.Thread(target=print).start()',
    'a program': 'subprocess.run(["/bin/true"])',
    'another program in its place': 'os.execv("/no/bin/true", ["true"])',
    'more memory': 'resource.setrlimit(resource.RLIMIT_AS, (-1, -1))',
    'more processes': 'resource.setrlimit(resource.RLIMIT_NPROC, (9, 9))',
    'limits of the platform': `resource.prlimit(${process.pid}, resource.RLIMIT_CPU)`,
    'a signal to the platform': `os.kill(${process.pid}, 0)`,
    'a time when it is not asked': 'signal.setitimer(signal.ITIMER_REAL, 9)',
    'a server here': connect('AF_INET', `("127.0.0.1", ${port})`),
    'a server elsewhere': connect('AF_INET', '("192.0.2.1", 80)'),
    'a socket without a file': connect('AF_UNIX', `"\\0${nameless}"`),
    'a socket of the platform': connect('AF_UNIX', JSON.stringify(door)),
    'a name': 'socket.getaddrinfo("example.org", 80)',
  }
}
