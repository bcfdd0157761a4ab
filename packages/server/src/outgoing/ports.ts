/** Ports that other protocols than HTTP listen on: the Fetch Standard's port blocking (https://fetch.spec.whatwg.org/#port-blocking). */
export const badPorts: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
  6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])

/** Relay, submission over TLS, submission (RFC 5321 §4.5.4.2, RFC 8314 §3.3, RFC 6409 §3.1), and what providers offer where 25 is closed. */
export const mailPorts: ReadonlySet<number> = new Set([25, 465, 587, 2525])

/** The port that a URL, or what was read from one, means. */
export const portOf = ({ protocol, port }: { readonly protocol: string; readonly port: string }): number =>
  Number(port || (protocol === 'https:' ? 443 : 80))
