// The commands that every screen has: going to a screen, the run controls, theme, language, and
// walking the regions. The keys follow the design's features.md §4.
import { useRouter } from 'vue-router'
import { STEP_SIZES } from '@shared/contract'
import { changeLook, session } from '@renderer/client'
import { languages, t, useCommands, type Command } from '@renderer/ui'
import { palette } from './palette'
import { screens } from './routes'
import { walkRegions } from './regions'
import { STEP_KEYS } from './step-keys'
import { pause, resume, start, step, stop } from './transport'

const open = () => session.labId.value !== undefined

/** Of the lab that is open. */
const runCommands: readonly Command[] = [
  {
    id: 'run',
    label: () => t('frame.run'),
    icon: 'play',
    enabled: () => open() && !session.alive.value,
    run: () => void start(),
  },
  {
    id: 'pause',
    label: () => t('frame.pause'),
    icon: 'pause',
    keys: 'Space',
    enabled: () => session.state.value === 'running',
    run: () => void pause(),
  },
  {
    id: 'resume',
    label: () => t('frame.resume'),
    icon: 'play',
    keys: 'Space',
    enabled: () => session.state.value === 'paused',
    run: () => void resume(),
  },
  ...STEP_SIZES.map<Command>(by => ({
    id: by === 'record' ? 'step' : `step.${by}`,
    label: () => `${t('frame.step')}: ${t(`steps.by_${by}`)}`,
    icon: 'step-forward',
    keys: STEP_KEYS[by],
    enabled: () => session.state.value === 'paused',
    run: () => void step(by),
  })),
  {
    id: 'stop',
    label: () => t('frame.stop'),
    icon: 'square',
    enabled: () => session.alive.value,
    run: () => void stop(),
  },
]

const regionCommands: readonly Command[] = [
  {
    id: 'next-region',
    label: () => '',
    keys: 'F6',
    quiet: true,
    inFields: true,
    run: () => walkRegions(1),
  },
  {
    id: 'previous-region',
    label: () => '',
    keys: 'Shift F6',
    quiet: true,
    inFields: true,
    run: () => walkRegions(-1),
  },
]

const themes = (['system', 'dark', 'light', 'contrast'] as const).map<Command>(theme => ({
  id: `theme.${theme}`,
  label: () => t('frame.theme', { name: t(`settings.theme_${theme}`) }),
  icon: theme === 'light' ? 'sun' : theme === 'system' ? 'monitor' : 'moon',
  run: () => void changeLook({ theme }),
}))

const tongues = languages.map<Command>(({ id, name }) => ({
  id: `language.${id}`,
  label: () => `${t('frame.language')}: ${name}`,
  icon: 'languages',
  run: () => void changeLook({ language: id }),
}))

export function useFrameCommands(): void {
  const router = useRouter()
  const go: Command[] = screens
    .filter(
      screen => screen.place !== 'hidden' || ['start', 'present', 'follow'].includes(screen.id),
    )
    .map(screen => ({
      id: `go.${screen.id}`,
      label: () => t('frame.goTo', { name: t(screen.label) }),
      icon: screen.icon,
      run: () => void router.push(screen.path.replace(/\/:.*$/, '')),
    }))
  useCommands([
    {
      id: 'palette',
      label: () => t('frame.searchAll'),
      keys: 'Ctrl K',
      quiet: true,
      inFields: true,
      run: () => palette.show(),
    },
    ...runCommands,
    ...regionCommands,
    ...go,
    ...themes,
    ...tongues,
  ])
}
