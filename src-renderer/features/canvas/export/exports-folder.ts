// Where the host puts what is exported under a name alone.
import type { AppInfo } from '@shared/contract'

export function exportsFolder(info: AppInfo | undefined): string {
  const home = info?.dataDir ?? ''
  return home === '' ? '' : `${home}${home.includes('\\') ? '\\' : '/'}exports`
}
