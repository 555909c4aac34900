/** What a bundle may be at most: it comes from a stranger. A host with a hundred units fills some hundred kilobytes. */
export const limits = {
  /** Bytes of the file, a page included. */
  fileBytes: 24 * 1024 * 1024,
  /** Bytes of what is packed in it. */
  unpackedBytes: 64 * 1024 * 1024,
  /** Objects and lists within each other. */
  depth: 24,
  /** Answers of one kind. */
  answers: 20_000,
  /** Entries of one folder. */
  entries: 20_000,
  /** Characters of one question. */
  question: 200_000,
} as const;
