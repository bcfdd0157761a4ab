import { PageHost, type PageLook, type PageRelay } from './host.ts'

/** Scripts and forms, and no origin: no cookies, no storage, no way to what is around it. Never `allow-same-origin`. */
export const SANDBOX = 'allow-scripts allow-forms'

/** `left`: another document came into the frame, to which nothing is handed. */
interface FrameListener {
  ended(why: 'flood' | 'left'): void
  answering(does: boolean): void
}

export interface HeldFrame {
  follow(look: PageLook): void
  close(): void
}

/** A page says hello once; a frame that goes on speaking past its port floods. */
const mostSpoken = 50

/** Hands a port to the page of a sandboxed frame, once, when it asks for one. The frame must not have loaded anything yet. */
export function holdFrame(
  frame: HTMLIFrameElement,
  look: PageLook,
  relay: PageRelay,
  listener: FrameListener,
): HeldFrame {
  let host: PageHost | undefined
  let shown = look
  let spoken = 0
  let loads = 0

  function hear(event: MessageEvent): void {
    if (event.source === null || event.source !== frame.contentWindow) return
    spoken += 1
    if (spoken > mostSpoken) end('flood')
    else if (host === undefined && event.origin === 'null' && isHello(event.data)) hand(event.source as Window)
  }
  function hand(page: Window): void {
    const { port1, port2 } = new MessageChannel()
    host = new PageHost(port1, shown, relay, { answering: listener.answering, ended: end })
    // A page without an origin can be named by no other: it is the one that asked, and it is asked once.
    page.postMessage({ millrace: 'port' }, '*', [port2])
  }
  function loaded(): void {
    loads += 1
    if (loads > 1) end('left')
  }
  function close(): void {
    window.removeEventListener('message', hear)
    frame.removeEventListener('load', loaded)
    host?.close()
  }
  function end(why: 'flood' | 'left'): void {
    close()
    listener.ended(why)
  }

  window.addEventListener('message', hear)
  frame.addEventListener('load', loaded)
  return {
    follow(look) {
      shown = look
      host?.follow(look)
    },
    close,
  }
}

const isHello = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'millrace' in data && data.millrace === 'hello'
