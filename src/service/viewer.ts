/** Who asks, for the layers above: the rule itself stands in `access`. */
export { OWNER, PUBLIC, type Scope, type Viewer } from '../access/viewer.ts'
export { MARKINGS } from '../claims/types.ts'
