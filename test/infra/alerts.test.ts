import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { instruments } from '../../src/telemetry/instruments.ts';
import { at, type Infra, readInfra } from './infra-files.ts';

/** The alarms that would have caught a bot dying silently: they must read what Roder does send. */

let infra: Infra;
beforeAll(async () => {
  infra = await readInfra();
});

const rules = () =>
  infra.resources
    .filter(({ type }) => type === 'Microsoft.Insights/scheduledQueryRules')
    .map(({ name, body }) => ({
      name,
      body,
      asked: at(body, 'properties', 'criteria', 'allOf', 0) as Asked,
    }));

interface Asked {
  readonly query: string;
  readonly timeAggregation: string;
  readonly operator: string;
  readonly threshold: number;
}

describe('the heartbeat’s alarms', () => {
  test('are two: no sign of life, and reminders that do not get through', () => {
    const said = rules().map(({ name, asked: { query, timeAggregation, operator, threshold } }) => [
      ...[name, query, `${timeAggregation} ${operator} ${threshold}`],
    ]);
    expect(said).toEqual([
      ['dead', 'AppMetrics | where Name == "roder.heartbeat.alive"', 'Count LessThan 1'],
      ['trouble', 'AppMetrics | where Name == "roder.heartbeat.trouble" and Sum > 0', 'Count GreaterThan 0'],
    ]);
  });

  test('read figures that Roder sends, often enough', () => {
    for (const { asked, body } of rules()) {
      const [, figure] = /Name == "([\w.]+)"/u.exec(asked.query)!;
      expect(Object.keys(instruments)).toContain(figure);
      // Both figures come once a minute: the window holds ten of them.
      expect(at(body, 'properties', 'windowSize')).toBe('PT10M');
      expect(at(body, 'properties', 'enabled')).toBe(true);
    }
  });

  test('look where the figures arrive, and tell whom the deployment names', () => {
    const workspace = infra.main.modules.find(({ name }) => name === 'alerts')!;
    expect(at(workspace.body, 'params', 'workspaceId')).toEqual({
      expression: 'monitoring.outputs.workspaceId',
    });
    expect(at(workspace.body, 'params', 'email')).toEqual({ expression: 'alertEmail' });
    for (const { body } of rules()) {
      expect(at(body, 'properties', 'scopes')).toEqual([{ expression: 'workspaceId' }]);
      expect(at(body, 'properties', 'actions')).toEqual({ expression: 'actions' });
    }
    const group = infra.resourceOf('Microsoft.Insights/actionGroups').body;
    expect(at(group, 'properties', 'emailReceivers', 0, 'emailAddress')).toEqual({ expression: 'email' });
    const { length } = at(group, 'properties', 'groupShortName') as string;
    expect(length).toBeLessThanOrEqual(12);
  });

  test('come with the app, since nothing is alive before it', () => {
    const main = readFileSync('infra/main.bicep', 'utf8');
    expect(main).toContain("module alerts 'modules/alerts.bicep' = if (!empty(image))");
  });
});
