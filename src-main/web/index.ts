// The browser shell.
export { openAudience } from './audience-shell'
export { connectToPage } from './connect-to-page'
export { serveSupervised, type ServeOptions, type Serving } from './supervised'
export { type WebShell, type WebShellOptions } from './web-shell'
