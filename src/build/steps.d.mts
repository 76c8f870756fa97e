/** One of the two builds. */
export interface Step {
  name: string
}
export declare const root: string
export declare const service: Step
export declare const explorer: Step
export declare function isStale(step: Step): boolean
/** Resolves to an error's text, or null. */
export declare function build(step: Step): Promise<string | null>
