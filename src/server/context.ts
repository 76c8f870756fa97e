import type { Asking } from '../service/query.ts'
import type { Skein } from '../service/skein.ts'
import type { Viewer } from '../service/viewer.ts'

/** What every resolver gets. */
export interface Context {
  skein: Skein
  viewer: Viewer
  /** Its signal is aborted when the client leaves or the time is up. */
  asking: Asking
}

/** What the caller of the API says of a request: who asks (the public when absent) and from where; without an address it is this process, which has no bucket. */
export interface Caller {
  viewer?: Viewer
  address?: string
  /** Whether the viewer still is who he was: asked before each event of a subscription. */
  still?: () => Promise<boolean>
}
