import { findScheduleMistake } from './cronSchedule';

// What API servers say of the same texts is compared in apiServer.test.ts.
describe('the schedule of a CronJob', () => {
  it.each([
    '0 3 * * *',
    '*/15 0-6,20 1 jan-MAR Mon',
    '? ? ? ? ?',
    '5/10 * * * 0-6/2',
    '@daily',
    '@every 1h30m',
  ])('can be %p', schedule => {
    expect(findScheduleMistake(schedule)).toBeUndefined();
  });

  it.each([
    ['60 * * * *', '"60" is no minute, which goes from 0 to 59'],
    ['* * * * 7', '"7" is no day of the week, which goes from 0 to 6'],
    ['* * 0 * *', '"0" is no day of the month, which goes from 1 to 31'],
    ['* * * foo *', '"foo" is no month, which goes from 1 to 12'],
    ['5-1 * * * *', '"5-1" is no minute'],
    ['*/0 * * * *', '"*/0" is no minute'],
    ['1,,2 * * * *', '"" is no minute'],
    ['* * L * *', '"L" is no day of the month'],
    ['0 0 3 * * *', 'write five fields'],
    ['every day', 'write five fields'],
    ['@reboot', 'write five fields'],
    ['', 'write five fields'],
  ])('cannot be %p', (schedule, mistake) => {
    expect(findScheduleMistake(schedule)).toContain(mistake);
  });
});
