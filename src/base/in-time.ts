/**
 * Resolves like `work`, or returns (or throws) what `late` does if `work` takes longer than `ms`. The work is not
 * cancelled; its result is ignored.
 */
export async function inTime<T, L>(ms: number, work: Promise<T>, late: () => L): Promise<T | L> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  try {
    return await Promise.race([work, over.then(late)]);
  } finally {
    clearTimeout(timer);
  }
}
