import cliProgress from 'cli-progress'
import type { Progress } from '../service/import/report.ts'

export interface ProgressLine {
  tell(progress: Progress): void
  stop(): void
}

const WORDS: Readonly<Record<string, string>> = {
  upload: 'sending',
  check: 'checking',
  write: 'writing',
  verify: 'verifying'
}
const LINE_EVERY = 25
const SHOW_AFTER_MS = 500

/**
 * Shows how far work has come: a bar where a person looks at a terminal, else a plain line each quarter, and nothing for
 * work that ends at once.
 */
export function progressOn(stream: NodeJS.WriteStream, note: (line: string) => void): ProgressLine {
  return stream.isTTY ? bar(stream) : lines(note)
}

function bar(stream: NodeJS.WriteStream): ProgressLine {
  let single: cliProgress.SingleBar | null = null
  let step = ''
  const stop = (): void => {
    single?.stop()
    single = null
  }
  return {
    stop,
    tell: ({ step: now, done, of }) => {
      if (of === 0) return
      if (now !== step) {
        stop()
        step = now
        single = new cliProgress.SingleBar(
          {
            stream,
            format: `${(WORDS[now] ?? now).padEnd(9)} {bar} {percentage} % · {eta_formatted} left`,
            hideCursor: true,
            fps: 10
          },
          cliProgress.Presets.shades_classic
        )
        single.start(of, done)
      } else single?.update(done)
    }
  }
}

function lines(note: (line: string) => void): ProgressLine {
  let start: number | null = null
  let last = ''
  return {
    stop: () => undefined,
    tell: ({ step, done, of }) => {
      start ??= performance.now()
      if (of === 0 || performance.now() - start < SHOW_AFTER_MS) return
      const percent = Math.floor((100 * done) / of / LINE_EVERY) * LINE_EVERY
      const line = `${WORDS[step] ?? step} ${percent} %`
      if (line === last) return
      last = line
      note(line)
    }
  }
}
