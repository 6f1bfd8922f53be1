import { useApi } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { platformOrchestratorApiRef } from '../../api/platformOrchestratorApiRef';
import { LiveView } from '../../live/LiveView';
import { useLive } from '../../live/useLive';
import { usePaths } from '../../routing/usePaths';
import { EmptyState } from '../../status/EmptyState';
import { DefinitionTable } from '../definitions/DefinitionTable';
import { RoomHeader } from '../RoomHeader';
import { SchemaTable } from '../schema/SchemaTable';
import { Section } from '../Section';
import styles from '../registry.module.css';
import { scoreExample } from './scoreExample';
import { typeWords } from './ResourceTypesPage';

/** The documentation of one resource type, made from what the registry holds: params, outputs, examples, definitions. */
export function ResourceTypePage() {
  const { name = '' } = useParams();
  const api = useApi(platformOrchestratorApiRef);
  const paths = usePaths();
  const live = useLive(
    `resource-type/${name}`,
    async signal => {
      const [types, definitions] = await Promise.all([
        api.listResourceTypes({}, { signal }),
        api.listDefinitions({ type: name, limit: 200 }, { signal }),
      ]);
      return { type: types.items.find(type => type.name === name), definitions: definitions.items };
    },
    { interval: 30_000 },
  );
  return (
    <LiveView live={live} errorTitle={`The resource type ${name} cannot be shown`}>
      {({ type, definitions }) =>
        type === undefined ? (
          <EmptyState
            title={`There is no resource type ${name}`}
            action={<Link href={paths.registry('resource-types') ?? '.'}>All resource types</Link>}
          />
        ) : (
          <>
            <RoomHeader title={type.title ? `${type.title} (${type.name})` : type.name}>
              {type.description}
            </RoomHeader>
            <div>
              {typeWords(type).map(word => (
                <span key={word} className={styles.chip}>
                  {word}
                </span>
              ))}
            </div>
            <Section title="Params: what may be asked">
              <SchemaTable schema={type.params} label={`Params of ${name}`} />
            </Section>
            <Section title="Outputs: what it gives">
              <SchemaTable
                schema={type.outputs}
                label={`Outputs of ${name}`}
                requiredWord="always there"
              />
            </Section>
            {type.use === 'direct' && (
              <Section title="Example">
                {(type.examples?.length ? type.examples : [scoreExample(type)]).map(example => (
                  <div key={example.score}>
                    {example.title && <Text color="secondary">{example.title}</Text>}
                    <pre className={styles.block}>{example.score}</pre>
                  </div>
                ))}
              </Section>
            )}
            <Section title="Definitions that make it">
              {definitions.length === 0 ? (
                <EmptyState title="No definition makes this type">
                  A deployment that asks for it is refused until there is one.
                </EmptyState>
              ) : (
                <DefinitionTable definitions={definitions} />
              )}
            </Section>
          </>
        )
      }
    </LiveView>
  );
}
