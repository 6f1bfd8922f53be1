import { decodeCursor, encodeCursor, pageOf } from './cursor';

describe('cursors', () => {
  const SENTENCE =
    'cursor: this is not a cursor of this list: pass the nextCursor of the page before, unchanged.';

  it('come back as they were given', () => {
    const cursor = encodeCursor('environments', [3, 'prod']);
    expect(decodeCursor('environments', cursor, ['number', 'string'])).toEqual([3, 'prod']);
  });

  it('are good for their own list only, even where another one is sorted alike', () => {
    const cursor = encodeCursor('applications', ['shop']);
    expect(() => decodeCursor('deployments', cursor, ['string'])).toThrow(SENTENCE);
  });

  it.each([
    ['', 'nothing'],
    ['%%%', 'no base64'],
    [Buffer.from('null').toString('base64url'), 'no list'],
    [encodeCursor('pins', []), 'too little'],
    [encodeCursor('pins', ['a', 'b']), 'too much'],
    [encodeCursor('pins', [7]), 'another type'],
    [encodeCursor('pins', ['a\0']), 'what PostgreSQL cannot compare with'],
  ])('are refused with a sentence when they are %j (%s)', cursor => {
    expect(() => decodeCursor('pins', cursor, ['string'])).toThrow(SENTENCE);
  });

  it('stand behind the last row of a page, and there is none on the last page', () => {
    const page = (rows: number[]) =>
      pageOf(rows, 2, { list: 'numbers', item: each => each, position: each => [each] });
    expect(page([1, 2, 3])).toEqual({ items: [1, 2], nextCursor: encodeCursor('numbers', [2]) });
    expect(page([1, 2])).toEqual({ items: [1, 2] });
  });
});
