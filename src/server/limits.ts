/** What a request may ask for. README.md of the repository repeats this table; a test holds the two together. */
export const LIMITS = {
  /** Tokens of a document. */
  tokens: 2_000,
  /** Fields below each other, and the same inside introspection. */
  depth: 14,
  introspectionDepth: 16,
  aliases: 30,
  rootFields: 10,
  directives: 50,
  /** Lists and objects inside each other in variables. */
  variables: 32,
  /** Expected objects of an introspection: lists of types times fields times arguments. */
  introspection: 300_000,
  /** Bytes of a request's body. */
  body: 131_072,
  /** Bytes of an upload. */
  upload: 1_073_741_824,
  /** Milliseconds until TIMEOUT, waiting in the queue included. */
  time: 15_000,
  /** Documents that run at once for one viewer (the public: for one address); more wait. */
  running: 4,
  waiting: 32,
  /** Wait in all, whoever asks. */
  waitingInAll: 512,
  /** Cost units (expected rows) that a viewer may spend at once, and that come back in a second; the public: a tenth, per address. */
  bucket: 20_000,
  bucketRefill: 2_000,
  /** Subscriptions open at once for one viewer, and whoever asks. */
  subscriptions: 10,
  subscriptionsInAll: 1_000,
  /** Milliseconds after which a client that takes nothing of its answer is cut off. */
  stalled: 30_000,
  /** Milliseconds that sending a whole answer may take, however slowly a client takes it; streams of events have no such end. */
  answer: 120_000
} as const
