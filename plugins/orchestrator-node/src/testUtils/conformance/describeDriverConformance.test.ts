import { boxConformance, type BoxFault } from './__testUtils__/BoxDriver';
import { conformanceRules } from './conformanceRules';
import { describeDriverConformance } from './describeDriverConformance';
import type { ConformanceRuleName, DriverConformanceOptions } from './DriverConformanceOptions';
import { runConformanceRule, whyExempt } from './runConformanceRule';

function check(name: ConformanceRuleName, options: DriverConformanceOptions<any, any>) {
  const rule = conformanceRules.find(candidate => candidate.name === name)!;
  return runConformanceRule(rule, options);
}

describe('a driver without faults', () => {
  describeDriverConformance(boxConformance());
});

describe('a faulty driver', () => {
  it.each<[BoxFault, ConformanceRuleName, RegExp]>([
    ['mistyped keyword in the schema', 'descriptor', /identify/],
    ['touches when it plans', 'plan', /Planning what does not exist changed the world/],
    ['never asks whether it owns the lane', 'apply', /never called "assertOwned"/],
    ['never asks whether it owns the lane', 'lane-lost', /ended well, and must end as conflict/],
    ['reads everything as present', 'read', /Expected: "absent"\. Seen: "present"/],
    ['keeps a date in its state', 'state', /does not survive JSON/],
    ['loses states of version 1', 'migrate', /no state after "migrate"/],
    ['destroys the neighbours too', 'destroy', /destroyed another/],
    ['generates another secret for each deployment', 'apply-twice', /kept in the state/],
    ['makes another box when the state is lost', 'apply-twice', /changed the world/],
    ['makes another box when the state is lost', 'crash', /the driver (answers|changed)/],
    ['overlooks a changed colour', 'update', /Expected: "update"\. Seen: "unchanged"/],
    ['takes another box for the same', 'replace', /Expected: "replace"/],
    ['has an effect before it asks', 'lane-lost', /changed the world without the lane/],
    ['has an effect before it asks', 'cancel', /changed the world/],
    ['hears no signal', 'cancel', /ended well, and must end as cancelled/],
    ['hears no signal', 'time-out', /ended well, and must end as cancelled/],
    ['throws the reason of the signal', 'time-out', /ended with another error: TimeoutError/],
    ['works on without the lane', 'crash', /went on after "assertOwned" had thrown/],
    ['works on without the lane', 'frozen', /ended well, and must end as conflict/],
    ['hides a failure', 'fail-half-way', /ended well, and must end as transient or permanent/],
    ['leaves half a box behind', 'fail-half-way', /half made/],
    ['hangs', 'apply', /"apply" did not end within 1500 ms/],
    ['adopts what is not there', 'adopt', /adopting what does not exist shows no differences/],
    ['adopts what has another colour', 'adopt', /adopting what it would change shows no diff/],
    ['touches when it plans to adopt', 'adopt', /Planning to adopt changed the world/],
    ['adopts under another name', 'adopt', /The plan names box:/],
    ['works on without the lane', 'adopt', /went on after "assertOwned" had thrown/],
    ['never asks whether it owns the lane', 'adopt', /ended well, and must end as conflict/],
    ['logs its secret', 'secrets', /A secret stands in a log line/],
    ['names its secret in an error', 'secrets', /A secret stands in the error of apply/],
    ['shows its secret in evidence', 'secrets', /A secret stands in the answer of read/],
  ])('that %s fails the rule "%s"', async (fault, name, message) => {
    await expect(check(name, boxConformance(fault))).rejects.toThrow(message);
  });

  it('is not told by its secret when the secret is what fails', async () => {
    let shown = '';
    const options = boxConformance('logs its secret');
    await check('secrets', options).catch(error => (shown = error.message));
    expect(shown).toContain('The key is ***');
  });
});

describe('the conformance kit', () => {
  it('asks for a hook that a rule needs, rather than leaving the rule out', async () => {
    const options = boxConformance();
    delete options.world!.block;
    await expect(check('cancel', options)).rejects.toThrow(/needs the hook "world.block"/);
    delete options.changeRequest;
    await expect(check('update', options)).rejects.toThrow(/needs the option "changeRequest"/);
    delete options.createAdoptable;
    await expect(check('adopt', options)).rejects.toThrow(/needs the option "createAdoptable"/);
    delete options.secrets;
    await expect(check('descriptor', options)).rejects.toThrow(/give the option "secrets"/);
  });

  it('notices a hook that does not block the driver', async () => {
    const options = boxConformance();
    options.world!.block = async () => () => {};
    await expect(check('time-out', options)).rejects.toThrow(/does not block this driver/);
  });

  it('leaves rules about effects out for drivers that have none, and rules with a given reason', () => {
    const options = boxConformance();
    options.exempt = { update: 'Nothing can be changed.' };
    delete options.world;
    const exempt = conformanceRules.filter(rule => whyExempt(rule, options));
    expect(exempt.map(rule => rule.name)).toEqual([
      'update',
      'lane-lost',
      'frozen',
      'fail-half-way',
    ]);
  });
});
