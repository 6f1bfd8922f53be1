import { checkText } from './checkText';

const definition = (name: string) =>
  `apiVersion: tutti.dev/v1alpha1\nkind: ResourceDefinition\nmetadata: { name: ${name} }\nspec: { type: postgres, driver: static }\n`;
const check = (text: string, name?: string) => checkText(text, 'ResourceDefinition', name);

describe('a manifest that is being written', () => {
  it('has a name once it can be saved', () => {
    expect(check(definition('a'))).toEqual({ name: 'a', problems: [] });
    expect(check(definition('a'), 'a').name).toBe('a');
  });

  it.each([
    ['is no YAML', 'a: [', undefined, ''],
    ['does not fit the schema', definition('a').replace('driver', 'drivr'), 'a', 'drivr'],
    ['is empty', '', undefined, '0 manifests'],
    ['is two', `${definition('a')}---\n${definition('b')}`, undefined, '2 manifests'],
    ['has another name', definition('b'), 'a', 'is named "b"'],
    [
      'is of another kind',
      'apiVersion: tutti.dev/v1alpha1\nkind: EnvironmentType\nmetadata: { name: a }\nspec: { order: 1 }\n',
      undefined,
      'is a EnvironmentType',
    ],
  ])('cannot be saved when it %s', (_, text, name, words) => {
    const { name: found, problems } = check(text, name);
    expect(found).toBeUndefined();
    expect(problems.map(({ message }) => message).join()).toContain(words);
  });
});
