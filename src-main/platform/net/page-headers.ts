// The page's headers, the same in the browser and in Electron's own protocol: nothing from
// elsewhere, no inline scripts, no eval, not in a frame. Styles in attributes are allowed, because
// virtual tables and charts place their parts with them.

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
]

export function pageHeaders(connectTo: readonly string[]): Record<string, string> {
  return {
    'Content-Security-Policy': [...CSP, `connect-src 'self' ${connectTo.join(' ')}`.trim()].join(
      '; ',
    ),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=()',
  }
}
