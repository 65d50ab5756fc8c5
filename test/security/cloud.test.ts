import { expect, test } from '@jest/globals';
import { microsoftCloud } from '../../src/bot/cloud.ts';

test.each([
  ['https://smba.trafficmanager.net/teams/', true],
  ['https://smba.trafficmanager.net/emea/', true],
  ['https://eu.teams.microsoft.com/', true],
  ['http://smba.trafficmanager.net/teams/', false],
  ['https://smba.trafficmanager.net.evil.example/', false],
  ['https://evilsmba.trafficmanager.net/', false],
  ['https://evil.example/smba.trafficmanager.net', false],
  ['https://smba.trafficmanager.net@evil.example/', false],
  ['https://127.0.0.1/', false],
  ['https://169.254.169.254/metadata', false],
  ['', false],
])('%j is an address of Teams: %j', (serviceUrl, served) => {
  expect(microsoftCloud.serves(serviceUrl)).toBe(served);
});
