import type { Deprecation } from './route.ts'

const common = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
} as const

/** Data is never a page: nothing may run, frame or be cached. */
export const dataHeaders = {
  ...common,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
} as const

/** The console: everything from here; styles inline, since its components set them on elements. */
export const pageHeaders = {
  ...common,
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
} as const

const { 'permissions-policy': permissionsPolicy } = common

/**
 * Peer connections are beyond every policy of contents that a browser knows of (CSP3's webrtc among them); Chromium takes this for them,
 * and for the rest once more.
 */
const ownFilesAlone = { 'connection-allowlist': '(response-origin);webrtc=block' }

/**
 * What is not ours, in a frame: no origin, no cookies, no network but the files below one address, which it may not leave either. It has
 * an origin to nobody, so that its files are asked for across origins. @param below whole address with a slash at its end
 */
export const frameHeaders = (below: string): Record<string, string> => ({
  'content-security-policy': [
    'sandbox allow-scripts allow-forms',
    "default-src 'none'",
    `script-src ${below}`,
    `style-src ${below}`,
    `img-src ${below} data:`,
    `font-src ${below}`,
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; '),
  ...ownFilesAlone,
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': permissionsPolicy,
  'cache-control': 'no-store',
})

/** RFC 9745 and RFC 8594: since when a route is on its way out, and until when it answers. */
export const deprecationHeaders = ({ since, sunset }: Deprecation): Record<string, string> => ({
  deprecation: `@${Date.parse(since) / 1_000}`,
  sunset: new Date(sunset).toUTCString(),
})
