/**
 * Ends this process with the launcher that started it (src/demo/family.mjs, test/support/processes.ts), even when that
 * one was killed with -9: the channel between the two closes. To be called once `stop` can be called.
 * @param launched the setting LAUNCHED; without it a closed channel means nothing
 * @param stop the same graceful end as SIGTERM's
 */
export function endWithLauncher(launched: boolean, stop: () => void): void {
  if (!launched || process.connected === undefined) return;
  if (!process.connected) {
    stop(); // it died before we asked
    return;
  }
  process.once('disconnect', stop);
  process.channel?.unref(); // the channel alone must not keep us alive
}
