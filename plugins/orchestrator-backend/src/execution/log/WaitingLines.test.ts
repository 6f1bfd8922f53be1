import { WaitingLines } from './WaitingLines';

describe('WaitingLines', () => {
  const line = (message: string) => ({ level: 'info' as const, message });
  const messages = (lines: WaitingLines) => lines.take().map(({ message }) => message);

  it('gives back what fits as it came, and is empty afterwards', () => {
    const lines = WaitingLines.create(100);
    lines.add(line('a'));
    lines.add(line('b'));
    expect(messages(lines)).toEqual(['a', 'b']);
    expect(lines.isEmpty).toBe(true);
    expect(messages(lines)).toEqual([]);
  });

  it('keeps the first and the last lines of what is too much, and says how many are missing', () => {
    const lines = WaitingLines.create(20);
    for (let number = 0; number < 2_000; number++) {
      lines.add(line(String(number).padStart(5, '0')));
    }
    expect(messages(lines)).toEqual([
      '00000',
      '00001',
      '1,996 lines are left out here: they came faster than a log is written.',
      '01998',
      '01999',
    ]);
  });

  it('keeps the last line, however long it is', () => {
    const lines = WaitingLines.create(10);
    lines.add(line('x'.repeat(50)));
    lines.add(line('y'.repeat(50)));
    lines.add(line('z'.repeat(50)));
    const [first, , last] = messages(lines);
    expect([first[0], last[0]]).toEqual(['x', 'z']);
  });

  it('puts back what could not be written before what came since, within its bounds', () => {
    const lines = WaitingLines.create(10);
    lines.add(line('first'));
    const taken = lines.take();
    lines.add(line('since'));
    lines.putBack(taken);
    expect(messages(lines)).toEqual(['first', 'since']);
  });
});
