/** Ends the command with one clear sentence on stderr and exit code 1. */
export function stop(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}
