import { type Language, translator } from '../language/language.ts';
import type { PlanContent } from '../plan/plan-schema.ts';

/**
 * What the Playground is told of the organisation (`.m365agentsplayground.yml`). It wants exactly five
 * people beside the one at the screen, and one channel beside General. A person's id here is the Entra
 * object id: the Playground finds people by `id` alone, while Teams takes either, as Roder relies on.
 */
export function playgroundConfig(
  plan: PlanContent,
  { tenantId, language }: { tenantId: string; language: Language },
): object {
  const t = translator(language);
  const people = plan.persons.flatMap(({ id, roles }) =>
    id ? [person(id, shortName(plan, roles[0]!))] : [],
  );
  const colleague = person('00000000-0000-4000-8000-000000000005', t('cli.demo.colleague'));
  const [currentUser, ...others] = people;
  return {
    version: '0.1.1',
    tenantId,
    bot: { id: '28:roder', name: 'Roder' },
    currentUser,
    users: [...others, colleague],
    personalChat: { id: 'personal-chat' },
    groupChat: { id: 'group-chat', name: t('cli.demo.groupChat') },
    team: {
      id: '19:organisation@thread.tacv2',
      name: plan.organisation.name[plan.language],
      aadGroupId: '00000000-0000-4000-8000-0000000000bb',
      channels: plan.channels.slice(0, 1).map(({ id, name }) => ({ id, name: name[plan.language] })),
    },
  };
}

function person(id: string, name: string): object {
  const email = `${id}@example.com`;
  return { id, aadObjectId: id, name, givenName: name, surname: 'Demo', userPrincipleName: email, email };
}

/** `Socialchef (förvaltningschef)` is shown as `Socialchef`. */
function shortName({ roles, language }: PlanContent, roleId: string): string {
  const name = roles.find(({ id }) => id === roleId)?.name[language] ?? roleId;
  return name.split(/ \(|,/u)[0]!;
}
