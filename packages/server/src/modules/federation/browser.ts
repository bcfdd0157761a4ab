/** A browser as far as signing in needs one: it keeps cookies by host and path, and goes where it is sent one step at a time, each from another address. */
export class Browser {
  static #made = 0
  readonly #address = `192.0.2.${Browser.#made++ % 256}`
  readonly #jar = new Map<string, { readonly host: string; readonly path: string; readonly pair: string }>()

  async visit(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address)
    const cookie = [...this.#jar.values()]
      .filter(({ host, path }) => host === url.host && url.pathname.startsWith(path))
      .map(({ pair }) => pair)
      .join('; ')
    const from = { 'x-forwarded-for': this.#address }
    const headers = { ...from, ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string>) }
    const reply = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of reply.headers.getSetCookie()) this.#keep(url, line)
    return reply
  }

  cookie(name: string): string | undefined {
    const held = [...this.#jar.values()].find(({ pair }) => pair.startsWith(`${name}=`))
    return held?.pair.slice(name.length + 1)
  }

  setCookie(host: string, name: string, value: string): void {
    this.#jar.set(`${host}/${name}`, { host, path: '/', pair: `${name}=${value}` })
  }

  /** Follows until it is sent to an address that starts with `stop`, and says which; undefined where a page is shown. */
  async follow(from: string, stop: string, init: RequestInit = {}): Promise<{ page?: string; url: string }> {
    let url = from
    let reply = await this.visit(url, init)
    for (let location = reply.headers.get('location'); location; location = reply.headers.get('location')) {
      url = new URL(location, url).href
      if (url.startsWith(stop)) return { url }
      reply = await this.visit(url)
    }
    return { url, page: await reply.text() }
  }

  #keep(url: URL, line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/)
    const said = (name: string): string | undefined =>
      attributes.find((text) => text.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1)
    const path = said('path') ?? '/'
    const key = `${url.host}${path}${pair.split('=')[0]}`
    const isGone = said('max-age') === '0' || Date.parse(said('expires') ?? '9999-01-01') < Date.now()
    if (isGone) this.#jar.delete(key)
    else this.#jar.set(key, { host: url.host, path, pair })
  }
}
