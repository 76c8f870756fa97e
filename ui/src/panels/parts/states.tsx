import { CircleAlert, Loader } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import type { Problem } from '../../state/store.ts'

/** Something is on its way, in words. */
export function Loading({ children }: { children: ReactNode }) {
  return (
    <p className="state state-loading" role="status">
      <Loader size={18} aria-hidden className="spin" /> {children}
    </p>
  )
}

/** Something is missing: what, and what to do. */
export function Failed({ problem, again }: { problem: Problem; again?: () => void }) {
  return (
    <div className="state state-failed" role="alert">
      <CircleAlert size={18} aria-hidden />
      <div>
        <strong>{problem.message}</strong>
        <p>{problem.hint}</p>
        {again !== undefined && (
          <Button className="button" onPress={again}>
            Try again
          </Button>
        )}
      </div>
    </div>
  )
}

export function Empty({ children }: { children: ReactNode }) {
  return <div className="state state-empty">{children}</div>
}
