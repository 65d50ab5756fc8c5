import { beforeAll, describe, expect, test } from '@jest/globals';
import { documentKinds } from '../../src/base/document-store.ts';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { translator } from '../../src/language/language.ts';
import { buttons, pages } from '../../src/permissions/entrances.ts';
import { cell, type Permission, type Relation, relations } from '../../src/permissions/matrix.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { askId } from '../../src/rounds/ask.ts';
import { rounds } from '../../src/rounds/round.ts';
import { summaries, summaryId } from '../../src/rounds/summary.ts';
import { askKey } from '../../src/web/links.ts';
import { readPages } from '../../src/web/web.ts';
import { townPeople } from '../permissions/town.ts';
import { openWebTown, otherTown, roundId, signInAppId, town, type WebTown } from '../support/web-town.ts';

let world: WebTown;
beforeAll(async () => {
  world = await openWebTown();
});

const get = (path: string, cookie = '', url = world.url) =>
  fetch(`${url}${path}`, { headers: { cookie, 'accept-language': 'sv' }, redirect: 'manual' });

interface Sent {
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string>>;
  /** With a file, in place of `fields`. */
  readonly form?: FormData;
  readonly url?: string;
}

/** As a browser sends a form of a page of this site; `headers` over that. */
const send = (path: string, { cookie = '', headers = {}, fields = {}, form, url = world.url }: Sent) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      origin: url,
      'sec-fetch-site': 'same-origin',
      'accept-language': 'sv',
      cookie,
      ...headers,
    },
    body: form ?? new URLSearchParams(fields),
    redirect: 'manual',
  });

async function tokenFor(cookie: string, url = world.url): Promise<string> {
  const html = await (await get('/app/plan', cookie, url)).text();
  return /name="token" value="([^"]+)"/u.exec(html)![1]!;
}

/** All that is kept of a town. */
async function everything(tenantId: string, { store } = world.ports) {
  const kinds = documentKinds.map((kind) => store.list({ tenantId, kind, limit: 1000 }));
  return (await Promise.all(kinds)).flat();
}

const press = (verb: string, data: object = {}) => JSON.stringify({ verb, data });

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** What the buttons of a page would press. */
const pressesOn = (html: string) =>
  [...html.matchAll(/name="press" value="([^"]+)"/gu)].map(([, value]) => unescaped(value!));

/** Where each page is for one who owns `care`. */
const places: Readonly<Record<string, string>> = {
  whole: '/app/',
  list: '/app/lists/deviations',
  'list-of-one': '/app/lists/aspect/social',
  assignment: '/app/assignments/care',
  indicator: '/app/indicators/waiting',
  rounds: '/app/rounds',
  round: `/app/rounds/${roundId}`,
  mine: '/app/mine',
  ask: `/app/mine/asks/${askKey(askId(roundId, townPeople.owner))}`,
  plan: '/app/plan',
  versions: '/app/plan/versions',
  operations: '/app/operations',
};

/** What the matrix says of the access alone: who is owner, contributor or deputy has a manager's. */
function mayOpen(deed: Permission, standing: Relation): boolean {
  return cell(deed, standing) !== 'no';
}

describe('who may open which page', () => {
  test('is said of every page, by the table that buttons have too', () => {
    expect(Object.keys(pages).filter((name) => name !== 'plan-file')).toEqual(Object.keys(readPages));
    expect(Object.keys(places)).toEqual(Object.keys(readPages));
  });

  const table = Object.keys(readPages).flatMap((name) =>
    relations.map((standing) => [name, standing] as const),
  );
  // Both towns' ids are the same, so that an address of one leads to something in the other.
  test.each(table)('%s as %s, in either town, and of that town alone', async (name, standing) => {
    const isAllowed = mayOpen(pages[name]!.deed!, standing);
    const isOwn = name !== 'ask' || standing === 'owner';
    for (const [tenantId, ofTheOther] of [
      [town, /Annat|Annanby/u],
      [otherTown, /Äldreomsorg|Småstad/u],
    ] as const) {
      const answer = await get(places[name]!, await world.cookieOf(townPeople[standing], tenantId));
      expect(answer.status).toBe(isAllowed && isOwn ? 200 : pages[name]!.by === 'whole' ? 403 : 404);
      const html = await answer.text();
      expect(html).toContain('<h1>');
      expect(html).not.toMatch(ofTheOther);
      if (!isAllowed) expect(html).not.toMatch(/Äldreomsorg|Annat/u);
    }
  });

  test.each(relations)(
    'what another town’s %s sends shows and changes nothing of this one',
    async (standing) => {
      const cookie = await world.cookieOf(townPeople[standing], otherTown);
      const fields = { token: await tokenFor(cookie), words: 'owner', language: 'sv' };
      const ask = askId(roundId, townPeople.owner);
      const presses = [
        ...Object.keys(buttons).map((verb) => press(verb)),
        press('answer/next', { ask, assignment: 'care', inputs: 'status' }),
      ];
      const posts = [
        ['/app/operations', fields],
        ['/app/language', fields],
        ...presses.map(
          (one) => ['/app/press', { ...fields, press: one, 'chosen.status': 'paused' }] as const,
        ),
      ] as const;
      const before = await everything(town);
      for (const [path, given] of posts) {
        const html = await (await send(path, { cookie, fields: given })).text();
        expect(html).not.toMatch(/Äldreomsorg|Småstad/u);
      }
      expect(await everything(town)).toEqual(before);
    },
  );

  /** A file with the plan of a town and one change, as somebody's browser uploads it. */
  async function upload(at: WebTown, cookie: string, tenantId: string) {
    const { content } = (await currentPlan(at.ports.store, tenantId))!;
    const form = new FormData();
    form.set('token', await tokenFor(cookie, at.url));
    form.set('file', new File([JSON.stringify({ ...content, burdenCapMinutes: 77 })], 'plan.yaml'));
    return send('/app/plan/file', { url: at.url, cookie, form });
  }

  const uploads = relations.flatMap((standing) =>
    [town, otherTown].map((tenantId) => [standing, tenantId] as const),
  );
  test.each(uploads)(
    'a plan’s file is read from whom the matrix lets, beside the plan of their own town alone: %s of %s',
    async (standing, tenantId) => {
      const [theOther, itsWords] =
        tenantId === town ? [otherTown, /Annat|Annanby/u] : [town, /Äldreomsorg|Småstad/u];
      const before = await everything(theOther);
      const answer = await upload(world, await world.cookieOf(townPeople[standing], tenantId), tenantId);
      const isAllowed = mayOpen(pages['plan-file']!.deed!, standing);
      expect(answer.status).toBe(isAllowed ? 200 : 403);
      const html = await answer.text();
      expect(html.includes('15 → 77')).toBe(isAllowed);
      expect(pressesOn(html).some((one) => one.includes('plan/confirm'))).toBe(isAllowed);
      expect(html).not.toMatch(itsWords);
      expect(await everything(theOther)).toEqual(before);
    },
  );

  test('what another town’s process lead has uploaded is put in force there alone, and by nobody of this one', async () => {
    const own = await openWebTown();
    const [here, there] = await Promise.all(
      [town, otherTown].map((tenantId) => own.cookieOf(townPeople.administrator, tenantId)),
    );
    const html = await (await upload(own, there!, otherTown)).text();
    const confirm = pressesOn(html).find((one) => one.includes('plan/confirm'))!;
    const version = async (tenantId: string) => (await currentPlan(own.ports.store, tenantId))!.version;
    const confirmed = async (cookie: string) => {
      const fields = { token: await tokenFor(cookie, own.url), press: confirm, 'typed.decision': '§ 7' };
      return (await send('/app/press', { url: own.url, cookie, fields })).text();
    };
    const before = await everything(town, own.ports);
    expect(await confirmed(here!)).not.toMatch(/Annat|Annanby|15 → 77/u);
    expect(await version(otherTown)).toBe(1);
    await confirmed(there!);
    expect(await version(otherTown)).toBe(2);
    expect(await everything(town, own.ports)).toEqual(before);
  });

  test.each(Object.entries(buttons).filter(([, { by }]) => by === 'whole'))(
    'a button is refused on a page as in the chat: %s',
    async (verb, { deed }) => {
      for (const standing of ['reader', 'nobody'] as const) {
        const cookie = await world.cookieOf(townPeople[standing]);
        const fields = { token: await tokenFor(cookie), press: press(verb) };
        const html = await (await send('/app/press', { cookie, fields })).text();
        if (!mayOpen(deed!, standing))
          expect(html).toMatch(/processledaren|roll i (?:styr)?planen|Processledaren/u);
      }
    },
  );

  test('a cookie of one town opens nothing in another', async () => {
    const away = (await world.cookieOf(townPeople.owner)).replace(
      town,
      '33333333-3333-4333-8333-333333333333',
    );
    expect((await get('/app/', away)).headers.get('location')).toBe('/app/start?to=%2Fapp%2F');
    const moved = (await world.cookieOf(townPeople.owner)).replace(town, otherTown);
    expect((await get('/app/', moved)).status).toBe(302);
  });

  test('whoever may not read what help is wanted does not find it on any page', async () => {
    const reader = await (await get('/app/', await world.cookieOf(townPeople.reader))).text();
    expect(reader).not.toContain('support/open');
  });
});

describe('every page', () => {
  test('loads its own style alone, runs no script, and is framed by Teams alone', async () => {
    const cookie = await world.cookieOf(townPeople.administrator);
    for (const path of [...Object.values(places), '/app/assignments/none']) {
      const answer = await get(path, cookie);
      const policy = answer.headers.get('content-security-policy')!;
      expect(policy).toContain(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'",
      );
      expect(policy).toMatch(
        /frame-ancestors https:\/\/teams\.microsoft\.com https:\/\/\*\.teams\.microsoft\.com https:\/\/\*\.cloud\.microsoft$/u,
      );
      expect(policy).not.toMatch(/unsafe|script-src/u);
      expect(answer.headers.has('x-frame-options')).toBe(false);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const html = await answer.text();
      expect(html).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|https?:\/\//iu);
    }
  });

  test('has addresses that name no person', async () => {
    const cookie = await world.cookieOf(townPeople.administrator);
    for (const path of Object.values(places)) {
      const html = await (await get(path, cookie)).text();
      const addresses = [...html.matchAll(/(?:href|action|src)="([^"]*)"/gu)].map(([, address]) => address!);
      expect(addresses.length).toBeGreaterThan(2);
      expect(addresses.join('\n')).not.toMatch(/person-|%40/u);
    }
  });

  test('is shown in the language that is chosen on it', async () => {
    const cookie = await world.cookieOf(townPeople.manager);
    const fields = { token: await tokenFor(cookie), language: 'en' };
    const headers = { referer: `${world.url}/app/rounds` };
    const answer = await send('/app/language', { cookie, fields, headers });
    expect(answer.headers.get('location')).toBe('/app/rounds');
    expect(await (await get('/app/', cookie)).text()).toContain('<html lang="en"');
  });

  test('of the whole says what waits for the visitor’s own answer, and leads to it', async () => {
    const [owner, reader] = await Promise.all(
      (['owner', 'reader'] as const).map(async (one) =>
        (await get('/app/', await world.cookieOf(townPeople[one]))).text(),
      ),
    );
    expect(owner).toContain('<a href="/app/mine">Ett uppdrag väntar på ditt svar</a>');
    expect(reader).not.toContain('väntar på ditt svar');
  });

  test('that is not there says so, and one without a session leads to signing in and back', async () => {
    expect((await get('/app/assignments/none', await world.cookieOf(townPeople.owner))).status).toBe(404);
    const answer = await get('/app/rounds?page=2');
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      '/app/start?to=%2Fapp%2Frounds%3Fpage%3D2',
    ]);
  });
});

describe('a button', () => {
  test('of any page, and of what it leads to, is one that Roder understands', async () => {
    const other = await openWebTown();
    const pressed = new Set<string>();
    const badCard = translator('sv')('notice.badCard');
    for (const person of ['administrator', 'leadership', 'owner'] as const) {
      const cookie = await other.cookieOf(townPeople[person]);
      const headers = { cookie, origin: other.url, 'accept-language': 'sv' };
      const htmlOf = async (path: string) => (await fetch(`${other.url}${path}`, { headers })).text();
      const token = /name="token" value="([^"]+)"/u.exec(await htmlOf('/app/plan'))![1]!;
      const shown = await Promise.all(Object.values(places).map(htmlOf));
      let found = shown.flatMap(pressesOn);
      // What stands on the pages, what that leads to, and what that leads to in turn.
      for (const _ of ['page', 'card', 'next card']) {
        const next: string[] = [];
        for (const press of new Set(found)) {
          if (pressed.has(`${person} ${press}`)) continue;
          pressed.add(`${person} ${press}`);
          const body = new URLSearchParams({ token, press });
          const answer = await fetch(`${other.url}/app/press`, { method: 'POST', headers, body });
          const html = await answer.text();
          expect([person, press, answer.status, html.includes(badCard)]).toEqual([person, press, 200, false]);
          next.push(...pressesOn(html));
        }
        found = next;
      }
    }
    expect(pressed.size).toBeGreaterThan(30);
  });
});

describe('a form', () => {
  const answered = press('help/show');

  test.each<[string, Readonly<Record<string, string>>]>([
    ['from another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['from a site beside', { 'sec-fetch-site': 'same-site' }],
    ['whose origin is hidden', { origin: 'null' }],
    ['from another port of this machine', { origin: 'http://127.0.0.1:1' }],
  ])('%s changes nothing', async (_, headers) => {
    const cookie = await world.cookieOf(townPeople.owner);
    const fields = { token: await tokenFor(cookie), press: answered };
    for (const path of ['/app/press', '/app/language', '/app/operations', '/app/sign-out', '/app/sign-in'])
      expect((await send(path, { cookie, headers, fields })).status).toBe(403);
    expect((await get('/app/', cookie)).status).toBe(200);
  });

  test('that no browser sent is refused', async () => {
    const cookie = await world.cookieOf(townPeople.owner);
    const body = new URLSearchParams({ token: await tokenFor(cookie), press: answered });
    expect(
      (await fetch(`${world.url}/app/press`, { method: 'POST', headers: { cookie }, body })).status,
    ).toBe(403);
  });

  test('of another session is shown once more, with all that was written, and sent by hand', async () => {
    const [mine, theirs] = [await world.cookieOf(townPeople.owner), await world.cookieOf(townPeople.manager)];
    const fields = {
      token: await tokenFor(theirs),
      press: answered,
      'typed.ownWords': 'Det går <b>bra</b>.',
    };
    const answer = await send('/app/press', { cookie: mine, fields });
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(html).toContain('<blockquote>Det går &lt;b&gt;bra&lt;/b&gt;.</blockquote>');
    const token = /name="token" value="([^"]+)"/u.exec(html)![1]!;
    expect((await send('/app/press', { cookie: mine, fields: { ...fields, token } })).status).toBe(200);
  });

  test('that is too large, or no form, is answered with a sentence', async () => {
    const cookie = await world.cookieOf(townPeople.owner);
    const fields = { token: await tokenFor(cookie), press: 'x'.repeat(600_000) };
    expect((await send('/app/press', { cookie, fields })).status).toBe(413);
    const headers = { cookie, origin: world.url, 'content-type': 'application/json' };
    expect((await fetch(`${world.url}/app/press`, { method: 'POST', headers, body: '{}' })).status).toBe(415);
    const odd = { token: await tokenFor(cookie), press: '{"verb":7}' };
    expect((await send('/app/press', { cookie, fields: odd })).status).toBe(400);
  });

  test.each(['__proto__', 'constructor/x', 'toString', 'no/such'])(
    'that presses what no button is called, %s, is answered with a sentence',
    async (verb) => {
      const cookie = await world.cookieOf(townPeople.owner);
      const fields = { token: await tokenFor(cookie), press: press(verb) };
      const answer = await send('/app/press', { cookie, fields });
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain(translator('sv')('notice.unknownAction'));
    },
  );
});

describe('signing in', () => {
  const oid = '44444444-4444-4444-8444-444444444444';
  const claims = { tid: town, oid, aud: signInAppId, scp: 'access_as_user' };
  const past = Math.round(Date.now() / 1000) - 7200;

  test('in Teams begins a session that every instance takes', async () => {
    const token = await world.entra.signedIn(claims);
    const answer = await send('/app/sign-in', { fields: { token, theme: 'contrast' } });
    expect(answer.status).toBe(204);
    const kept = answer.headers.get('set-cookie')!;
    expect(kept).toMatch(
      /^__Host-roder=[\w.-]+; Path=\/; HttpOnly; Max-Age=14400; Secure; SameSite=None; Partitioned$/u,
    );
    const cookie = kept.split(';')[0]!;
    expect(kept).not.toContain(oid);
    const page = await get('/app/plan', cookie, world.otherUrl);
    const html = await page.text();
    expect(html).toContain('data-theme="contrast"');
    // In Teams a page follows the theme when it changes, by our own script alone.
    for (const name of ['teams.js', 'start.js'])
      expect(html).toContain(`<script src="/app/assets/${name}?v=`);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'; connect-src 'self';");
  });

  test.each<[string, () => Promise<string>]>([
    ['no token', async () => 'let-me-in'],
    ['an expired token', () => world.entra.signedIn({ ...claims, iat: past, nbf: past, exp: past + 60 })],
    ['a token for another app', () => world.entra.signedIn({ ...claims, aud: oid })],
    ['a token of an organisation that is not served', () => world.entra.signedIn({ ...claims, tid: oid })],
    ['a program’s token', () => world.entra.signedIn({ ...claims, scp: '', sub: oid })],
    [
      'a forged token',
      () => world.entra.signedIn(claims, { key: world.entra.keys.foreign, kid: 'people-1' }),
    ],
  ])('with %s begins nothing', async (_, token) => {
    const answer = await send('/app/sign-in', { fields: { token: await token() } });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null]);
  });

  /** To Entra, and what it would send back. */
  async function goToEntra(to = '/app/rounds') {
    const answer = await get(`/app/sign-in/browser?to=${encodeURIComponent(to)}`);
    const asked = new URL(answer.headers.get('location')!);
    return {
      asked,
      cookie: answer.headers.get('set-cookie')!.split(';')[0]!,
      fields: Object.fromEntries(asked.searchParams),
    };
  }
  const fromEntra = { origin: 'https://login.microsoftonline.com', 'sec-fetch-site': 'cross-site' };

  test('in a browser goes to Entra and comes back to the page that was wanted, without a secret', async () => {
    const { asked, cookie, fields } = await goToEntra();
    expect(asked.pathname).toBe('/organizations/oauth2/v2.0/authorize');
    expect(fields).toMatchObject({
      client_id: signInAppId,
      response_type: 'id_token',
      response_mode: 'form_post',
      redirect_uri: `${world.url}/app/sign-in/browser`,
    });
    const id_token = await world.entra.signedIn({ ...claims, scp: undefined, nonce: fields.nonce });
    const sent = { cookie, headers: fromEntra, fields: { id_token, state: fields.state! } };
    const answer = await send('/app/sign-in/browser', sent);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/app/rounds']);
    const session = answer.headers.get('set-cookie')!.split(';')[0]!;
    expect((await get('/app/plan', session)).status).toBe(200);
  });

  test('in a browser is not taken from another browser, with another nonce or state, or a foreign token', async () => {
    const { cookie, fields } = await goToEntra();
    const { state = '', nonce } = fields;
    const good = await world.entra.signedIn({ ...claims, nonce });
    const replayed = await world.entra.signedIn({ ...claims, nonce: 'another' });
    const foreign = await world.entra.signedIn({ ...claims, nonce, tid: oid });
    const tries: [string, string, string, number][] = [
      ['', state, good, 400],
      [cookie, 'x.y', good, 400],
      [(await goToEntra()).cookie, state, good, 400],
      [cookie, state, replayed, 401],
      [cookie, state, foreign, 401],
    ];
    for (const [kept, given, id_token, status] of tries) {
      const answer = await send('/app/sign-in/browser', {
        cookie: kept,
        headers: fromEntra,
        fields: { id_token, state: given },
      });
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([status, null]);
    }
  });

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/app/\\evil',
    '/api/messages',
    '/app//evil.example',
  ])('leads nowhere else: %s', async (to) => {
    const { cookie, fields } = await goToEntra(to);
    const id_token = await world.entra.signedIn({ ...claims, nonce: fields.nonce });
    const sent = { cookie, headers: fromEntra, fields: { id_token, state: fields.state! } };
    expect((await send('/app/sign-in/browser', sent)).headers.get('location')).toBe('/app/');
  });

  test('runs our own script, and nothing else, on the page where Teams is asked', async () => {
    const answer = await get('/app/start?to=/app/mine');
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'; connect-src 'self';");
    const html = await answer.text();
    const scripts = [...html.matchAll(/<script src="([^"]+)" defer>/gu)].map(([, src]) => src!);
    expect(scripts.map((src) => src.split('?')[0])).toEqual(['/app/assets/teams.js', '/app/assets/start.js']);
    for (const src of scripts) expect((await get(src)).status).toBe(200);
    expect(html).not.toMatch(/<script(?! src)/u);
  });

  test('with keys that Entra does not give is told apart from a token that is wrong', async () => {
    const other = await openWebTown();
    other.entra.keysAreAway = true;
    const body = new URLSearchParams({ token: await other.entra.signedIn(claims) });
    const headers = { origin: other.url };
    expect((await fetch(`${other.url}/app/sign-in`, { method: 'POST', headers, body })).status).toBe(503);
  });
});

describe('a session', () => {
  test('ends by itself', async () => {
    const cookie = await world.cookieOf(townPeople.owner);
    expect((await get('/app/', cookie)).status).toBe(200);
    world.moveTo('2026-09-02T13:00:01+02:00');
    expect((await get('/app/', cookie)).status).toBe(302);
    world.moveTo('2026-09-02T09:00:00+02:00');
  });

  test('ends when its person signs out, everywhere', async () => {
    const cookie = await world.cookieOf(townPeople.owner);
    const answer = await send('/app/sign-out', { cookie });
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-roder=; .*Max-Age=0;/u);
    expect((await get('/app/', cookie, world.otherUrl)).status).toBe(302);
  });
});

describe('answering on a page', () => {
  const ask = askId(roundId, townPeople.owner);

  /** The form as the page has it. */
  async function formOf(cookie: string) {
    const html = await (await get(places.ask!, cookie)).text();
    const raw = pressesOn(html);
    const token = /name="token" value="([^"]+)"/u.exec(html)![1]!;
    return { html, token, button: (verb: string) => raw.find((one) => one.includes(`"${verb}"`))! };
  }
  const answerNext = press('answer/next', { ask, assignment: 'care', inputs: 'status ownWords' });
  const words = 'Vi saknar vikarier & "tid" <i>nu</i>.';

  test('keeps all that was written when something is amiss, and says what', async () => {
    const cookie = await world.cookieOf(townPeople.owner);
    const { token, button } = await formOf(cookie);
    const fields = { token, press: button('answer/next'), 'typed.ownWords': words };
    const html = await (await send('/app/press', { cookie, fields })).text();
    expect(html).toContain('aria-describedby="remark-2"');
    expect(html).toContain('Vi saknar vikarier &amp; &quot;tid&quot; &lt;i&gt;nu&lt;/i&gt;.');
  });

  test('keeps all that was written when the session has ended, and takes it when one is back', async () => {
    const cookie = await world.cookieOf(townPeople.owner);
    const { token, button } = await formOf(cookie);
    await send('/app/sign-out', { cookie });
    const fields = {
      token,
      press: button('answer/next'),
      'typed.ownWords': words,
      'chosen.status': 'on_track',
    };
    const lost = await send('/app/press', { cookie, fields });
    expect(lost.status).toBe(401);
    const html = await lost.text();
    expect(html).toContain('<blockquote>Vi saknar vikarier');
    const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/gu)];
    const kept = Object.fromEntries(hidden.map(([, name, value]) => [name!, unescaped(value!)]));
    expect(kept).toEqual({ press: fields.press, 'typed.ownWords': words, 'chosen.status': 'on_track' });
    const back = await world.cookieOf(townPeople.owner);
    const again = await send('/app/press', {
      cookie: back,
      fields: { ...kept, token: await tokenFor(back) },
    });
    expect(await again.text()).toContain('answer/submit');
  });

  test('is sent in as from the chat, makes work due, and shows the receipt', async () => {
    const cookie = await world.cookieOf(townPeople.owner);
    const { html, token, button } = await formOf(cookie);
    expect(html).toContain('Vi saknar vikarier');
    const before = world.workIsDue();
    const sent = await send('/app/press', { cookie, fields: { token, press: button('answer/submit') } });
    expect(await sent.text()).toContain('answer/change');
    expect(world.workIsDue()).toBe(before + 1);
    const whole = await (await get('/app/', await world.cookieOf(townPeople.leadership))).text();
    expect(whole).toContain('Pågår enligt plan');
  });

  test('is told as a correction on the whole, once leadership has seen the round', async () => {
    const id = summaryId(roundId, 'leadership');
    const postedAt = toTimestamp(world.ports.clock.now());
    await summaries(world.ports.store).create({
      tenantId: town,
      id,
      roundId,
      channelId: 'leadership',
      changes: 0,
      postedAt,
    });
    const leader = await world.cookieOf(townPeople.leadership);
    expect(await (await get('/app/', leader)).text()).not.toContain('Rättelser (');
    world.moveTo('2026-09-02T09:10:00+02:00');
    const cookie = await world.cookieOf(townPeople.owner);
    const { token, button } = await formOf(cookie);
    const pressed = async (html: string, verb: string, fields = {}) => {
      const press = pressesOn(html).find((one) => one.includes(`"${verb}"`))!;
      return (await send('/app/press', { cookie, fields: { token, press, ...fields } })).text();
    };
    const opened = await (
      await send('/app/press', { cookie, fields: { token, press: button('answer/change') } })
    ).text();
    const fields = { 'typed.ownWords': words, 'chosen.status': 'paused' };
    // Who has paused is asked once whether help is wanted.
    const asked = await pressed(opened, 'answer/next', fields);
    const preview = await pressed(asked, 'answer/next', fields);
    await pressed(preview, 'answer/submit');
    expect(await (await get('/app/', leader)).text()).toContain('Rättelser (1)');
  });

  test('gives back what was written when Roder itself fails, to be sent once more', async () => {
    const other = await openWebTown();
    const cookie = await other.cookieOf(townPeople.owner);
    await other.ports.store.close();
    const headers = { cookie, origin: other.url, 'sec-fetch-site': 'same-origin', 'accept-language': 'sv' };
    const sent = { token: 'of.this', press: answerNext, 'typed.ownWords': words };
    const body = new URLSearchParams(sent);
    const failed = await fetch(`${other.url}/app/press`, { method: 'POST', headers, body });
    expect(failed.status).toBe(503);
    const html = await failed.text();
    expect(html).toContain('<blockquote>Vi saknar vikarier');
    const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/gu)];
    expect(Object.fromEntries(hidden.map(([, name, value]) => [name!, unescaped(value!)]))).toEqual(sent);
  });

  test('gives back what was written to a round that has closed meanwhile', async () => {
    const cookie = await world.cookieOf(townPeople.manager);
    const path = `/app/mine/asks/${askKey(askId(roundId, townPeople.manager))}`;
    const html = await (await get(path, cookie)).text();
    const pressed = unescaped(/value="([^"]+answer\/next[^"]+)"/u.exec(html)![1]!);
    const round = await rounds(world.ports.store).get(town, roundId);
    const closed = await rounds(world.ports.store).replace({ ...round, state: 'closed' });
    const fields = {
      token: await tokenFor(cookie),
      press: pressed,
      'typed.ownWords': words,
      'chosen.status': 'on_track',
    };
    const answer = await (await send('/app/press', { cookie, fields })).text();
    expect(answer).toContain('<blockquote>Vi saknar vikarier');
    expect(answer).toContain('inte skickat');
    if (closed.outcome === 'done')
      await rounds(world.ports.store).replace({ ...closed.document, state: 'open' });
  });

  test('is refused to whoever it does not concern, whatever the form says', async () => {
    const cookie = await world.cookieOf(townPeople.reader);
    const data = { ask, assignment: 'care', inputs: 'status' };
    const fields = {
      token: await tokenFor(cookie),
      press: press('answer/next', data),
      'chosen.status': 'paused',
    };
    const html = await (await send('/app/press', { cookie, fields })).text();
    expect(html).not.toContain('Äldreomsorg');
  });
});
