const colored = process.stdout.isTTY && !process.env.NO_COLOR;

function paint(code, text) {
  return colored ? `\u001b[${code}m${text}\u001b[0m` : text;
}

/** Text that stands back, text that stands out. */
export const dim = text => paint(2, text);
export const bold = text => paint(1, text);
export const green = text => paint(32, text);
export const red = text => paint(31, text);

/** `0.4 s`, `12 s`, `3 min 5 s`. */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Prints that something is done, and how long after `since` that was. */
export function reportDone(text, since) {
  console.log(`  ${green('✓')} ${text.padEnd(56)} ${dim(duration(Date.now() - since))}`);
}

/** Prints what a person should know, though it keeps nothing from going on. */
export function reportWarning(text) {
  console.log(`  ${red('!')} ${text}`);
}

/** Does something that may take long, and prints it when it is done; says so first on a terminal. */
export async function reportStep(text, hint, work) {
  const since = Date.now();
  if (colored) {
    process.stdout.write(`  ${dim(`… ${text}${hint ? ` (${hint})` : ''}`)}`);
  }
  const result = await work();
  if (colored) {
    process.stdout.write('\r\u001b[2K');
  }
  reportDone(text, since);
  return result;
}
