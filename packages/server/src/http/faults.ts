import { defineFaults } from '@millrace/core'

defineFaults('http', {
  request_malformed: {
    blame: 'caller',
    status: 400,
    says: 'Expected {expected} at {place}, saw {seen}.',
    remedy: 'Correct the request; /openapi.json describes it.',
  },
  body_malformed: {
    blame: 'caller',
    status: 400,
    says: 'Expected a JSON body, saw text that is none.',
    remedy: 'Send valid JSON in UTF-8 with content-type application/json.',
  },
  body_too_large: {
    blame: 'caller',
    status: 413,
    says: 'Expected a body of at most {limit} bytes, saw more.',
    remedy: 'Send less at a time.',
  },
  media_type: {
    blame: 'caller',
    status: 415,
    says: 'Expected content-type application/json, saw {seen}.',
    remedy: 'Send JSON.',
  },
  unknown_route: {
    blame: 'caller',
    status: 404,
    says: 'Nothing answers {method} {path}.',
    remedy: 'Look the path up in /openapi.json.',
  },
  signed_out: {
    blame: 'caller',
    status: 401,
    says: 'Expected a valid session or token, saw none.',
    remedy: 'Sign in, or send Authorization: Bearer with a valid token.',
  },
  forbidden: {
    blame: 'caller',
    status: 403,
    says: 'Expected the right {permission}, saw an account without it.',
    remedy: 'Use an account that holds it.',
  },
  foreign_origin: {
    blame: 'caller',
    status: 403,
    says: 'Expected a request from this site, saw one from {origin}.',
    remedy: 'Open the console at its own address, or use a bearer token.',
  },
  cursor_malformed: {
    blame: 'caller',
    status: 400,
    says: 'Expected the cursor of the page before, saw something else.',
    remedy: 'Start again without a cursor.',
  },
  too_many_requests: {
    blame: 'caller',
    status: 429,
    says: 'Expected at most {perSecond} requests a second from one {who}, saw more.',
    remedy: 'Wait {retryAfter} s, then send less; the RateLimit header tells what is left.',
  },
  too_many_streams: {
    blame: 'caller',
    status: 429,
    says: 'Expected at most {most} open streams of one account, saw one more.',
    remedy: 'Close those that nobody reads; one stream tells of many points.',
  },
  headers_too_large: {
    blame: 'caller',
    status: 431,
    says: 'Expected a request line and headers of at most {limit} bytes, saw more.',
    remedy: 'Send less of them; cookies of other sites on this host count, too.',
  },
  request_unreadable: {
    blame: 'caller',
    status: 400,
    says: 'Expected a request as RFC 9112 writes it, saw something else.',
    remedy: 'Use an HTTP client; where the server speaks TLS, use https.',
  },
  request_slow: {
    blame: 'caller',
    status: 408,
    says: 'Expected the whole request in time, saw a part of it.',
    remedy: 'Send it faster, or in smaller requests.',
  },
  proxy_malformed: {
    blame: 'configuration',
    status: 500,
    says: 'Expected addresses or networks of proxies such as 10.0.0.0/8, saw "{seen}".',
    remedy: 'Correct the list of trusted proxies; empty, no proxy is trusted.',
  },
  not_ready: {
    blame: 'us',
    status: 503,
    says: 'The platform is starting.',
    remedy: 'Try again in a moment.',
  },
  unexpected: {
    blame: 'us',
    status: 500,
    says: 'Something failed that was not foreseen; the log has it under {reference}.',
    remedy: 'Report it with the reference.',
  },
  route_without_permission: {
    blame: 'us',
    status: 500,
    says: 'Expected a permission of the vocabulary on {route}, saw {seen}.',
    remedy: 'Say who may call the route.',
  },
  port_taken: {
    blame: 'configuration',
    status: 500,
    says: 'Expected port {port} on {host} to be free, saw another program on it.',
    remedy: 'Stop that program, or set MILLRACE_PORT to a free port.',
  },
  address_unusable: {
    blame: 'configuration',
    status: 500,
    says: 'Expected to listen on {host}:{port}, saw {seen}.',
    remedy: 'Set MILLRACE_HOST to an address of this machine and MILLRACE_PORT to a port this user may open.',
  },
})
